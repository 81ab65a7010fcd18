'use client'

import { CalendarClock, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { useOrderAct } from '@/components/orders/use-order-act'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Rights } from '@/lib/platform/entrance/rights'
import { removePresaleSkuAction } from '../work-actions'
import { PresaleSkuDialog } from './presale-sku-dialog'

type Presale = { id: string; shopCode: string; skuCode: string; skuName: string; until: string | null }

type Props = {
  page: { items: Presale[]; nextCursor: string | null }
  shops: readonly { code: string; name: string }[]
  can: Rights<'presale.set' | 'presale.remove'>
}

const rowId = (presale: Presale) => presale.id
const rowLabel = (presale: Presale) => presale.skuCode

function Remove({ presale }: { presale: Presale }) {
  const t = useTranslations('orders.presales')
  const { act, pending } = useOrderAct()
  return (
    <Button
      size="sm"
      variant="ghost"
      pending={pending}
      onClick={() =>
        act(() => removePresaleSkuAction({ presaleId: presale.id }), t('removed', { sku: presale.skuCode }))
      }
    >
      {t('remove')}
    </Button>
  )
}

export function PresaleList({ page, shops, can }: Props) {
  const t = useTranslations('orders.presales')
  const [adding, setAdding] = useState(false)
  const mayRemove = can['presale.remove']
  const columns = useMemo<ListColumn<Presale>[]>(
    () => [
      {
        key: 'sku',
        header: t('sku'),
        width: 200,
        cell: ({ skuCode, skuName }) => (
          <>
            <span className="font-mono">{skuCode}</span> <span className="text-muted">{skuName}</span>
          </>
        ),
      },
      {
        key: 'shop',
        header: t('shop'),
        cell: ({ shopCode }) => shops.find((shop) => shop.code === shopCode)?.name ?? shopCode,
      },
      {
        key: 'until',
        header: t('until'),
        cell: ({ until }) => (until ? <TimeCell value={until} exact /> : t('forever')),
      },
      ...(mayRemove
        ? [{ key: 'remove', header: t('remove'), cell: (presale: Presale) => <Remove presale={presale} /> }]
        : []),
    ],
    [t, shops, mayRemove],
  )
  const add = can['presale.set'] ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus />
      {t('add')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('text')} titleInBar actions={add} />
      <DataList
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        empty={<EmptyState icon={<CalendarClock />} title={t('empty')} text={t('emptyText')} action={add} />}
      />
      {adding ? <PresaleSkuDialog shops={shops} onClose={() => setAdding(false)} /> : null}
    </>
  )
}
