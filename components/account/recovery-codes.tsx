'use client'

import { Copy, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'

/** Shown once; whoever loses the authenticator comes in by one of them. */
export function RecoveryCodes({ codes, done, onDone }: { codes: readonly string[]; done: string; onDone: () => void }) {
  const t = useTranslations('common.secondFactor')
  const copied = useTranslations('ui.copy')
  const text = codes.join('\n')
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      toast.success(copied('done'))
    } catch {
      toast.error(copied('failed'))
    }
  }
  return (
    <div className="flex flex-col gap-4">
      <AlertBox kind="waiting" title={t('recoveryTitle')}>
        {t('recoveryText')}
      </AlertBox>
      <ul className="grid grid-cols-1 gap-x-6 gap-y-1 rounded-md border border-line bg-sunken p-4 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button onClick={copy}>
          <Copy aria-hidden="true" />
          {t('copyAll')}
        </Button>
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          download="caravan-recovery-codes.txt"
          className="inline-flex h-8 items-center gap-1.5 rounded-md border border-line-strong bg-surface px-3 text-sm font-medium shadow-control hover:bg-hover [&_svg]:size-4"
        >
          <Download aria-hidden="true" />
          {t('download')}
        </a>
        <Button variant="primary" className="ml-auto" onClick={onDone}>
          {done}
        </Button>
      </div>
    </div>
  )
}
