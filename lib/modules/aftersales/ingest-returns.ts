import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { amountOf, share } from '@/lib/kernel/money'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { type IncomingReturn, incomingReturn, type ReturnResult } from '@/lib/modules/aftersales/schema'
import { findSales, markRefundRequested, type SoldLine } from '@/lib/modules/orders/find-sales'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { eachOf } from '@/lib/platform/each'
import { takeNumbers } from '@/lib/platform/numbers'

const most = 1000

type Part = { result: ReturnResult; back: IncomingReturn; line: SoldLine; quantity: number; amount: bigint }

/**
 * Takes in what came back: each return finds the lines it was sold with, the newest sale first, and never more than was sold and
 * not asked back before. One without its sale is refused with its reason; the same return again changes nothing.
 */
export const ingestReturns = command({
  name: 'return-request.ingest',
  summary: 'Take in up to 1,000 returns of one shop; each is linked to the sale it belongs to',
  http: { method: 'POST', path: '/return-requests/ingest', status: 200 },
  input: z.strictObject({ shopCode: z.string().max(100), returns: z.array(z.unknown()).max(most) }),
  batch: 'returns',
  documented: z.strictObject({ shopCode: z.string(), returns: z.array(incomingReturn).max(most) }),
  example: {
    shopCode: 'tmall',
    returns: [
      {
        channelReturnNo: 'R-1001',
        channelLineNo: '1',
        buyerNick: 'tea-lover',
        sellerSku: 'TEA-001',
        quantity: 1,
        unitPrice: '64.00',
        requestedAt: '2026-11-20T08:00:00+08:00',
      },
    ],
  },
  async run(ctx, { shopCode, returns }) {
    const shop = await shopByCode(ctx, shopCode)
    if (!shop) invalid([{ path: 'shopCode', code: 'unknown' }])
    const results: ReturnResult[] = []
    const good: { back: IncomingReturn; result: ReturnResult }[] = []
    for (const element of eachOf(incomingReturn, returns)) {
      const raw = returns[element.index] as Partial<Record<string, unknown>> | null
      const named = (field: string) => String(raw?.[field] ?? '').slice(0, 100)
      const result: ReturnResult = {
        channelReturnNo: named('channelReturnNo'),
        channelLineNo: named('channelLineNo'),
        outcome: 'rejected',
        returnRequestIds: [],
      }
      results.push(result)
      if (element.ok) good.push({ back: element.value, result })
      else result.error = { code: 'invalid', errors: [...element.errors] }
    }
    const fresh = await withoutKnown(ctx, shop.id, good)
    const parts = await link(ctx, shop.id, fresh)
    await keep(ctx, shop.id, parts)
    await markRefundRequested(
      ctx,
      parts.map((p) => p.line.orderId),
    )
    const count = (outcome: ReturnResult['outcome']) => results.filter((r) => r.outcome === outcome).length
    ctx.tell({ created: count('created'), unchanged: count('unchanged'), rejected: count('rejected') })
    ctx.touch('shop', shop.id)
    return { results }
  },
})

async function withoutKnown(ctx: Context, shopId: string, good: { back: IncomingReturn; result: ReturnResult }[]) {
  const known = await ctx.sql<{ no: string; line: string; ids: string[] }>(
    `select u.no, u.line, array_agg(r.id::text order by r.id) as ids
       from (select distinct * from unnest($3::text[], $4::text[]) as x(no, line)) u
       join return_requests r on r.tenant_id = $1 and r.shop_id = $2 and r.channel_return_no = u.no and r.channel_line_no = u.line
      group by u.no, u.line`,
    [shopId, good.map(({ back }) => back.channelReturnNo), good.map(({ back }) => back.channelLineNo)],
  )
  const ids = new Map(known.map((k) => [JSON.stringify([k.no, k.line]), k.ids]))
  const seen = new Set<string>()
  return good.filter(({ back, result }) => {
    const key = JSON.stringify([back.channelReturnNo, back.channelLineNo])
    const before = ids.get(key)
    if (before || seen.has(key)) {
      result.outcome = 'unchanged'
      result.returnRequestIds = before ?? []
      return false
    }
    seen.add(key)
    return true
  })
}

/** Spreads each return over the lines it can come from; one that fits nowhere whole is refused whole. */
async function link(
  ctx: Context,
  shopId: string,
  fresh: readonly { back: IncomingReturn; result: ReturnResult }[],
): Promise<Part[]> {
  const lines = await findSales(
    ctx,
    shopId,
    fresh.map(({ back }) => ({ ...back, before: back.requestedAt })),
  )
  const left = await unreturned(ctx, lines)
  const parts: Part[] = []
  // The earlier return has the first claim, wherever it stands in the file.
  const order = fresh.map((f, index) => ({ ...f, index }))
  order.sort((a, b) => a.back.requestedAt.getTime() - b.back.requestedAt.getTime())
  for (const { back, result, index } of order) {
    const mine = lines.filter((line) => line.index === index)
    const taken: { line: SoldLine; quantity: number }[] = []
    let open = back.quantity
    for (const line of mine) {
      const quantity = Math.min(open, left.get(line.orderLineId) ?? 0)
      if (quantity > 0) taken.push({ line, quantity })
      open -= quantity
      if (open === 0) break
    }
    if (open > 0) {
      const code = mine.length === 0 ? 'no_sale' : 'more_than_sold'
      const errors: FieldError[] = [{ path: mine.length === 0 ? '' : 'quantity', code }]
      result.error = { code: 'invalid', errors }
      continue
    }
    const total = amountOf(plain(back.unitPrice), back.quantity, taken[0]?.line.currency ?? ctx.tenant.currency)
    const amounts = share(
      total,
      taken.map((t) => BigInt(t.quantity)),
    )
    result.outcome = 'created'
    for (const [i, { line, quantity }] of taken.entries()) {
      left.set(line.orderLineId, (left.get(line.orderLineId) ?? 0) - quantity)
      parts.push({ result, back, line, quantity, amount: amounts[i] ?? 0n })
    }
  }
  return parts
}

/** Units of each line that nobody has asked back yet. */
async function unreturned(ctx: Context, lines: readonly SoldLine[]): Promise<Map<string, number>> {
  const left = new Map(lines.map((line) => [line.orderLineId, line.quantity]))
  const rows = await ctx.sql<{ id: string; quantity: bigint }>(
    `select order_line_id as id, sum(quantity) as quantity from return_requests
      where tenant_id = $1 and order_line_id = any($2::uuid[]) group by order_line_id`,
    [[...left.keys()]],
  )
  for (const { id, quantity } of rows) left.set(id, (left.get(id) ?? 0) - Number(quantity))
  return left
}

async function keep(ctx: Context, shopId: string, parts: readonly Part[]): Promise<void> {
  if (parts.length === 0) return
  const ids = parts.map(() => newId())
  for (const [i, { result }] of parts.entries()) result.returnRequestIds.push(ids[i] ?? '')
  const numbers = await takeNumbers(ctx, 'RR', parts.length)
  await insertMany(
    ctx,
    'return_requests',
    {
      id: ['uuid', ids],
      number: ['text', numbers],
      shop_id: ['uuid', parts.map(() => shopId)],
      order_id: ['uuid', parts.map((p) => p.line.orderId)],
      order_line_id: ['uuid', parts.map((p) => p.line.orderLineId)],
      channel_return_no: ['text', parts.map((p) => p.back.channelReturnNo)],
      channel_line_no: ['text', parts.map((p) => p.back.channelLineNo)],
      quantity: ['int', parts.map((p) => p.quantity)],
      amount_minor: ['bigint', parts.map((p) => p.amount)],
      currency: ['text', parts.map((p) => p.line.currency)],
      requested_at: ['timestamptz', parts.map((p) => p.back.requestedAt)],
      created_at: ['timestamptz', parts.map(() => ctx.now)],
    },
    'returning id',
  )
}

/** '29.900000' is 29.9, and 029 is no number. */
function plain(text: string): string {
  const whole = text.replace(/^0+(?=\d)/, '')
  return whole.includes('.') ? whole.replace(/0+$/, '').replace(/\.$/, '') : whole
}
