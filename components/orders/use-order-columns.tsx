'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ListColumn } from '@/components/table/columns'
import { MoneyCell } from '@/components/table/money-cell'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { CopyText } from '@/components/ui/copy-text'
import type { OrderRow } from '@/lib/modules/orders/schema'
import { beforeShipped } from '@/lib/modules/orders/states'
import { OrderFlag, OrderTags } from './order-flag'
import { HoldBadges, OrderMarks } from './order-marks'

export type ShopNames = Readonly<Record<string, string>>

/** An order's number as the link to it. */
export function OrderLink({ id, number }: { id: string; number: string }) {
  return (
    <CopyText value={number}>
      <Link href={`/orders/${id}`} className="font-medium text-accent-text hover:underline">
        {number}
      </Link>
    </CopyText>
  )
}

export function BuyerPlace({ buyer }: { buyer: OrderRow['buyer'] }) {
  // Of a city that is its own province once is enough.
  const place = [...new Set([buyer.province, buyer.city])].filter(Boolean).join(' ') || buyer.country
  return (
    <span className="inline-flex items-baseline gap-2">
      <span>{buyer.name || '—'}</span>
      <span className="text-xs text-muted">{place}</span>
    </span>
  )
}

export function useOrderColumns(shopNames: ShopNames): ListColumn<OrderRow>[] {
  const t = useTranslations('orders')
  return useMemo(
    () => [
      {
        key: 'number',
        header: t('column.number'),
        width: 172,
        cell: (order) => (
          <span className="inline-flex items-center gap-1.5">
            <OrderLink id={order.id} number={order.number} />
            <OrderFlag flag={order.flag} />
          </span>
        ),
      },
      {
        key: 'state',
        header: t('column.state'),
        width: 176,
        cell: (order) => (
          <span className="inline-flex flex-wrap items-center gap-1.5 max-md:justify-end">
            <OrderStateBadge state={order.state} />
            <HoldBadges holds={order.holds} />
            <OrderMarks order={order} />
            <OrderTags tags={order.tags} />
          </span>
        ),
      },
      {
        key: 'buyer',
        header: t('column.buyer'),
        width: 150,
        cell: (order) => <BuyerPlace buyer={order.buyer} />,
      },
      {
        key: 'lines',
        header: t('column.lines'),
        align: 'right',
        cell: (order) => t('lineCount', { lines: order.lineCount, units: order.units }),
      },
      {
        key: 'total',
        header: t('column.total'),
        align: 'right',
        width: 96,
        cell: (order) => <MoneyCell amount={order.total} currency={order.currency} />,
      },
      {
        key: 'shipBy',
        header: t('column.shipBy'),
        cell: (order) => <TimeCell value={beforeShipped.includes(order.state) ? order.promisedShipAt : null} due />,
      },
      {
        key: 'orderedAt',
        header: t('column.orderedAt'),
        cell: (order) => <TimeCell value={order.createdAt} />,
      },
      {
        key: 'shop',
        header: t('column.shop'),
        cell: (order) => shopNames[order.shopCode] ?? order.shopCode,
      },
      {
        key: 'assignee',
        header: t('column.assignee'),
        optional: true,
        cell: (order) => order.assignee?.name ?? '—',
      },
      {
        key: 'paidAt',
        header: t('column.paidAt'),
        optional: true,
        cell: (order) => <TimeCell value={order.paidAt} />,
      },
      {
        key: 'channelNo',
        header: t('column.channelNo'),
        wideOnly: true,
        cell: (order) => <CopyText value={order.channelOrderNo} className="max-w-40 text-muted" />,
      },
    ],
    [t, shopNames],
  )
}
