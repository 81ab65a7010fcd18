'use client'

import { ShoppingBag } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Section } from '@/components/layout/section'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { MoneyCell } from '@/components/table/money-cell'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import type { CustomerView } from '@/lib/modules/customers/schema'
import type { OrderState } from '@/lib/modules/orders/states'

type Order = CustomerView['orders'][number]

const rowId = (order: Order) => order.id
const rowLabel = (order: Order) => order.number
const rowHref = (order: Order) => `/orders/${order.id}`

export function CustomerOrders({ orders }: { orders: Order[] }) {
  const t = useTranslations('customers')
  const columns = useMemo<ListColumn<Order>[]>(
    () => [
      {
        key: 'number',
        header: t('orderNo'),
        width: 160,
        cell: (order) => (
          <Link href={rowHref(order)} className="font-mono text-xs hover:underline">
            {order.number}
          </Link>
        ),
      },
      { key: 'shop', header: t('shop'), cell: (order) => order.shopCode },
      { key: 'state', header: t('state'), cell: (order) => <OrderStateBadge state={order.state as OrderState} /> },
      {
        key: 'total',
        header: t('total'),
        align: 'right',
        cell: (order) => <MoneyCell amount={order.total} currency={order.currency} />,
      },
      { key: 'at', header: t('at'), align: 'right', cell: (order) => <TimeCell value={order.orderedAt} /> },
    ],
    [t],
  )
  return (
    <Section title={t('orders')}>
      <DataList
        label={t('orders')}
        rows={orders}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={rowHref}
        nextCursor={null}
        empty={<EmptyState icon={<ShoppingBag />} title={t('noOrders')} text={t('noOrdersText')} />}
      />
    </Section>
  )
}
