'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { navOf } from './nav'
import { GO_KEYS } from './use-frame-keys'

const EVERYWHERE = [
  ['palette', ['Ctrl', 'K']],
  ['search', ['/']],
  ['help', ['?']],
] as const
const LIST = [
  ['move', ['J', 'K']],
  ['open', ['↵']],
  ['pick', ['X']],
  ['extend', ['Shift', 'J']],
  ['range', ['Shift', 'X']],
  ['all', ['*']],
  ['none', ['Esc']],
] as const
const ORDERS = [
  ['approve', ['A']],
  ['marks', ['M']],
  ['flags', ['1', '…', '5']],
  ['noFlag', ['0']],
] as const

/** All keys on one sheet; opened by ? */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations('ui.keys')
  const nav = useTranslations('nav')
  const pages = Object.entries(GO_KEYS).flatMap(([key, href]) => {
    const page = navOf(href)
    return page ? [{ key, label: nav(page.key), keys: ['G', key.toUpperCase()] }] : []
  })
  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={t('title')} description={t('text')} size="lg">
      <div className="grid gap-x-10 gap-y-5 md:grid-cols-2">
        <Keys title={t('everywhere')} rows={EVERYWHERE.map(([key, keys]) => ({ key, label: t(key), keys }))} />
        <Keys title={t('list')} rows={LIST.map(([key, keys]) => ({ key, label: t(key), keys }))} />
        <Keys title={t('pages')} rows={pages} />
        <Keys title={nav('orders')} rows={ORDERS.map(([key, keys]) => ({ key, label: t(key), keys }))} />
      </div>
    </Dialog>
  )
}

type Row = { key: string; label: string; keys: readonly string[] }

function Keys({ title, rows }: { title: string; rows: readonly Row[] }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      <dl>
        {rows.map((row) => (
          <div
            key={row.key}
            className="flex min-h-8 items-center justify-between gap-4 border-b border-line-soft text-sm"
          >
            <dt>{row.label}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
