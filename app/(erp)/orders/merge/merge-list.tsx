'use client'

import { Combine } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useOrderAct } from '@/components/orders/use-order-act'
import { OrderLink, type ShopNames } from '@/components/orders/use-order-columns'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { mergeOrdersAction, undoOrderAction } from '../work-actions'

type Group = {
  shopCodes: string[]
  warehouseCode: string
  currency: string
  buyer: { name: string; province: string; city: string }
  parcels: {
    id: string
    number: string
    units: number
    orders: { id: string; number: string; total: string }[]
  }[]
}

type Props = {
  page: { items: Group[]; nextCursor: string | null }
  shopNames: ShopNames
  warehouseNames: ShopNames
  mayMerge: boolean
}

const rowId = (group: Group) => group.parcels[0]?.id ?? ''
const rowLabel = (group: Group) => group.parcels.map((p) => p.number).join(' ')

function MergeButton({ group }: { group: Group }) {
  const t = useTranslations('orders.merge')
  const { act, pending } = useOrderAct()
  const [first] = group.parcels.flatMap((p) => p.orders)
  return (
    <Button
      size="sm"
      pending={pending}
      onClick={() =>
        act(
          () => mergeOrdersAction({ fulfilmentIds: group.parcels.map((p) => p.id) }),
          t('done', { count: group.parcels.length }),
          undefined,
          () => undoOrderAction({ orderId: first?.id }),
        )
      }
    >
      <Combine />
      {t('do')}
    </Button>
  )
}

export function MergeList({ page, shopNames, warehouseNames, mayMerge }: Props) {
  const t = useTranslations('orders.merge')
  const columns = useMemo<ListColumn<Group>[]>(
    () => [
      {
        key: 'orders',
        header: t('orders'),
        width: 200,
        wrap: true,
        cell: (group) => (
          <span className="flex flex-wrap gap-x-3">
            {group.parcels
              .flatMap((p) => p.orders)
              .map((order) => (
                <OrderLink key={order.id} {...order} />
              ))}
          </span>
        ),
      },
      {
        key: 'buyer',
        header: t('buyer'),
        cell: ({ buyer }) => [buyer.name, buyer.province, buyer.city].filter(Boolean).join(' '),
      },
      {
        key: 'shop',
        header: t('shop'),
        cell: (group) => group.shopCodes.map((code) => shopNames[code] ?? code).join(' + '),
      },
      {
        key: 'warehouse',
        header: t('warehouse'),
        cell: (group) => warehouseNames[group.warehouseCode] ?? group.warehouseCode,
      },
      { key: 'parcels', header: t('parcels'), align: 'right', cell: (group) => group.parcels.length },
      {
        key: 'units',
        header: t('units'),
        align: 'right',
        cell: (group) => group.parcels.reduce((n, p) => n + p.units, 0),
      },
      ...(mayMerge ? [{ key: 'do', header: t('do'), cell: (group: Group) => <MergeButton group={group} /> }] : []),
    ],
    [t, shopNames, warehouseNames, mayMerge],
  )
  return (
    <DataList
      label={t('list')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      nextCursor={page.nextCursor}
      empty={<EmptyState icon={<Combine />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}
