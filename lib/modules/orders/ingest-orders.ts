import { z } from 'zod'
import type { FieldError } from '@/lib/kernel/refusal'
import { invalid, isRefusal } from '@/lib/kernel/refusal'
import { ordersCreated } from '@/lib/modules/orders/events'
import { keepRejects, type Reject } from '@/lib/modules/orders/internal/keep-rejects'
import { type NormalOrder, normaliseOrder } from '@/lib/modules/orders/internal/normalise-order'
import { dueForRules } from '@/lib/modules/orders/internal/rules/due-for-rules'
import { takeIn } from '@/lib/modules/orders/internal/take-in'
import { type IngestResult, incomingOrder } from '@/lib/modules/orders/schema'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { command } from '@/lib/platform/door/use-case'
import { eachOf } from '@/lib/platform/each'

const most = 1000
/** A page is one transaction, and this many lines are taken in long before the database's patience ends. */
const mostLines = 20_000

/**
 * The one way in for orders, whatever brings them: API, file, form, pull. Idempotent by shop and channel number, indifferent
 * to the sequence of pages, older changes are ignored, and what cannot be read is kept with its reason and never stops its page.
 */
export const ingestOrders = command({
  name: 'order.ingest',
  summary: 'Take in up to 1,000 orders of one shop',
  http: { method: 'POST', path: '/orders/ingest', status: 200 },
  input: z.strictObject({
    shopCode: z.string().max(100),
    orders: z.array(z.unknown()).max(most),
  }),
  batch: 'orders',
  documented: z.strictObject({
    shopCode: z.string(),
    orders: z
      .array(incomingOrder)
      .max(most)
      .describe(`At most ${most} orders with ${mostLines} lines in all; more is refused as too_many_lines.`),
  }),
  example: {
    shopCode: 'tmall',
    orders: [
      {
        channelOrderNo: '1234567890',
        status: 'paid',
        createdAt: '2026-11-11T00:01:02+08:00',
        paidAt: '2026-11-11T00:02:03+08:00',
        modifiedAt: '2026-11-11T00:02:03+08:00',
        currency: 'CNY',
        buyer: { nick: 'tea-lover' },
        address: {
          name: '张三',
          phone: '13800138000',
          country: 'CN',
          province: '浙江省',
          city: '杭州市',
          district: '西湖区',
          line1: '文三路 1 号',
          postcode: '310000',
        },
        lines: [
          {
            channelLineNo: '1',
            sellerSku: 'TEA-001',
            title: '龙井茶 250g',
            quantity: 2,
            unitPrice: '64.00',
            discount: '0.00',
          },
        ],
        shippingFee: '0.00',
        discount: '0.00',
        total: '128.00',
        paid: '128.00',
      },
    ],
  },
  async run(ctx, { shopCode, orders }) {
    if (linesOf(orders) > mostLines) invalid([{ path: 'orders', code: 'too_many_lines' }])
    const shop = await shopByCode(ctx, shopCode)
    if (!shop) invalid([{ path: 'shopCode', code: 'unknown' }])
    const source = ctx.actor.kind
    const results: IngestResult[] = orders.map((raw) => ({ channelOrderNo: numberOf(raw), outcome: 'rejected' }))
    const rejects: Reject[] = []
    const reject = (index: number, code: string, errors: FieldError[]) => {
      const channelOrderNo = numberOf(orders[index])
      results[index] = { channelOrderNo, outcome: 'rejected', error: { code, errors } }
      rejects.push({ raw: orders[index], channelOrderNo, errors: errors.length > 0 ? errors : [{ path: '', code }] })
    }

    const crypt = await ctx.crypt()
    const good: NormalOrder[] = []
    for (const element of eachOf(incomingOrder, orders)) {
      if (!element.ok) {
        reject(element.index, 'invalid', element.errors)
        continue
      }
      try {
        const order = normaliseOrder(element.value, element.index, element.raw)
        good.push({ ...order, hash: crypt.mac(order.hash) })
      } catch (e) {
        if (!isRefusal(e)) throw e
        reject(element.index, e.code, (e.params.errors as FieldError[] | undefined) ?? [])
      }
    }

    const newest = newestOfEach(good)
    const from = { shopId: shop.id, source, closed: shop.status === 'closed' }
    const taken = await takeIn(ctx, from, [...newest.values()].sort(byNumber))
    for (const order of good) {
      const result = taken.get(order.channelOrderNo)
      if (!result || result.outcome === 'rejected') {
        reject(order.index, 'invalid', [{ path: '', code: result?.code ?? 'busy' }])
        continue
      }
      const winner = newest.get(order.channelOrderNo)
      const outcome = winner === order ? result.outcome : winner?.hash.equals(order.hash) ? 'unchanged' : 'stale'
      results[order.index] = { channelOrderNo: order.channelOrderNo, outcome, orderId: result.orderId }
    }
    await keepRejects(ctx, shop.id, source, rejects)

    const came = results.filter((r) => r.outcome === 'created' || r.outcome === 'updated')
    await dueForRules(
      ctx,
      came.flatMap((r) => r.orderId ?? []),
    )
    const created = results.filter((r) => r.outcome === 'created').flatMap((r) => r.orderId ?? [])
    if (created.length > 0) ctx.emit(ordersCreated(created))
    ctx.tell(countOutcomes(results))
    ctx.touch('shop', shop.id)
    return { results }
  },
})

/** Of several versions in one page the newest counts, of equal times the last. */
function newestOfEach(orders: readonly NormalOrder[]): Map<string, NormalOrder> {
  const newest = new Map<string, NormalOrder>()
  for (const order of orders) {
    const other = newest.get(order.channelOrderNo)
    if (!other || order.modifiedAt >= other.modifiedAt) newest.set(order.channelOrderNo, order)
  }
  return newest
}

function byNumber(a: NormalOrder, b: NormalOrder): number {
  return a.channelOrderNo < b.channelOrderNo ? -1 : 1
}

/** What the sender calls the order, as far as it can be told; the result must name it even when the rest is broken. */
function numberOf(raw: unknown): string {
  const no = (raw as { channelOrderNo?: unknown } | null | undefined)?.channelOrderNo
  return typeof no === 'string' ? no : ''
}

/** Counted before anything is parsed: a page that is too long must cost little. */
function linesOf(orders: readonly unknown[]): number {
  return orders.reduce<number>((sum, raw) => {
    const lines = (raw as { lines?: unknown } | null | undefined)?.lines
    return sum + (Array.isArray(lines) ? lines.length : 0)
  }, 0)
}

function countOutcomes(results: readonly IngestResult[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
