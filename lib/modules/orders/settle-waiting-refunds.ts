import { z } from 'zod'
import { settleRefunds } from '@/lib/modules/orders/internal/settle-refunds'
import { command } from '@/lib/platform/door/use-case'

const most = 1000

/** A refund may be told before its order has come in. Without ids the clock asks for all whose orders are there by now. */
export const settleWaitingRefunds = command({
  name: 'order.settle-refunds',
  summary: 'Bring new orders in line with refunds that came before them',
  audited: false,
  input: z.strictObject({ orderIds: z.array(z.uuid()).optional() }),
  async run(ctx, { orderIds }) {
    const rows = await ctx.sql<{ id: string }>(
      `select distinct o.id from orders o join channel_refunds r on r.tenant_id = $1 and r.shop_id = o.shop_id
          and r.channel_order_no = o.channel_order_no and r.order_id is null
        where o.tenant_id = $1 and ($2::uuid[] is null or o.id = any($2::uuid[])) limit ${most}`,
      [orderIds ?? null],
    )
    await settleRefunds(
      ctx,
      rows.map((r) => r.id),
    )
    return { more: rows.length === most }
  },
})
