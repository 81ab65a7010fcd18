'use client'

import { CircleCheck, OctagonX, X } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'

export type BulkRow = { id: string; number: string; refused: string | null }
export type Bulk = { action: string; rows: readonly BulkRow[] }

type Props = { bulk: Bulk; onSelectRefused: (ids: readonly string[]) => void; onClose: () => void }

/** What became of each row; it stays until it is closed, because a message that fades is no report. */
export function BulkReport({ bulk, onSelectRefused, onClose }: Props) {
  const t = useTranslations('orders.bulk')
  const common = useTranslations('common.actions')
  const refused = bulk.rows.filter((row) => row.refused !== null)
  const done = bulk.rows.length - refused.length
  // Those that need somebody stand first.
  const rows = [...refused, ...bulk.rows.filter((row) => row.refused === null)]
  return (
    <section
      aria-label={t('report', { action: bulk.action })}
      className="flex shrink-0 flex-col overflow-hidden rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5 text-sm">
        <h2 className="font-semibold">{t('report', { action: bulk.action })}</h2>
        <span role="status" className="flex items-center gap-4">
          <span className="flex items-center gap-1.5 text-green-text [&_svg]:size-4">
            <CircleCheck aria-hidden="true" />
            {t('done', { count: done })}
          </span>
          {refused.length > 0 ? (
            <span className="flex items-center gap-1.5 text-danger-text [&_svg]:size-4">
              <OctagonX aria-hidden="true" />
              {t('refused', { count: refused.length })}
            </span>
          ) : null}
        </span>
        <span className="ml-auto flex items-center gap-2">
          {refused.length > 0 ? (
            <Button size="sm" onClick={() => onSelectRefused(refused.map((row) => row.id))}>
              {t('selectRefused')}
            </Button>
          ) : null}
          <IconButton size="sm" label={common('close')} onClick={onClose}>
            <X />
          </IconButton>
        </span>
      </header>
      <ul className="max-h-40 overflow-y-auto border-t border-line-soft py-1 text-sm">
        {rows.map((row) => (
          <li key={row.id} className="flex flex-wrap items-baseline gap-x-3 px-4 py-0.5">
            <Link href={`/orders/${row.id}`} className="font-mono text-[0.93em] text-accent-text hover:underline">
              {row.number}
            </Link>
            <span className={row.refused === null ? 'text-green-text' : 'text-danger-text'}>
              {row.refused ?? t('ok')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
