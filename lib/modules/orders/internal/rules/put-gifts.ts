import { newId } from '@/lib/kernel/ids'
import { codeKey } from '@/lib/modules/catalog/code-key'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import { type Activity, logEvents } from '@/lib/modules/orders/internal/log-events'
import type { RuleMark } from '@/lib/modules/orders/internal/move-orders'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

type Given = { orderId: string; skuCode: string; quantity: number; rule: RuleMark }

/** Puts presents into orders for which nothing has been set aside yet: lines of ours behind the channel's, without a price. */
export async function putGifts(ctx: Context, rows: readonly Given[]): Promise<void> {
  if (rows.length === 0) return
  const skus = await skusByCode(ctx, [...new Set(rows.map(({ skuCode }) => codeKey(skuCode)))])
  const last = await ctx.sql<{ id: string; line_no: number }>(
    `select order_id as id, max(line_no) as line_no from order_lines where tenant_id = $1 and order_id = any($2::uuid[]) group by order_id`,
    [[...new Set(rows.map(({ orderId }) => orderId))]],
    'gifts-last-line',
  )
  const lines = new Map(last.map((row) => [row.id, row.line_no]))
  const made = rows.flatMap((row) => {
    const sku = skus.get(codeKey(row.skuCode))
    if (!sku) return []
    const no = (lines.get(row.orderId) ?? 0) + 1
    lines.set(row.orderId, no)
    return [{ ...row, sku, no, id: newId() }]
  })
  const all = <T>(value: T) => made.map(() => value)
  await insertMany(ctx, 'order_lines', {
    id: ['uuid', made.map((m) => m.id)],
    order_id: ['uuid', made.map((m) => m.orderId)],
    line_no: ['int', made.map((m) => m.no)],
    channel_line_no: ['text', made.map((m) => `gift:${m.id}`)],
    seller_sku: ['text', made.map((m) => m.sku.code)],
    sku_key: ['text', made.map((m) => codeKey(m.sku.code))],
    sku_id: ['uuid', made.map((m) => m.sku.id)],
    title: ['text', made.map((m) => m.sku.name)],
    quantity: ['int', made.map((m) => m.quantity)],
    kind: ['text', all('gift')],
    unit_price: ['numeric', all('0')],
    goods_minor: ['bigint', all(0n)],
    discount_minor: ['bigint', all(0n)],
    freight_minor: ['bigint', all(0n)],
  })
  await logEvents(
    ctx,
    made.map(
      ({ orderId, sku, quantity, id: lineId, rule }): Activity => ({
        ...{ orderId, kind: 'flag', rule },
        data: { gift: sku.code, quantity, lineId },
      }),
    ),
  )
}
