'use client'

import { ClipboardPaste } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useState } from 'react'
import { AlertBox } from '@/components/ui/alert-box'
import { CopyText } from '@/components/ui/copy-text'
import { IconButton } from '@/components/ui/icon-button'
import { NotLoaded } from '@/components/ui/not-loaded'
import type { NumbersProps } from './numbers-dialog'

const NumbersDialog = dynamic(() => import('./numbers-dialog').then((module) => module.NumbersDialog), { ssr: false })

export function PasteNumbers(props: NumbersProps) {
  const t = useTranslations('ui.numbers')
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('button')} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ClipboardPaste />
      </IconButton>
      {open ? <NumbersDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/** Above a list of pasted numbers: those that were not found. Asked for after the list stands. */
export function MissingNumbers({ set, from = 'number-sets' }: { set: string; from?: string }) {
  const t = useTranslations('ui.numbers')
  const [missing, setMissing] = useState<readonly string[] | 'gone' | null>([])
  const ask = useCallback(async () => {
    const answer = await fetch(`/api/v1/${from}/${set}`).catch(() => null)
    if (answer?.ok) return ((await answer.json()) as { missing: string[] }).missing
    // The list of a set whose time is over is empty, and not because nothing is there.
    if (answer?.status === 404) return 'gone'
    // Who may not paste is not told; anything else may hide what was not found.
    return answer?.status === 403 ? [] : null
  }, [set, from])
  useEffect(() => {
    let here = true
    void ask().then((found) => here && setMissing(found))
    return () => {
      here = false
    }
  }, [ask])
  if (missing === null) return <NotLoaded onRetry={() => void ask().then(setMissing)} />
  if (missing === 'gone') return <AlertBox kind="waiting" title={t('gone')} className="shrink-0" />
  if (missing.length === 0) return null
  return (
    <AlertBox kind="waiting" title={t('missing', { count: missing.length })} className="shrink-0">
      <div className="mt-1 flex max-h-24 flex-wrap gap-x-4 overflow-y-auto font-mono text-xs">
        {missing.map((number) => (
          <CopyText key={number} value={number} />
        ))}
      </div>
    </AlertBox>
  )
}
