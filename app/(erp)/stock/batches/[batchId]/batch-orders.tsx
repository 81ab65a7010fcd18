'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { useCarriers } from '@/components/orders/use-carriers'
import { Quantity } from '@/components/stock/quantity'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import type { BatchOrderView } from '@/lib/modules/inventory/batch-schema'

type Props = {
  page: { items: BatchOrderView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  empty: ReactNode
}

const rowId = (row: BatchOrderView) => `${row.fulfilmentId} ${row.orderId}`
const rowLabel = (row: BatchOrderView) => row.orderNumber
const hrefOf = (row: BatchOrderView) => `/orders/${row.orderId}`

/** Whom to tell of a recall. */
export function BatchOrders({ page, warehouses, empty }: Props) {
  const t = useTranslations('batches')
  const { nameOf } = useCarriers()
  const columns = useMemo<ListColumn<BatchOrderView>[]>(
    () => [
      {
        key: 'order',
        header: t('order'),
        cell: (row) => (
          <RowLink href={hrefOf(row)}>
            <span className="font-mono text-[0.93em]">{row.orderNumber}</span>
          </RowLink>
        ),
      },
      { key: 'quantity', header: t('quantity'), align: 'right', cell: (row) => <Quantity value={row.quantity} /> },
      { key: 'shippedAt', header: t('shippedAt'), cell: (row) => <TimeCell value={row.shippedAt} exact /> },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode },
      {
        key: 'parcel',
        header: t('parcel'),
        cell: (row) => <span className="font-mono text-[0.93em]">{row.fulfilmentNumber}</span>,
      },
      { key: 'carrier', header: t('carrier'), cell: (row) => (row.carrierCode ? nameOf(row.carrierCode) : '—') },
      {
        key: 'tracking',
        header: t('tracking'),
        cell: (row) => <span className="font-mono text-[0.93em]">{row.trackingNo ?? '—'}</span>,
      },
    ],
    [t, warehouses, nameOf],
  )
  return (
    <DataList
      label={t('orders')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      rowHref={hrefOf}
      nextCursor={page.nextCursor}
      empty={empty}
    />
  )
}
