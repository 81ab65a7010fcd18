'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { ByHand } from '@/components/scan/by-hand'
import { useScans } from '@/components/scan/scan-shell'
import { stepBack } from '@/components/scan/turns'
import { useInTurn } from '@/components/scan/use-in-turn'
import { useWedge } from '@/components/scan/use-wedge'
import { cn } from '@/components/ui/cn'

type Props = {
  /** One sentence: what to do now. */
  prompt: string
  /** `quantity`: what was set by `*12` before; 1 otherwise. */
  onScan(text: string, quantity: number): unknown
  /** Escape: one step back; absent: out of the job. */
  onBack?: (() => void) | undefined
  /** Commands that begin with `*` and are no quantity, like `*S`. */
  onCommand?(command: string): unknown
  /** false: the page still reads what it needs to know; scans wait. */
  ready?: boolean
  /** Something is in hand, and the next scan belongs to it. */
  open?: boolean
  children?: ReactNode
}

/** One job, one sentence, one line of what is scanned. */
export function Desk({ prompt, onScan, onBack, onCommand, ready = true, open = false, children }: Props) {
  const t = useTranslations('scan')
  const router = useRouter()
  const { say, wedge } = useScans()
  const [quantity, setQuantity] = useState(1)
  function onText(text: string) {
    if (text === stepBack) {
      setQuantity(1)
      return onBack ? onBack() : router.push('/scan')
    }
    const asked = /^\*(\d{1,5})$/.exec(text)?.[1]
    if (asked !== undefined) {
      const n = Number(asked)
      return n > 0 ? setQuantity(n) : say(false, t('badQuantity'))
    }
    if (text.startsWith('*')) return onCommand?.(text.slice(1).toUpperCase())
    setQuantity(1)
    return onScan(text, quantity)
  }
  const take = useInTurn(onText, { ready, open: open || quantity !== 1 })
  // Going back waits for what was scanned before it, else that would be lost.
  const typed = useWedge(wedge, { onText: take, onBack: () => take(stepBack) })
  return (
    <main className="mx-auto flex w-full max-w-3xl flex-1 flex-col gap-4 px-4 py-5">
      <h1 className="text-3xl leading-snug font-semibold text-balance md:text-4xl">{prompt}</h1>
      <div className="flex items-stretch gap-3">
        <output
          aria-label={t('typed')}
          className={cn(
            'flex h-16 min-w-0 flex-1 items-center overflow-x-auto rounded-md border-2 px-4 font-mono text-2xl',
            typed === '' ? 'border-line-strong text-subtle' : 'border-focus text-fg',
          )}
        >
          {typed === '' ? t('ready') : typed}
        </output>
        {quantity === 1 ? null : (
          <output
            aria-label={t('quantity')}
            className="flex h-16 items-center rounded-md bg-accent px-5 text-3xl font-semibold text-on-accent tabular-nums"
          >
            × {quantity}
          </output>
        )}
      </div>
      <ByHand onText={take} />
      {children}
      <p className="mt-auto text-sm text-muted">{t('keys')}</p>
    </main>
  )
}
