import { z } from 'zod'
import type { Id } from '@/lib/kernel/ids'
import { deliveryAad } from '@/lib/modules/channels/internal/delivery-rows'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

const mostAttempts = 10

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

/** `trouble`: the work failed; it stays waiting for the sweep, until it has failed too often. */
export const endDelivery = command({
  name: 'delivery.end',
  summary: 'Write down what became of a push',
  audited: false,
  input: z.strictObject({ deliveryId: z.uuid(), trouble: z.string().nullable(), tookMs: z.int().min(0) }),
  async run(ctx, { deliveryId, trouble, tookMs }): Promise<void> {
    await ctx.sql(
      `update channel_deliveries set trouble = $3, took_ms = $5, done_at = case when $3::text is null then $4::timestamptz end,
              state = case when $3::text is null then 'done' when attempts >= ${mostAttempts} then 'failed' else state end
        where tenant_id = $1 and id = $2 and state = 'waiting'`,
      [deliveryId, trouble, ctx.now, tookMs],
    )
  },
})
