'use client'

import { Undo2 } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type ListMarks, useMarkedList } from '@/components/marks/use-marked-list'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import { type ReturnRequestView, returnStates } from '@/lib/modules/aftersales/schema'
import { ReturnBadge } from './return-badge'

type Props = {
  tasted: TastedList
  page: { items: ReturnRequestView[]; nextCursor: string | null }
  marks: ListMarks
  shopNames: Readonly<Record<string, string>>
  filtered: boolean
}

const rowId = (one: ReturnRequestView) => one.id
const rowLabel = (one: ReturnRequestView) => one.number

/** What buyers want to send back, each beside the order it was sold with. */
export function ReturnsList({ tasted, page, marks, shopNames, filtered }: Props) {
  const t = useTranslations('orders.returns')
  const marked = useMarkedList<ReturnRequestView>('return-request', marks)
  const columns = useMemo<ListColumn<ReturnRequestView>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 160,
        cell: (one) => (
          <Link href={`/orders/returns/${one.id}`} className="font-mono text-xs hover:underline">
            {one.number}
          </Link>
        ),
      },
      {
        key: 'order',
        header: t('order'),
        cell: (one) => (
          <Link href={`/orders/${one.orderId}`} className="font-mono text-xs hover:underline">
            {one.orderNumber}
          </Link>
        ),
      },
      marked.column,
      { key: 'channelNo', header: t('channelNo'), cell: (one) => one.channelReturnNo },
      { key: 'shop', header: t('shop'), cell: (one) => shopNames[one.shopCode] ?? one.shopCode },
      {
        key: 'goods',
        header: t('goods'),
        wrap: true,
        cell: (one) => (
          <span>
            <span className="font-mono text-xs">{one.sellerSku}</span> {one.title}
          </span>
        ),
      },
      {
        key: 'quantity',
        header: t('quantity'),
        align: 'right',
        cell: (one) => <span data-figure="">{one.quantity}</span>,
      },
      {
        key: 'received',
        header: t('goodsState'),
        cell: (one) => (
          <span className="flex items-center gap-2">
            <ReturnBadge request={one} />
            {one.received > 0 && one.received < one.quantity ? (
              <span data-figure="">
                {one.received}/{one.quantity}
              </span>
            ) : null}
          </span>
        ),
      },
      {
        key: 'amount',
        header: t('amount'),
        align: 'right',
        cell: (one) => <MoneyCell amount={one.amount} currency={one.currency} />,
      },
      { key: 'at', header: t('at'), align: 'right', cell: (one) => <TimeCell value={one.requestedAt} /> },
    ],
    [t, shopNames, marked.column],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'state',
        label: t('goodsState'),
        options: returnStates.map((value) => ({ value, label: t(`filter.${value}`) })),
      },
      { kind: 'select', key: 'shopCode', label: t('shop'), options: optionsOf(shopNames) },
      ...marked.filters,
    ],
    [t, shopNames, marked.filters],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  return (
    <>
      <ListBar tasted={tasted} filters={filters} search={search} />
      <DataList
        taste={tasted.taste}
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        bulk={marked.may ? marked.button : undefined}
        empty={
          <EmptyState
            icon={<Undo2 />}
            title={t(filtered ? 'noMatch' : 'empty')}
            text={t(filtered ? 'noMatchText' : 'emptyText')}
          />
        }
      />
      {marked.dialog}
    </>
  )
}
