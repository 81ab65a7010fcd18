'use client'

import { Barcode } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { useCarriers } from '@/components/orders/use-carriers'
import { VoidDialog } from '@/components/print/void-dialog'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import type { WaybillView } from '@/lib/modules/prints/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  taste: ListTaste
  page: { items: WaybillView[]; nextCursor: string | null }
  filtered: boolean
  drop: ((input: unknown) => Promise<Outcome<null>>) | undefined
}

const rowId = (row: WaybillView) => row.id
const rowLabel = (row: WaybillView) => row.number
const tones = { open: 'blue', shipped: 'teal', void: 'danger', unused: 'grey' } as const

export function WaybillList({ taste, page, filtered, drop }: Props) {
  const t = useTranslations('prints.waybill')
  const { nameOf } = useCarriers()
  const [chosen, setChosen] = useState<WaybillView | null>(null)
  const columns = useMemo<ListColumn<WaybillView>[]>(
    () => [
      { key: 'number', header: t('number'), width: 200, cell: (row) => <CopyText value={row.number} /> },
      { key: 'carrier', header: t('carrier'), cell: (row) => nameOf(row.carrierCode) },
      { key: 'parcel', header: t('parcel'), cell: (row) => <CopyText value={row.parcel} /> },
      {
        key: 'state',
        header: t('state'),
        wrap: true,
        cell: (row) => (
          <span className="inline-flex flex-wrap items-center gap-2">
            <Badge tone={tones[row.state]}>{t(`states.${row.state}`)}</Badge>
            {row.voidReason ? (
              <span className="text-muted">
                {t(`reasons.${row.voidReason}`)} · {row.voidedBy}
              </span>
            ) : null}
          </span>
        ),
      },
      { key: 'by', header: t('by'), cell: (row) => row.createdBy },
      { key: 'at', header: t('at'), cell: (row) => <TimeCell value={row.createdAt} exact /> },
      ...(drop
        ? [
            {
              key: 'do',
              header: t('do'),
              cell: (row: WaybillView) =>
                row.state === 'open' || row.state === 'unused' ? (
                  <Button size="sm" variant="quietDanger" onClick={() => setChosen(row)}>
                    {t('void')}
                  </Button>
                ) : null,
            },
          ]
        : []),
    ],
    [t, nameOf, drop],
  )
  return (
    <>
      <DataList
        taste={taste}
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<Barcode />}
            title={t(filtered ? 'filtered' : 'empty')}
            text={t(filtered ? 'filteredText' : 'emptyText')}
          />
        }
      />
      {chosen && drop ? <VoidDialog waybill={chosen} drop={drop} close={() => setChosen(null)} /> : null}
    </>
  )
}
