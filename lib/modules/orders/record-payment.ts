import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { fromMinor, toMinor } from '@/lib/kernel/money'
import { invalid, isRefusal, refuse } from '@/lib/kernel/refusal'
import { ordersApproved } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { isOpen, lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { reviewWait } from '@/lib/modules/orders/internal/review-wait'
import { dueForRules } from '@/lib/modules/orders/internal/rules/due-for-rules'
import { dropHolds, putHolds } from '@/lib/modules/orders/internal/set-holds'
import { unblockWork } from '@/lib/modules/orders/internal/stop-work'
import { paidByHand } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** How far a person's clock may run ahead of ours. */
const ahead = 5 * 60_000

type Row = {
  currency: string
  total_minor: bigint
  paid_minor: bigint
  payment_status: 'unpaid' | 'paid'
  channel: string
  source: string
}

/**
 * The buyer has paid an order of which no channel would tell us: written down by hand, brought in a file, or of a shop that is on no
 * marketplace. What has come in adds up; with all of it the order is paid, waits as long as every paid order, and the rules look at it.
 */
export const recordPayment = command({
  name: 'order.record-payment',
  summary: 'Record the payment of an order that no channel reports on',
  http: { method: 'POST', path: '/orders/{orderId}/payments' },
  input: z.strictObject({
    orderId: id('order'),
    /** Without one: all that is still due. */
    amount: z
      .string()
      .regex(/^\d{1,13}(\.\d{1,3})?$/)
      .optional(),
    /** Without one: now. */
    paidAt: z.iso
      .datetime({ offset: true })
      .transform((t) => new Date(t))
      .optional(),
    note: z.string().trim().max(500).default(''),
    version: z.int().optional(),
  }),
  example: { amount: '64.00', paidAt: '2026-11-20T16:00:00+08:00', note: 'Bank transfer' },
  async run(ctx, { orderId, amount, paidAt = ctx.now, note, version }) {
    const order = await lockOrder(ctx, orderId, version)
    const row = await moneyOf(ctx, orderId)
    if (!row) return refuse('not_found')
    if (!isOpen(order.state)) refuse('illegal_transition', { from: order.state, to: order.state })
    if (!paidByHand(row.source, row.channel)) invalid([{ path: 'orderId', code: 'paid_on_channel' }])
    if (row.payment_status === 'paid') invalid([{ path: 'orderId', code: 'already_paid' }])
    if (paidAt.getTime() > ctx.now.getTime() + ahead) invalid([{ path: 'paidAt', code: 'in_the_future' }])
    const due = row.total_minor > row.paid_minor ? row.total_minor - row.paid_minor : 0n
    const came = amount === undefined ? due : minorOf(amount, row.currency)
    // Nothing is due of a present that costs nothing; else a payment of nothing is a slip of the hand.
    if (came === 0n && due > 0n) invalid([{ path: 'amount', code: 'invalid_amount' }])
    if (came > due) invalid([{ path: 'amount', code: 'more_than_due' }])
    const whole = came === due
    await ctx.sql(
      `update orders set paid_minor = paid_minor + $3, payment_status = case when $4 then 'paid' else payment_status end,
              paid_at = case when $4 then $5 else paid_at end
        where tenant_id = $1 and id = $2`,
      [orderId, came, whole, paidAt],
    )
    const data = { payment: fromMinor(came, row.currency), currency: row.currency, whole, at: paidAt.toISOString() }
    await logEvents(ctx, [{ orderId, kind: 'flag', words: note, data }])
    if (whole) await goOn(ctx, orderId, order.shop_id, paidAt)
    ctx.tell({ amount: data.payment, currency: row.currency })
    return getOrder.within(ctx, { orderId })
  },
})

/** Paid, it is like an order that came in paid. */
async function goOn(ctx: Context, orderId: string, shopId: string, paidAt: Date): Promise<void> {
  await dropHolds(ctx, [{ orderId, code: 'unpaid' }], { reason: 'payment' })
  const until = new Date(paidAt.getTime() + (await reviewWait(ctx, shopId)) * 60_000)
  if (until > ctx.now) await putHolds(ctx, [{ orderId, code: 'review_wait', until, owner: 'intake' }])
  else await unblockWork(ctx, [orderId])
  await dueForRules(ctx, [orderId])
  // One that was approved over its other holds may have waited for nothing but the money.
  ctx.emit(ordersApproved([orderId]))
}

async function moneyOf(ctx: Context, orderId: string): Promise<Row | undefined> {
  const [row] = await ctx.sql<Row>(
    `select o.currency, o.total_minor, o.paid_minor, o.payment_status, s.channel, e.actor_kind as source
       from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
       join order_events e on e.tenant_id = $1 and e.order_id = o.id and e.seq = 1
      where o.tenant_id = $1 and o.id = $2`,
    [orderId],
  )
  return row
}

function minorOf(amount: string, currency: string): bigint {
  try {
    return toMinor(amount, currency)
  } catch (e) {
    if (!isRefusal(e)) throw e
    return invalid([{ path: 'amount', code: 'invalid_amount' }])
  }
}
