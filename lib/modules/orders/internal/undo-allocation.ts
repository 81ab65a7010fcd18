import { invalid } from '@/lib/kernel/refusal'
import { demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { ordersAllocated, ordersApproved, ordersShort } from '@/lib/modules/orders/events'
import { boxesLost } from '@/lib/modules/orders/internal/boxes-lost'
import { explainAsBefore } from '@/lib/modules/orders/internal/explanation'
import { type Deed, lastDeed } from '@/lib/modules/orders/internal/last-deed'
import { type Locked, lockOrder, refuseTransition } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { wantsOf } from '@/lib/modules/orders/internal/order-wants'
import { putBack } from '@/lib/modules/orders/internal/put-back'
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
  const chosen = await putBack(ctx, { made, ended: idsIn(data.ended), owner: order })
  await tell(ctx, order, data.operation ?? 'reroute', chosen)
  // One parcel's way is not what the allocation explains: that has stood all the time.
  if (data.operation !== 'move') await explainAsBefore(ctx, order.id, data)
  if (state?.from_state === 'approved') await allocateAnew(ctx, order)
  else if (data.operation === 'move') ctx.emit(ordersAllocated([order.id]))
  else await settle(ctx, order)
}

/** Two orders: what one took goes back, and the other holds what it gave. Both must have been left alone since. */
async function undoTaking(ctx: Context, order: Locked, { data }: Deed): Promise<void> {
  const partner = await lockOrder(ctx, await partnerOf(ctx, data.order))
  const other = (await lastDeed(ctx, partner.id)).find((d) => d.kind === 'allocation' && d.data.order === order.number)
  if (!other) return nothing()
  const took = data.operation === 'taken'
  const [taker, giver] = took ? [order, partner] : [partner, order]
  const [taken, given] = took ? [data, other.data] : [other.data, data]
  const chosen = await putBack(ctx, { made: idsIn(taken.made), ended: idsIn(given.ended), owner: giver })
  await tell(ctx, taker, 'taken', [])
  await tell(ctx, giver, 'given', chosen)
  await explainAsBefore(ctx, giver.id, given)
  await explainAsBefore(ctx, taker.id, taken)
  await settle(ctx, giver)
  await settle(ctx, taker)
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

/** `made`: of the parcels made again those that a person had decided on before, so that the choice stays that person's. */
function tell(ctx: Context, order: Locked, undone: unknown, made: readonly string[]): Promise<void> {
  const data = { operation: 'undone', undone, ...(made.length > 0 && { made }) }
  return logEvents(ctx, [{ orderId: order.id, kind: 'allocation', reason: 'undo', data }])
}

/** Where the order stands with what it holds now: complete, or waiting for the rest. */
async function settle(ctx: Context, { id: orderId, state, shop_id: shopId }: Locked): Promise<void> {
  const wants = (await wantsOf(ctx, [{ id: orderId, state, shopId }])).get(orderId) ?? []
  await forgetDemand(ctx, [orderId])
  const demands = wants.map(({ orderLineId, skuId, quantity }) => ({ orderId, orderLineId, skuId, quantity }))
  await demandStock(ctx, await boxesLost(ctx, demands))
  const to = wants.length === 0 ? 'awaiting_shipment' : 'awaiting_purchase'
  if (state !== to) await moveOrders(ctx, [{ orderId, from: state, to, reason: 'undo' }])
  ctx.emit(wants.length === 0 ? ordersAllocated([orderId]) : ordersShort([orderId]))
}

/** It had been sent somewhere before allocation looked at it: that comes now. The way back to there leads over the review. */
async function allocateAnew(ctx: Context, { id: orderId, state }: Locked): Promise<void> {
  if (state !== 'awaiting_shipment') refuseTransition(state, 'approved')
  await moveOrders(ctx, [{ orderId, from: state, to: 'pending_review', reason: 'undo' }])
  await moveOrders(ctx, [{ orderId, from: 'pending_review', to: 'approved', reason: 'undo' }])
  ctx.emit(ordersApproved([orderId]))
}
