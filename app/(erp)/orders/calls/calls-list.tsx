'use client'

import { Check, PhoneOutgoing } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { HoldBadges, OrderMarks } from '@/components/orders/order-marks'
import { useOrderAct } from '@/components/orders/use-order-act'
import { BuyerPlace, OrderLink, type ShopNames } from '@/components/orders/use-order-columns'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { IconButton } from '@/components/ui/icon-button'
import type { OrderRow } from '@/lib/modules/orders/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { reviewOrderAction } from '../actions'
import { CallDialog } from '../call-dialog'
import { PhoneReveal } from './phone-reveal'

type Call = { order: OrderRow; nextCallAt: string | null; callCount: number; lastResult: string | null }

type CallRights = Rights<'call.record' | 'buyer.reveal' | 'order.review'>

type Props = { page: { items: Call[]; nextCursor: string | null }; shopNames: ShopNames; can: CallRights }

const rowId = (call: Call) => call.order.id
const rowLabel = (call: Call) => call.order.number
const rowHref = (call: Call) => `/orders/${call.order.id}`

type ToolProps = { order: OrderRow; can: CallRights; onRecord: (order: OrderRow) => void }

function CallTools({ order, can, onRecord }: ToolProps) {
  const t = useTranslations('orders')
  const { act, pending } = useOrderAct()
  const approve = () =>
    act(
      () => reviewOrderAction({ orderId: order.id, decision: 'approve', version: order.version }),
      t('step.approve.done', { number: order.number }),
    )
  return (
    <span className="inline-flex items-center gap-1">
      {can['call.record'] ? (
        <Button size="sm" onClick={() => onRecord(order)}>
          <PhoneOutgoing />
          {t('call.record')}
        </Button>
      ) : null}
      {can['order.review'] ? (
        <IconButton label={t('step.approve.label')} disabled={pending} onClick={approve}>
          <Check />
        </IconButton>
      ) : null}
    </span>
  )
}

export function CallsList({ page, shopNames, can }: Props) {
  const t = useTranslations('orders')
  const [recording, setRecording] = useState<OrderRow | null>(null)
  const columns = useMemo<ListColumn<Call>[]>(
    () => [
      {
        key: 'number',
        header: t('column.number'),
        width: 188,
        cell: ({ order }) => <OrderLink id={order.id} number={order.number} />,
      },
      {
        key: 'due',
        header: t('call.due'),
        cell: ({ nextCallAt }) =>
          nextCallAt ? (
            <TimeCell value={nextCallAt} due />
          ) : (
            <strong className="text-amber-text">{t('call.now')}</strong>
          ),
      },
      { key: 'buyer', header: t('column.buyer'), cell: ({ order }) => <BuyerPlace buyer={order.buyer} /> },
      {
        key: 'phone',
        header: t('contact.phone'),
        width: 130,
        cell: ({ order }) => (can['buyer.reveal'] ? <PhoneReveal orderId={order.id} /> : '—'),
      },
      {
        key: 'attempts',
        header: t('call.attempts'),
        align: 'right',
        cell: ({ callCount }) => callCount,
      },
      {
        key: 'last',
        header: t('call.last'),
        cell: ({ lastResult }) => {
          const key = `call.results.${lastResult}`
          return lastResult === null ? '—' : t.has(key) ? t(key as 'call.results.busy') : lastResult
        },
      },
      {
        key: 'why',
        header: t('column.marks'),
        cell: ({ order }) => (
          <span className="inline-flex flex-wrap items-center gap-1.5">
            <HoldBadges holds={order.holds} />
            <OrderMarks order={order} />
          </span>
        ),
      },
      {
        key: 'total',
        header: t('column.total'),
        align: 'right',
        cell: ({ order }) => <MoneyCell amount={order.total} currency={order.currency} />,
      },
      { key: 'shop', header: t('column.shop'), cell: ({ order }) => shopNames[order.shopCode] ?? order.shopCode },
      {
        key: 'do',
        header: t('call.do'),
        width: 150,
        cell: ({ order }) => <CallTools order={order} can={can} onRecord={setRecording} />,
      },
    ],
    [t, shopNames, can],
  )
  return (
    <>
      <DataList
        label={t('call.list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={rowHref}
        nextCursor={page.nextCursor}
        empty={<EmptyState icon={<PhoneOutgoing />} title={t('call.empty')} text={t('call.emptyText')} />}
      />
      {recording ? <CallDialog order={recording} onClose={() => setRecording(null)} /> : null}
    </>
  )
}
