'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { PathLink } from '@/components/dispatch/path-link'
import { DetailGrid } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AllocationCard } from '@/components/orders/allocation-card'
import { OrderLines } from '@/components/orders/order-lines'
import { OrderMarks } from '@/components/orders/order-marks'
import { OrderTimeline } from '@/components/orders/order-timeline'
import type { RuleNames } from '@/components/rules/drafts'
import { MoneyCell } from '@/components/table/money-cell'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { CopyText } from '@/components/ui/copy-text'
import type { Lineage, OrderView } from '@/lib/modules/orders/schema'
import { beforeShipped } from '@/lib/modules/orders/states'
import type { TraceView } from '@/lib/modules/rules/schema'
import type { ParcelWork, PhotoView } from '@/lib/modules/warehouse/schema'
import { type Sender, sendersOf } from '../senders'
import { CallsCard } from './calls-card'
import { ContactCard } from './contact-card'
import { FulfilmentCard, type Tracking } from './fulfilment-card'
import { GiftRemove } from './gift-remove'
import { LineageCard } from './lineage-card'
import { type Group, MergeCard } from './merge-card'
import { NotesCard } from './notes-card'
import { OrderActions } from './order-actions'
import type { OrderRights } from './order-rights'
import { OrderStops } from './order-stops'
import { RefundDue } from './refund-due'

// Few companies have rules: their code comes with the first order that rules have looked at.
const RulesCard = dynamic(() => import('./rules-card').then((module) => module.RulesCard))

type Props = {
  order: OrderView
  can: OrderRights
  /** What the carriers have said, by parcel. */
  tracking: Readonly<Record<string, Tracking>>
  /** What was done with the parcels at the stations, and the photos that were taken there. */
  work: readonly ParcelWork[]
  photos: Readonly<Record<string, readonly PhotoView[]>>
  lineage: Lineage | null
  /** Other orders that could leave with this one. */
  merges: readonly Group[]
  /** What rules did, and the names behind their codes. */
  ruled: { traces: readonly TraceView[]; names: RuleNames } | null
  warehouses: readonly (Sender & { status: string; kind: string })[]
}

/** Drawn once, in the browser's own code: as elements of the server every one of them would travel a second time as data. */
export function OrderScreen({ order, can, tracking, work, photos, lineage, merges, ruled, warehouses }: Props) {
  const t = useTranslations('orders')
  const warehouseNames = Object.fromEntries(warehouses.map(({ code, name }) => [code, name]))
  const senders = sendersOf(warehouses)
  // What has given its goods to other parcels stands in the tree below.
  const shown = order.fulfilments.filter(({ id }) => !lineage?.edges.some((edge) => edge.from === id))
  return (
    <PageBody>
      <PageHeader
        title={<CopyText value={order.number} />}
        badge={
          <span className="flex flex-wrap items-center gap-3">
            <OrderStateBadge state={order.state} />
            <MoneyCell amount={order.total} currency={order.currency} className="text-lg font-semibold" />
            <OrderMarks order={order} />
          </span>
        }
        subtitle={
          <span className="flex flex-wrap items-center gap-x-4">
            <span>{order.shopName}</span>
            <span className="flex items-center gap-1">
              {t('column.channelNo')} <CopyText value={order.channelOrderNo} />
            </span>
            <span>
              {t('orderedAt')} <TimeCell value={order.createdAt} exact />
            </span>
            {order.promisedShipAt ? (
              <span>
                {t('column.shipBy')}{' '}
                <TimeCell value={order.promisedShipAt} due={order.fulfilments.every((f) => !f.shippedAt)} />
              </span>
            ) : null}
            {can['dispatch.order-path'] ? <PathLink orderId={order.id} /> : null}
          </span>
        }
        actions={<OrderActions order={order} can={can} warehouses={senders} />}
      />
      <OrderStops
        order={order}
        mayRelease={can['order.release-hold']}
        mayPassFinance={can['finance-review.release']}
        mayRecordPayment={can['order.record-payment']}
      />
      <RefundDue order={order} mayConfirm={can['order.refund-done']} />
      <MergeCard orderId={order.id} groups={merges} mayMerge={can['order.merge']} />
      <DetailGrid
        aside={
          <>
            <CallsCard order={order} mayCall={can['call.record']} />
            <NotesCard order={order} mayAdd={can['order.add-note']} mayEdit={can['order.edit-note']} />
            <OrderTimeline activity={order.activity} work={work} warehouseNames={warehouseNames} />
          </>
        }
      >
        <OrderLines
          order={order}
          tool={
            can['order.remove-gift'] && beforeShipped.includes(order.state)
              ? (line) => <GiftRemove orderId={order.id} line={line} />
              : undefined
          }
        />
        {shown.map((parcel) => (
          <FulfilmentCard
            key={parcel.id}
            parcel={parcel}
            tracking={tracking[parcel.id] ?? []}
            photos={photos[parcel.id] ?? []}
            mayRemovePhoto={can['parcel.remove-photo']}
            warehouseName={warehouseNames[parcel.warehouseCode] ?? parcel.warehouseCode}
            mayShip={
              can['fulfilment.ship'] && (order.state === 'awaiting_shipment' || order.state === 'awaiting_purchase')
            }
            mayUnship={can['fulfilment.unship']}
            mayAcceptWeight={can['parcel.accept-weight']}
            mayPrint={{
              slip: can['print.slips'],
              label: can['print.labels'],
              cartons: can['print.carton-marks'],
            }}
            can={{
              block: can['fulfilment.block'],
              unblock: can['fulfilment.unblock'],
              unmerge: can['order.unmerge'],
              moveTo: can['fulfilment.move'] ? senders : [],
              undoOn: can['order.undo'] ? order.id : undefined,
            }}
          />
        ))}
        {lineage ? <LineageCard orderId={order.id} lineage={lineage} /> : null}
        <ContactCard order={order} can={can} />
        {ruled ? <RulesCard {...ruled} /> : null}
        {order.allocation ? <AllocationCard allocation={order.allocation} names={warehouseNames} /> : null}
      </DetailGrid>
    </PageBody>
  )
}
