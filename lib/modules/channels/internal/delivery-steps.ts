import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { deliveryAad } from '@/lib/modules/channels/internal/delivery-rows'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

const mostAttempts = 10
const longestDays = 3

export type Taken = {
  shopId: string
  shopCode: string
  channel: string
  currency: string
  event: string
  channelOrderNo: string
  body: string
}

type Row = { shop_id: Id<'shop'>; event: string; channel_order_no: string; body: Buffer }

export const beginDelivery = command({
  name: 'delivery.begin',
  summary: 'Take up what a marketplace has pushed',
  audited: false,
  input: z.strictObject({ deliveryId: z.uuid() }),
  async run(ctx, { deliveryId }): Promise<Taken | null> {
    const [row] = await ctx.sql<Row>(
      `update channel_deliveries set attempts = attempts + 1 where tenant_id = $1 and id = $2 and state = 'waiting'
       returning shop_id, event, channel_order_no, body`,
      [deliveryId],
    )
    if (!row) return null
    const shop = await getShop.within(ctx, { shopId: row.shop_id })
    const crypt = await ctx.crypt()
    return {
      shopId: row.shop_id,
      shopCode: shop.code,
      channel: shop.channel,
      currency: shop.currency,
      event: row.event,
      channelOrderNo: row.channel_order_no,
      body: crypt.open(deliveryAad(deliveryId), row.body),
    }
  },
})

/**
 * `trouble`: the work failed; it stays waiting for the sweep, until it has been refused too often. What is about the marketplace and
 * not about this push is waited for as long as the pushed order could not have come by a pull as well.
 */
export const endDelivery = command({
  name: 'delivery.end',
  summary: 'Write down what became of a push',
  audited: false,
  input: z.strictObject({
    deliveryId: z.uuid(),
    trouble: z.string().nullable(),
    final: z.boolean().default(true),
    tookMs: z.int().min(0),
  }),
  async run(ctx, { deliveryId, trouble, final, tookMs }): Promise<void> {
    await ctx.sql(
      `update channel_deliveries set trouble = $3, took_ms = $6, done_at = case when $3::text is null then $4::timestamptz end,
              attempts = case when $3::text is null or $5 then attempts else attempts - 1 end,
              state = case when $3::text is null then 'done'
                           when ($5 and attempts >= ${mostAttempts}) or received_at < $4::timestamptz - interval '${longestDays} days' then 'failed'
                           else state end
        where tenant_id = $1 and id = $2 and state = 'waiting'`,
      [deliveryId, trouble, ctx.now, final, tookMs],
    )
  },
})
