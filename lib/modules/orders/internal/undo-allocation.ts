import { invalid } from '@/lib/kernel/refusal'
import { demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { ordersAllocated, ordersApproved, ordersShort } from '@/lib/modules/orders/events'
import { boxesLost } from '@/lib/modules/orders/internal/boxes-lost'
import { type Deed, lastDeed } from '@/lib/modules/orders/internal/last-deed'
import { type Locked, lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { wantsOf } from '@/lib/modules/orders/internal/order-wants'
import type { Choice } from '@/lib/modules/orders/internal/plan-order'
import { putBack } from '@/lib/modules/orders/internal/put-back'
import type { Allocation } from '@/lib/modules/orders/schema'
import { inWork } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const nothing = () => invalid([{ path: 'id', code: 'nothing_to_undo' }])

/** What a person decided about where an order leaves from, and with whose goods, is taken back. */
export async function undoAllocation(ctx: Context, order: Locked, deed: Deed, state: Deed | undefined): Promise<void> {
  const { data } = deed
  if (!inWork.includes(order.state)) refuseTransition(order.state, 'awaiting_purchase')
  if (data.operation === 'taken' || data.operation === 'given') return undoTaking(ctx, order, deed)
  const known = data.operation === 'move' || data.operation === 'plan' || data.operation === undefined
  const made = idsIn(data.made)
  if (!known || made.length === 0) return nothing()
  const plans = await putBack(ctx, { made, ended: idsIn(data.ended), owner: order })
  await tell(ctx, order, data.operation ?? 'reroute')
  if (state?.from_state === 'approved') await allocateAnew(ctx, order)
  // One parcel's way is not what the allocation explains: that has stood all the time.
  else if (data.operation === 'move') ctx.emit(ordersAllocated([order.id]))
  else await settle(ctx, order, plans)
}

/** Two orders: what one took goes back, and the other holds what it gave. Both must have been left alone since. */
async function undoTaking(ctx: Context, order: Locked, { data }: Deed): Promise<void> {
  const partner = await lockOrder(ctx, await partnerOf(ctx, data.order))
  const other = (await lastDeed(ctx, partner.id)).find((d) => d.kind === 'allocation' && d.data.order === order.number)
  if (!other) return nothing()
  const took = data.operation === 'taken'
  const [taker, giver] = took ? [order, partner] : [partner, order]
  const [taken, given] = took ? [data, other.data] : [other.data, data]
  const plans = await putBack(ctx, { made: idsIn(taken.made), ended: idsIn(given.ended), owner: giver })
  await tell(ctx, taker, 'taken')
  await tell(ctx, giver, 'given')
  await settle(ctx, giver, plans)
  await settle(ctx, taker, [])
}

/** The order on the other side of a deed, before anything is locked: both have to be locked together. */
export async function partnersOf(ctx: Context, orderId: string): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select p.id from (select data from order_events where tenant_id = $1 and order_id = $2 and kind = 'allocation' order by seq desc limit 1) e
       join orders p on p.tenant_id = $1 and p.number = e.data ->> 'order' and e.data ->> 'operation' in ('taken', 'given')`,
    [orderId],
  )
  return rows.map((row) => row.id)
}

async function partnerOf(ctx: Context, number: unknown): Promise<string> {
  const [row] = await ctx.sql<{ id: string }>('select id from orders where tenant_id = $1 and number = $2', [number])
  return row?.id ?? nothing()
}

function tell(ctx: Context, order: Locked, undone: unknown): Promise<void> {
  return logEvents(ctx, [
    { orderId: order.id, kind: 'allocation', reason: 'undo', data: { operation: 'undone', undone } },
  ])
}

/** Where the order stands with what it holds now: complete, or waiting for the rest. */
async function settle(
  ctx: Context,
  { id: orderId, state, shop_id: shopId }: Locked,
  plans: readonly Choice[],
): Promise<void> {
  const wants = (await wantsOf(ctx, [{ id: orderId, state, shopId }])).get(orderId) ?? []
  await forgetDemand(ctx, [orderId])
  const demands = wants.map(({ orderLineId, skuId, quantity }) => ({ orderId, orderLineId, skuId, quantity }))
  await demandStock(ctx, await boxesLost(ctx, demands))
  if (wants.length === 0) {
    await moveOrders(ctx, [
      { orderId, from: state, to: 'awaiting_shipment', reason: 'undo', allocation: explained(plans) },
    ])
    return ctx.emit(ordersAllocated([orderId]))
  }
  // What the explanation said is not true any more; allocation writes a new one as it looks at the order again.
  await ctx.sql('update orders o set allocation = null where o.tenant_id = $1 and o.id = $2', [orderId])
  if (state !== 'awaiting_purchase')
    await moveOrders(ctx, [{ orderId, from: state, to: 'awaiting_purchase', reason: 'undo' }])
  ctx.emit(ordersShort([orderId]))
}

/** Where the goods are kept again, and that a person wanted it so. */
function explained(plans: readonly Choice[]): Allocation {
  const codes = [...new Set(plans.flatMap(({ allocation }) => allocation.warehouseCodes ?? []))]
  const candidates = plans.flatMap(({ allocation }) => allocation.candidates)
  return {
    ...(codes[0] !== undefined && { warehouseCode: codes[0], warehouseCodes: codes }),
    candidates: candidates.map((candidate) => ({ ...candidate, reason: 'by_hand' })),
    short: [],
  }
}

/** It had been sent somewhere before allocation looked at it: that comes now. The way back to there leads over the review. */
async function allocateAnew(ctx: Context, { id: orderId, state }: Locked): Promise<void> {
  if (state !== 'awaiting_shipment') refuseTransition(state, 'approved')
  await moveOrders(ctx, [{ orderId, from: state, to: 'pending_review', reason: 'undo' }])
  await moveOrders(ctx, [{ orderId, from: 'pending_review', to: 'approved', reason: 'undo' }])
  ctx.emit(ordersApproved([orderId]))
}
