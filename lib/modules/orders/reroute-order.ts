import { z } from 'zod'
import { codeField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { getOrder } from '@/lib/modules/orders/get-order'
import { sendFrom } from '@/lib/modules/orders/send-from'
import { command } from '@/lib/platform/door/use-case'

/**
 * A person decides where an order leaves from, in spite of what the allocation chose or could not choose: what it holds
 * elsewhere is given back and what has not left is reserved there, all of it or nothing.
 */
export const rerouteOrder = command({
  name: 'order.reroute',
  summary: 'Send an order from another warehouse; refused when that one has not everything',
  http: { method: 'POST', path: '/orders/{orderId}/reroute' },
  input: z.strictObject({
    orderId: id('order'),
    warehouseCode: codeField(40),
    reason: z.string().trim().min(1).max(500),
    version: z.int().optional(),
  }),
  example: { warehouseCode: 'hz-1', reason: 'The courier collects there today' },
  async run(ctx, input) {
    await sendFrom(ctx, input)
    return getOrder.within(ctx, { orderId: input.orderId })
  },
})
