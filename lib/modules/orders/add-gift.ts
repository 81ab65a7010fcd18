import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { demandStock } from '@/lib/modules/inventory/demand-stock'
import { ordersApproved } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { freezeParts } from '@/lib/modules/orders/internal/freeze-parts'
import { explodedLine, insertGift, putInParcel, unpickedParcels } from '@/lib/modules/orders/internal/gift-lines'
import { isOpen, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/**
 * A present to the buyer (赠品): a line of ours without a price, reserved and shipped like the others, of which the channel never hears.
 * An order that waits for shipment gets it only out of the warehouse one of its parcels leaves from: it must not wait for a present.
 */
export const addGift = command({
  name: 'order.add-gift',
  summary: 'Add a gift to an order that has not been shipped',
  http: { method: 'POST', path: '/orders/{orderId}/gifts', status: 201 },
  input: z.strictObject({
    orderId: id('order'),
    skuCode: codeField(100),
    quantity: z.int().min(1).max(10_000),
    reason: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { skuCode: 'TEA-001', quantity: 1, reason: 'Anniversary' },
  async run(ctx, { orderId, skuCode, quantity, reason, version }) {
    const order = await lockOrder(ctx, orderId, version)
    if (!isOpen(order.state)) refuse('illegal_transition', { from: order.state, to: order.state })
    const sku = (await skusByCode(ctx, [codeKey(skuCode)])).get(codeKey(skuCode))
    if (sku?.status !== 'active') return invalid([{ path: 'skuCode', code: 'unknown' }])
    const lineId = await insertGift(ctx, orderId, sku, quantity)
    if (order.state === 'awaiting_purchase' || order.state === 'awaiting_shipment') {
      await freezeParts(ctx, [orderId], [lineId])
      const lines = (await explodedLine(ctx, lineId)).map((l) => ({ ...l, orderId, orderLineId: lineId }))
      if (order.state === 'awaiting_shipment')
        await putInParcel(ctx, await unpickedParcels(ctx, orderId), orderId, lines)
      else {
        await demandStock(ctx, lines)
        // What it waits for now may lie there already.
        ctx.emit(ordersApproved([orderId]))
      }
    }
    await logEvents(ctx, [{ orderId, kind: 'flag', words: reason, data: { gift: sku.code, quantity, lineId } }])
    ctx.tell({ skuCode: sku.code, quantity })
    return getOrder.within(ctx, { orderId })
  },
})
