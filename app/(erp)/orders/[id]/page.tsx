import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { DetailGrid } from '@/components/layout/detail-grid'
import { PageBody } from '@/components/layout/page-body'
import { PageHeader } from '@/components/layout/page-header'
import { AllocationCard } from '@/components/orders/allocation-card'
import { OrderLines } from '@/components/orders/order-lines'
import { OrderMarks } from '@/components/orders/order-marks'
import { OrderTimeline } from '@/components/orders/order-timeline'
import { MoneyCell } from '@/components/table/money-cell'
import { OrderStateBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { CopyText } from '@/components/ui/copy-text'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listShops } from '@/lib/modules/settings/list-shops'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { load, requireActor, tryLoad } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { CallsCard } from './calls-card'
import { ContactCard } from './contact-card'
import { FulfilmentCard } from './fulfilment-card'
import { NotesCard } from './notes-card'
import { OrderActions } from './order-actions'
import { orderRights } from './order-rights'
import { OrderStops } from './order-stops'

type Params = { params: Promise<{ id: string }> }

/** Title and page ask for the same order: once is enough. */
const orderOf = cache((orderId: string) => load(getOrder, { orderId }))

export async function generateMetadata({ params }: Params) {
  const order = await orderOf((await params).id)
  return { title: order.number }
}

export default async function OrderPage({ params }: Params) {
  const { id } = await params
  const can = rightsOf(await requireActor(), orderRights)
  const [order, shops, warehouses, t] = await Promise.all([
    orderOf(id),
    tryLoad(listShops, { limit: 200 }),
    tryLoad(listWarehouses, { limit: 200 }),
    getTranslations('orders'),
  ])
  const left = order.fulfilments.filter((parcel) => parcel.shippedAt !== null && can['fulfilment.get'])
  const tracked = await Promise.all(left.map((parcel) => tryLoad(getFulfilment, { fulfilmentId: parcel.id })))
  const tracking = new Map(
    tracked.flatMap((found) => (found.ok ? [[found.value.id, found.value.tracking] as const] : [])),
  )
  const shopName = shops.ok ? shops.value.items.find((shop) => shop.code === order.shopCode)?.name : undefined
  const warehouseNames = Object.fromEntries(
    warehouses.ok ? warehouses.value.items.map((warehouse) => [warehouse.code, warehouse.name]) : [],
  )
  const senders = warehouses.ok ? warehouses.value.items.filter((warehouse) => warehouse.status === 'active') : []
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
            <span>{shopName ?? order.shopCode}</span>
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
          </span>
        }
        actions={<OrderActions order={order} can={can} warehouses={senders} />}
      />
      <OrderStops order={order} mayRelease={can['order.release-hold']} mayPassFinance={can['finance-review.release']} />
      <DetailGrid
        aside={
          <>
            <CallsCard order={order} mayCall={can['call.record']} />
            <NotesCard order={order} mayAdd={can['order.add-note']} />
            <OrderTimeline activity={order.activity} warehouseNames={warehouseNames} />
          </>
        }
      >
        <OrderLines order={order} />
        {order.fulfilments.map((parcel) => (
          <FulfilmentCard
            key={parcel.id}
            parcel={parcel}
            tracking={tracking.get(parcel.id) ?? []}
            warehouseName={warehouseNames[parcel.warehouseCode] ?? parcel.warehouseCode}
            mayShip={
              can['fulfilment.ship'] && (order.state === 'awaiting_shipment' || order.state === 'awaiting_purchase')
            }
            mayUnship={can['fulfilment.unship']}
            mayPrint={can['fulfilment.packing-slip']}
          />
        ))}
        <ContactCard order={order} mayReveal={can['buyer.reveal']} />
        {order.allocation ? <AllocationCard allocation={order.allocation} names={warehouseNames} /> : null}
      </DetailGrid>
    </PageBody>
  )
}
