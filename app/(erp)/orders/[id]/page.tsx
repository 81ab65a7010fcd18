import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { UnreportedCard } from '@/components/channels/unreported-card'
import { RefundsCard } from '@/components/orders/refunds-card'
import { listReports } from '@/lib/modules/channels/list-reports'
import { getFulfilment } from '@/lib/modules/orders/get-fulfilment'
import { getLineage } from '@/lib/modules/orders/get-lineage'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getRefunds } from '@/lib/modules/orders/get-refunds'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { listPhotos } from '@/lib/modules/warehouse/list-photos'
import { parcelWork } from '@/lib/modules/warehouse/parcel-work'
import { may } from '@/lib/platform/door/actor'
import { loadTogether, requireActor } from '@/lib/platform/entrance/page'
import { rightsOf } from '@/lib/platform/entrance/rights'
import { loadRuleWorld } from '../../settings/rules/rule-names'
import { retryReportAction } from '../../settings/shops/[shopId]/actions'
import { orderRights } from './order-rights'
import { OrderScreen } from './order-screen'

/** A parcel that nobody has picked yet. */
const beforePicking: readonly string[] = ['waiting', 'allocated', 'released']

type Params = { params: Promise<{ id: string }> }

/** Title and page ask for the same order: once is enough. */
const orderPageOf = cache(async (orderId: string) => {
  const actor = await requireActor()
  const can = rightsOf(actor, orderRights)
  const read = await loadTogether(async ({ load, tryLoad }) => {
    const [order, warehouses, traces, refunds] = await Promise.all([
      load(getOrder, { orderId }),
      tryLoad(listWarehouses, { limit: 200 }),
      can['rule.trace'] ? tryLoad(getRuleTraces, { orderId }) : null,
      can['order.refunds'] ? tryLoad(getRefunds, { orderId }) : null,
    ])
    const fits = order.state === 'awaiting_shipment' && !order.sealed && can['order.merge-suggestions']
    const traced = can['order.lineage'] && order.fulfilments.length > 1
    const left = order.fulfilments.filter((parcel) => parcel.shippedAt !== null && can['fulfilment.get'])
    const picked = order.fulfilments.filter(({ state }) => can['parcel.work'] && !beforePicking.includes(state))
    // A photo may be taken of any parcel that has goods.
    const seen = order.fulfilments.filter(
      ({ state }) => can['parcel.photo'] && can['parcel.photos'] && state !== 'waiting',
    )
    const [work, photos, tracked, lineage, merges, reports] = await Promise.all([
      Promise.all(picked.map(({ id: fulfilmentId }) => tryLoad(parcelWork, { fulfilmentId }))),
      Promise.all(seen.map(({ id: fulfilmentId }) => tryLoad(listPhotos, { fulfilmentId }))),
      Promise.all(left.map((parcel) => tryLoad(getFulfilment, { fulfilmentId: parcel.id }))),
      traced ? tryLoad(getLineage, { orderId }) : null,
      fits ? tryLoad(listMergeSuggestions, { orderId }) : null,
      left.length > 0 ? tryLoad(listReports, { orderId, limit: 50 }) : null,
    ])
    const photosBy = Object.fromEntries(
      photos.flatMap((one, i) => (one.ok ? [[seen[i]?.id ?? '', one.value.photos] as const] : [])),
    )
    return { order, warehouses, traces, refunds, work, photosBy, tracked, lineage, merges, reports }
  })
  return { actor, can, ...read }
})

export async function generateMetadata({ params }: Params) {
  const { order } = await orderPageOf((await params).id)
  return { title: order.number }
}

export default async function OrderPage({ params }: Params) {
  const { actor, can, order, warehouses, traces, refunds, work, photosBy, tracked, lineage, merges, reports } =
    await orderPageOf((await params).id)
  const found = traces?.ok ? traces.value.items : []
  const names = found.length > 0 ? (await loadRuleWorld((await getLocale()) === 'en')).names : null
  const untold = reports?.ok ? reports.value.items.filter(({ state }) => state === 'waiting' || state === 'failed') : []
  const back = refunds?.ok ? refunds.value.items : []
  return (
    <>
      {back.length > 0 ? (
        <div className="mx-auto w-full max-w-7xl px-4 pt-4 md:px-6">
          <RefundsCard refunds={back} />
        </div>
      ) : null}
      {untold.length > 0 ? (
        <div className="mx-auto w-full max-w-7xl px-4 pt-4 md:px-6">
          <UnreportedCard
            reports={untold}
            mayRetry={may(actor, 'shipment-report.retry')}
            retry={retryReportAction}
            ofOrder
          />
        </div>
      ) : null}
      <OrderScreen
        order={order}
        can={can}
        tracking={Object.fromEntries(
          tracked.flatMap((found) => (found.ok ? [[found.value.id, found.value.tracking] as const] : [])),
        )}
        work={work.flatMap((one) => (one.ok ? [one.value] : []))}
        photos={photosBy}
        lineage={lineage?.ok ? lineage.value : null}
        ruled={names && { traces: found, names }}
        merges={merges?.ok ? merges.value.items : []}
        warehouses={warehouses.ok ? warehouses.value.items : []}
      />
    </>
  )
}
