import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { demandStock } from '@/lib/modules/inventory/demand-stock'
import { lockAvailable, releaseStock } from '@/lib/modules/inventory/reserve-stock'
import { ordersShort } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { allocateWaiting, refuseNotWaiting } from '@/lib/modules/orders/internal/allocate-waiting'
import { boxesLost } from '@/lib/modules/orders/internal/boxes-lost'
import { explanationOf } from '@/lib/modules/orders/internal/explanation'
import { type Locked, lockOrder, lockTogether } from '@/lib/modules/orders/internal/lock-order'
import { lockParcels, type OpenParcel, refuseBegun } from '@/lib/modules/orders/internal/lock-parcels'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { partLines } from '@/lib/modules/orders/internal/merge-parcels'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { wantsOf } from '@/lib/modules/orders/internal/order-wants'
import { refuseLimited } from '@/lib/modules/orders/internal/refuse-limited'
import { joinLines } from '@/lib/modules/orders/internal/regroup-parcels'
import { warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/**
 * A person decides that a waiting order is more pressing than one that has its goods: what the other one holds of them is given back and
 * reserved for this one in the same moment, so that nobody can come in between. The other one waits again, before whoever comes later.
 */
export const takeGoods = command({
  name: 'order.take-goods',
  summary: 'Give a waiting order the goods that another order holds and nobody has picked',
  http: { method: 'POST', path: '/orders/{orderId}/take-goods' },
  input: z.strictObject({
    orderId: id('order'),
    /** The number of the order that gives. */
    fromNumber: z.string().trim().min(1).max(100),
    reason: z.string().trim().min(1).max(500),
    version: z.int().optional(),
  }),
  example: { fromNumber: 'SO2611220001', reason: 'Promised for today by phone' },
  async run(ctx, { orderId, fromNumber, reason, version }) {
    refuseLimited(ctx, 'order.take-goods')
    const [found] = await ctx.sql<{ id: string }>('select id from orders where tenant_id = $1 and number = $2', [
      fromNumber,
    ])
    if (!found || found.id === orderId) return invalid([{ path: 'fromNumber', code: 'unknown' }])
    await lockTogether(ctx, [orderId, found.id])
    const order = await lockOrder(ctx, orderId, version)
    await refuseNotWaiting(ctx, order)
    const giver = await lockOrder(ctx, found.id)
    const wants = (await wantsOf(ctx, [{ id: orderId, state: order.state, shopId: order.shop_id }])).get(orderId) ?? []
    const wanted = wants.map((want) => want.skuId)
    const parcels = await parcelsWith(ctx, giver.id, wanted)
    // All that is given back and taken, locked at once and in the house's order.
    const skuIds = [...wanted, ...parcels.flatMap((p) => p.lines.map((line) => line.sku_id))]
    const places = (await warehousesByPriority(ctx)).map((place) => place.id)
    await lockAvailable(ctx, [...new Set(skuIds)], [...new Set([...places, ...parcels.map((p) => p.warehouse_id)])])
    const before = await explanationOf(ctx, giver.id)
    await giveBack(ctx, giver, parcels)
    const ended = parcels.map((parcel) => parcel.id)
    const given = { operation: 'given', order: order.number, ended, ...before }
    await logEvents(ctx, [{ orderId: giver.id, kind: 'allocation', words: reason, data: given }])
    if (giver.state === 'awaiting_shipment')
      await moveOrders(ctx, [{ orderId: giver.id, from: giver.state, to: 'awaiting_purchase', words: reason }])
    const made = await allocateWaiting(ctx, order, reason, { operation: 'taken', order: giver.number })
    ctx.touch('order', orderId)
    ctx.tell({ parcels: made.length, from: giver.number })
    return getOrder.within(ctx, { orderId })
  },
})

/** The giver's parcels with goods that are wanted: unpicked, unstopped and its own alone. */
async function parcelsWith(ctx: Context, orderId: string, skuIds: readonly string[]): Promise<OpenParcel[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select distinct f.id from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = $2 and l.sku_id = any($3::uuid[]) and f.state in ('allocated', 'released')
        and f.block_reason is null`,
    [orderId, skuIds],
  )
  if (rows.length === 0) return invalid([{ path: 'fromNumber', code: 'holds_nothing' }])
  const { parcels, orders } = await lockParcels(
    ctx,
    rows.map((row) => row.id),
  )
  if (orders.length > 1) invalid([{ path: 'fromNumber', code: 'merged' }])
  refuseBegun(parcels)
  return parcels
}

/** These parcels end, and their order waits for what was in them. */
async function giveBack(ctx: Context, giver: Locked, parcels: readonly OpenParcel[]): Promise<void> {
  const ids = parcels.map((parcel) => parcel.id)
  await ctx.sql(
    `update fulfilments f set state = 'cancelled', version = f.version + 1, updated_at = $3
      where f.tenant_id = $1 and f.id = any($2::uuid[])`,
    [ids, ctx.now],
  )
  await releaseStock(ctx, ids)
  await demandStock(ctx, await boxesLost(ctx, joinLines(parcels.flatMap(partLines))), 'more')
  // Where the goods would have come from is no longer true.
  await ctx.sql('update orders o set allocation = null where o.tenant_id = $1 and o.id = $2', [giver.id])
  ctx.emit(ordersShort([giver.id]))
}
