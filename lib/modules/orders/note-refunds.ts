import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { amountOf } from '@/lib/kernel/money'
import { isRefusal } from '@/lib/kernel/refusal'
import { settleRefunds } from '@/lib/modules/orders/internal/settle-refunds'
import { refundStatuses } from '@/lib/modules/orders/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import { command } from '@/lib/platform/door/use-case'
import { sealWords, wordsAad } from '@/lib/platform/words'

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

const refund = z.strictObject({
  refundNo: z.string().min(1).max(200),
  channelOrderNo: z.string().min(1).max(100),
  channelLineNo: z.string().max(100),
  status: z.enum(refundStatuses),
  withReturn: z.boolean(),
  amount: z.string(),
  currency: z.string(),
  reason: z.string().max(500),
  createdAt: instant,
  modifiedAt: instant,
})

/**
 * Takes over what a marketplace says of refunds, however often and in whatever sequence: the newest word of each counts. An order
 * that nobody has shipped stops while a refund is asked for, and goes on by itself when it is withdrawn.
 */
export const noteRefunds = command({
  name: 'order.note-refunds',
  summary: 'Take over what a marketplace says of refunds',
  audited: false,
  input: z.strictObject({ shopId: z.uuid(), currency: z.string(), refunds: z.array(refund).max(1000) }),
  async run(ctx, { shopId, currency, refunds }): Promise<void> {
    const newest = new Map<string, z.output<typeof refund>>()
    for (const one of refunds) {
      const other = newest.get(one.refundNo)
      if (!other || one.modifiedAt >= other.modifiedAt) newest.set(one.refundNo, one)
    }
    const rows = [...newest.values()].map((one) => ({ ...one, ...paidBack(one, currency), id: newId() }))
    const crypt = await ctx.crypt()
    const changed = await insertMany<{ channel_order_no: string }>(
      ctx,
      'channel_refunds',
      {
        id: ['uuid', rows.map((r) => r.id)],
        shop_id: ['uuid', rows.map(() => shopId)],
        refund_no: ['text', rows.map((r) => r.refundNo)],
        channel_order_no: ['text', rows.map((r) => r.channelOrderNo)],
        channel_line_no: ['text', rows.map((r) => r.channelLineNo)],
        status: ['text', rows.map((r) => r.status)],
        with_return: ['boolean', rows.map((r) => r.withReturn)],
        amount_minor: ['bigint', rows.map((r) => r.minor)],
        currency: ['text', rows.map((r) => r.currency)],
        words: ['bytea', rows.map((r) => sealWords(crypt, wordsAad('channel_refunds', r.refundNo), r.reason))],
        requested_at: ['timestamptz', rows.map((r) => r.createdAt)],
        modified_at: ['timestamptz', rows.map((r) => r.modifiedAt)],
        created_at: ['timestamptz', rows.map(() => ctx.now)],
      },
      `on conflict (tenant_id, shop_id, refund_no) do update set status = excluded.status, with_return = excluded.with_return,
         amount_minor = excluded.amount_minor, currency = excluded.currency, words = excluded.words, modified_at = excluded.modified_at,
         version = channel_refunds.version + 1
       where channel_refunds.modified_at < excluded.modified_at
          or (channel_refunds.modified_at = excluded.modified_at and channel_refunds.status <> excluded.status)
       returning channel_order_no`,
    )
    if (changed.length === 0) return
    const orders = await ctx.sql<{ id: string }>(
      'select id from orders where tenant_id = $1 and shop_id = $2 and channel_order_no = any($3)',
      [shopId, [...new Set(changed.map((r) => r.channel_order_no))]],
    )
    await settleRefunds(
      ctx,
      orders.map((o) => o.id),
    )
  },
})

/**
 * Channels write more digits than a currency has. An amount that cannot be read must not cost the others of its page: the order stops
 * all the same, and until a person has looked it counts as agreed, for how much was paid back nobody knows.
 */
function paidBack({ amount, currency, status }: z.output<typeof refund>, ofShop: string) {
  try {
    return { currency: currency || ofShop, minor: amountOf(amount, 1, currency || ofShop), status }
  } catch (e) {
    if (!isRefusal(e)) throw e
    return { currency: ofShop, minor: 0n, status: status === 'refunded' ? ('agreed' as const) : status }
  }
}
