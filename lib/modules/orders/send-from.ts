import { invalid, refuse } from '@/lib/kernel/refusal'
import { lockAvailable } from '@/lib/modules/inventory/reserve-stock'
import { ordersAllocated } from '@/lib/modules/orders/events'
import { explanationOf } from '@/lib/modules/orders/internal/explanation'
import { freezeParts } from '@/lib/modules/orders/internal/freeze-parts'
import { hasParcel, picked } from '@/lib/modules/orders/internal/has-parcel'
import { holdsOfOrder, lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { wantsOf } from '@/lib/modules/orders/internal/order-wants'
import { planThere } from '@/lib/modules/orders/internal/plan-there'
import { routesOf } from '@/lib/modules/orders/internal/rules/route-orders'
import { sendingPlace } from '@/lib/modules/orders/internal/sending-place'
import { stopWork } from '@/lib/modules/orders/internal/stop-work'
import type { Allocation } from '@/lib/modules/orders/schema'
import { inWork, overridableHolds } from '@/lib/modules/orders/states'
import type { ResolvedWarehouse } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

type Sending = { orderId: string; warehouseCode: string; reason: string; version?: number | undefined }

/** What the order holds elsewhere is given back, and what has not left is reserved there, all of it or nothing. */
export async function sendFrom(ctx: Context, { orderId, warehouseCode, reason, version }: Sending): Promise<void> {
  const order = await lockOrder(ctx, orderId, version)
  if (!inWork.includes(order.state) || (await hasParcel(ctx, orderId, picked)))
    refuseTransition(order.state, 'awaiting_shipment')
  const blocking = (await holdsOfOrder(ctx, orderId)).filter((code) => !overridableHolds.includes(code))
  if (blocking.length > 0) refuse('on_hold', { holds: blocking })
  const place = await sendingPlace(ctx, warehouseCode)
  const from = await homesOf(ctx, orderId)
  // Where goods were lost in somebody's hands, the parcel is made anew, be it out of the same place.
  const settled = from.length > 0 && from.every(({ lost, id }) => !lost && id === place.id)
  if (order.state === 'awaiting_shipment' && settled) invalid([{ path: 'warehouseCode', code: 'unchanged' }])
  const held = { id: orderId, shopId: order.shop_id, state: order.state }
  const { allocation, ...work } = await move(ctx, { ...held, province: order.province }, place, from)
  const data = { warehouseCode: place.code, ...work, ...(await explanationOf(ctx, orderId)) }
  await logEvents(ctx, [{ orderId, kind: 'allocation', words: reason, data }])
  await moveOrders(ctx, [{ orderId, from: order.state, to: 'awaiting_shipment', words: reason, allocation }])
  ctx.emit(ordersAllocated([orderId]))
  ctx.tell({ warehouseCode: place.code, from: order.state })
}

type Held = Parameters<typeof wantsOf>[1][number] & { province: string }
type Done = { allocation: Allocation; made: string[]; ended: string[] }

async function move(ctx: Context, order: Held, place: ResolvedWarehouse, from: readonly Home[]): Promise<Done> {
  if (order.state === 'approved') await freezeParts(ctx, [order.id])
  const all = (await wantsOf(ctx, [{ ...order, state: 'approved' }])).get(order.id) ?? []
  const skuIds = [...new Set(all.map((want) => want.skuId))]
  // Where it comes from and where it goes to, locked at once and in the house's order: giving back first and looking then could deadlock.
  await lockAvailable(ctx, skuIds, [...new Set([place.id, ...from.map((home) => home.id)])])
  await stopWork(ctx, [order.id])
  const lines = (await wantsOf(ctx, [order])).get(order.id) ?? []
  const [planned] = await planThere(ctx, order, [{ lines, place }])
  if (!planned) throw new Error('one warehouse was asked for one plan')
  // A person overrules where rules would send from, not with whom: that wish stays the parcel's.
  const route = (await routesOf(ctx, [order.id], [place]))?.byOrder.get(order.id)?.route
  const carrier = route?.carrier ?? null
  const made = await makeParcels(ctx, [{ orderId: order.id, shopId: order.shopId, parcels: planned.parcels, carrier }])
  const candidates = planned.allocation.candidates.map((c) => ({ ...c, reason: 'by_hand' as const }))
  return { allocation: { ...planned.allocation, candidates }, made, ended: from.flatMap((home) => home.parcels) }
}

type Home = { id: string; lost: boolean; parcels: string[] }

/** Where the parcels that have not left lie, and whether one there has lost its goods. */
function homesOf(ctx: Context, orderId: string): Promise<Home[]> {
  return ctx.sql<Home>(
    `select f.warehouse_id as id, bool_or(f.block_reason is not distinct from 'stock_lost') as lost, array_agg(distinct f.id) as parcels
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = $2 and f.state in ('waiting', 'allocated', 'released', 'picking', 'packed')
      group by f.warehouse_id`,
    [orderId],
  )
}
