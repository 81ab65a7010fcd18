import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getOrder } from '@/lib/modules/orders/get-order'
import { endJourneys } from '@/lib/modules/orders/internal/deliver-parcels'
import { repack, unpickedParcels } from '@/lib/modules/orders/internal/gift-lines'
import { isOpen, type Locked, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { partLines } from '@/lib/modules/orders/internal/merge-parcels'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** Takes a gift back before somebody has picked it. */
export const removeGift = command({
  name: 'order.remove-gift',
  summary: 'Take a gift out of an order',
  http: { method: 'POST', path: '/orders/{orderId}/gifts/{orderLineId}/remove' },
  input: z.strictObject({
    orderId: id('order'),
    orderLineId: id('order-line'),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { reason: 'The wrong one' },
  async run(ctx, { orderId, orderLineId, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!isOpen(order.state)) refuse('illegal_transition', { from: order.state, to: order.state })
    const [gift] = await ctx.sql<{ seller_sku: string; quantity: number }>(
      `select seller_sku, quantity from order_lines where tenant_id = $1 and id = $2 and order_id = $3 and kind = 'gift' and quantity > 0`,
      [orderLineId, orderId],
    )
    if (!gift) return refuse('not_found')
    await refusePicked(ctx, orderLineId)
    for (const parcel of await unpickedParcels(ctx, orderId)) {
      const lines = partLines(parcel)
      const rest = lines.filter((l) => l.orderLineId !== orderLineId)
      if (rest.length < lines.length) await repack(ctx, parcel, rest, orderId)
    }
    const both = [orderId, orderLineId]
    await ctx.sql('delete from stock_demands where tenant_id = $1 and order_id = $2 and order_line_id = $3', both)
    await ctx.sql('delete from order_line_parts where tenant_id = $1 and order_id = $2 and order_line_id = $3', both)
    await ctx.sql('update order_lines set quantity = 0 where tenant_id = $1 and order_id = $2 and id = $3', both)
    const data = { gift: gift.seller_sku, quantity: -gift.quantity, lineId: orderLineId }
    await logEvents(ctx, [{ orderId, kind: 'flag', words: reason, data }])
    await goOn(ctx, order)
    ctx.tell({ skuCode: gift.seller_sku, quantity: gift.quantity })
    return getOrder.within(ctx, { orderId })
  },
})

async function refusePicked(ctx: Context, orderLineId: string): Promise<void> {
  const [parcel] = await ctx.sql<{ state: string }>(
    `select f.state from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_line_id = $2 and f.state in ('picking', 'packed', 'shipped', 'delivered') limit 1`,
    [orderLineId],
  )
  if (parcel) refuse('illegal_transition', { from: parcel.state, to: 'allocated' })
}

/** An order that waited for nothing but its present waits no longer. */
async function goOn(ctx: Context, { id: orderId, state }: Locked): Promise<void> {
  if (state !== 'awaiting_purchase' && state !== 'awaiting_shipment') return
  const [left] = await ctx.sql<{ waits: boolean; here: boolean; gone: boolean }>(
    `select exists (select 1 from stock_demands d where d.tenant_id = $1 and d.order_id = $2) as waits,
            bool_or(f.state in ('allocated', 'released', 'picking', 'packed')) as here, bool_or(f.state in ('shipped', 'delivered')) as gone
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = $2 and f.state <> 'cancelled'`,
    [orderId],
  )
  if (!left || left.waits) return
  const to = left.here ? 'awaiting_shipment' : left.gone ? 'shipped' : state
  if (to !== state) await moveOrders(ctx, [{ orderId, from: state, to, reason: 'gift_removed' }])
  if (to === 'shipped') await endJourneys(ctx, [orderId], 'tracking')
}
