'use client'

import { ClipboardPaste } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { AlertBox } from '@/components/ui/alert-box'
import { CopyText } from '@/components/ui/copy-text'
import { IconButton } from '@/components/ui/icon-button'
import type { FindNumbers } from './numbers-dialog'

const NumbersDialog = dynamic(() => import('./numbers-dialog').then((module) => module.NumbersDialog), { ssr: false })

export function PasteNumbers({ find }: { find: FindNumbers }) {
  const t = useTranslations('orders.numbers')
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('button')} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <ClipboardPaste />
      </IconButton>
      {open ? <NumbersDialog find={find} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

/** Above a list of pasted numbers: those that were not found. Asked for after the list stands. */
export function MissingNumbers({ set }: { set: string }) {
  const t = useTranslations('orders.numbers')
  const [missing, setMissing] = useState<readonly string[]>([])
  useEffect(() => {
    const away = new AbortController()
    fetch(`/api/v1/orders/number-sets/${set}`, { signal: away.signal })
      .then(async (answer) => setMissing(answer.ok ? ((await answer.json()) as { missing: string[] }).missing : []))
      .catch(() => undefined)
    return () => away.abort()
  }, [set])
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
