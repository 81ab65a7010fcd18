import { codeKey } from '@/lib/modules/catalog/code-key'
import { type ResolvedSku, skusByCode, skusById } from '@/lib/modules/catalog/resolve-skus'
import { type SoldUse, soldUses } from '@/lib/modules/inventory/sold-uses'
import type { Context } from '@/lib/platform/door/context'

export type Asked = { id: string; order_id: string; order_line_id: string; quantity: number }

/** What of one SKU a return request is of. */
export type ReturnGoods = {
  sku: ResolvedSku
  /** Units of it in one unit of the order line. */
  each: number
  due: number
  received: number
  open: number
  /** Left with shipments of ours. */
  shipped: boolean
  uses: SoldUse[]
}

type Sent = { id: string; fulfilment_id: string; sku_id: string; warehouse_code: string }

/**
 * What may come back of a return request: of a bundle its parts, unless it left assembled. Never more than it asks back, nor than left with
 * shipments of ours and is not back; of a sale that others have shipped, what it asks back.
 */
export async function returnGoods(ctx: Context, asked: Asked): Promise<{ goods: ReturnGoods[]; from: string | null }> {
  const sent = await ctx.sql<Sent>(
    `select l.id, l.fulfilment_id, l.sku_id, w.code as warehouse_code
       from fulfilment_lines l
       join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id and f.state in ('shipped', 'delivered')
       join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
      where l.tenant_id = $1 and l.order_id = $2 and l.order_line_id = $3 order by f.shipped_at desc nulls last, l.id desc`,
    [asked.order_id, asked.order_line_id],
    'return-sent',
  )
  const made = await madeOf(ctx, asked, sent)
  const received = await receivedOf(ctx, asked.id)
  const now = await survivors(ctx, [...made.keys(), ...received.keys()])
  const uses = await soldUses(
    ctx,
    [...new Set(sent.map((s) => s.fulfilment_id))],
    sent.map((s) => s.id),
  )
  const goods = new Map<string, ReturnGoods>()
  for (const [skuId, each] of made) {
    const sku = now.get(skuId)
    if (!sku) continue
    const one = goods.get(sku.id) ?? { sku, each: 0, due: 0, received: 0, open: 0, shipped: sent.length > 0, uses: [] }
    one.each += each
    one.due += each * asked.quantity
    one.uses.push(...uses.filter((use) => use.skuId === skuId))
    goods.set(sku.id, one)
  }
  for (const [skuId, quantity] of received) {
    const one = goods.get(now.get(skuId)?.id ?? '')
    if (one) one.received += quantity
  }
  const gone = sent.length > 0 || (await leftElsewhere(ctx, asked.order_id))
  for (const one of goods.values()) {
    const left = one.shipped ? one.uses.reduce((n, use) => n + use.left, 0) : one.due
    one.open = gone ? Math.max(0, Math.min(one.due - one.received, left)) : 0
  }
  return { goods: [...goods.values()], from: sent[0]?.warehouse_code ?? null }
}

/** SKUs and how many of each are in one unit of the order line. */
async function madeOf(ctx: Context, asked: Asked, sent: readonly Sent[]): Promise<Map<string, number>> {
  const rows = await ctx.sql<{ line_sku: string | null; sku_id: string | null; each: number; frozen: boolean }>(
    `select l.sku_id as line_sku, coalesce(p.sku_id, c.component_id) as sku_id, p.sku_id is not null as frozen,
            coalesce(case when l.quantity > 0 then p.quantity / l.quantity end, c.quantity, 1) as each
       from order_lines l
       left join order_line_parts p on p.tenant_id = $1 and p.order_line_id = l.id
       left join skus s on s.tenant_id = $1 and s.id = l.sku_id and p.sku_id is null and s.bundle and s.assembled <> 'only'
       left join sku_components c on c.tenant_id = $1 and c.sku_id = s.id
      where l.tenant_id = $1 and l.id = $2 order by coalesce(p.position, c.position)`,
    [asked.order_line_id],
    'return-made-of',
  )
  const whole = rows[0]?.line_sku
  const assembled = sent.length > 0 && !rows[0]?.frozen
  const parts = rows.flatMap((r) => (r.sku_id && !assembled ? [[r.sku_id, r.each] as const] : []))
  return new Map(
    parts.length > 0
      ? parts
      : [...new Set(sent.map((s) => s.sku_id)), ...(sent.length === 0 && whole ? [whole] : [])].map(
          (id) => [id, 1] as const,
        ),
  )
}

async function receivedOf(ctx: Context, requestId: string): Promise<Map<string, number>> {
  const rows = await ctx.sql<{ sku_id: string; quantity: number }>(
    `select l.sku_id, sum(l.quantity)::int as quantity
       from return_receipts r join return_receipt_lines l on l.tenant_id = $1 and l.receipt_id = r.id
      where r.tenant_id = $1 and r.return_request_id = $2 and r.undone_at is null group by l.sku_id`,
    [requestId],
    'return-received',
  )
  return new Map(rows.map((row) => [row.sku_id, row.quantity]))
}

/** A SKU that was merged into another comes back as the other. */
async function survivors(ctx: Context, skuIds: readonly string[]): Promise<Map<string, ResolvedSku>> {
  const known = await skusById(ctx, skuIds)
  const now = await skusByCode(
    ctx,
    [...known.values()].map((sku) => codeKey(sku.code)),
  )
  return new Map([...known].map(([id, sku]) => [id, now.get(codeKey(sku.code)) ?? sku]))
}

/** Shipped before we kept its stock, or by somebody else. */
async function leftElsewhere(ctx: Context, orderId: string): Promise<boolean> {
  const rows = await ctx.sql(
    `select 1 from orders where tenant_id = $1 and id = $2 and state in ('shipped', 'delivered')`,
    [orderId],
  )
  return rows.length > 0
}
