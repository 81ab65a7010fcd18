import { id } from '@/lib/kernel/ids'
import { getOrder } from '@/lib/modules/orders/get-order'
import type { Context } from '@/lib/platform/door/context'

/** An order within the actor's sight, and every id under which a message may speak of it. */
export async function refsOfOrder(ctx: Context, orderId: string) {
  const order = await getOrder.within(ctx, { orderId: id('order').parse(orderId) })
  const rows = await ctx.sql<{ id: string }>(
    `select fulfilment_id as id from fulfilment_lines where tenant_id = $1 and order_id = $2
     union select r.id from shipment_reports r where r.tenant_id = $1 and r.order_id = $2
     union select d.id from channel_deliveries d where d.tenant_id = $1 and d.channel_order_no = $3 and d.channel_order_no <> ''
              and d.shop_id = (select shop_id from orders where tenant_id = $1 and id = $2)`,
    [order.id, order.channelOrderNo],
  )
  return { id: order.id, channelOrderNo: order.channelOrderNo, order, refs: [order.id, ...rows.map((row) => row.id)] }
}
