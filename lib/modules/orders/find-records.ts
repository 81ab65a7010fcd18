import { z } from 'zod'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { findOrders } from '@/lib/modules/orders/internal/find-orders'
import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

const perKind = 5

const found = z.object({
  kind: z.enum(['order', 'parcel', 'sku', 'product']),
  /** What a press opens: the order (of a parcel, too), the SKU's stock, the product. */
  id: z.string(),
  label: z.string(),
  hint: z.string(),
})
type Found = z.output<typeof found>

/** Orders, parcels, SKUs and products by number, code or name: a few of each kind that the actor may list, for jumping to one of them. */
export const findRecords = query({
  name: 'record.find',
  summary: 'Find orders, parcels, SKUs and products by number, code or name',
  http: { method: 'GET', path: '/records' },
  input: z.strictObject({ q: z.string().trim().min(2).max(100) }),
  example: { q: 'SF1234567890' },
  output: z.object({ items: z.array(found) }),
  async run(ctx, { q }) {
    const { actor } = ctx
    const items: Found[] = []
    if (may(actor, 'order.list')) items.push(...(await orders(ctx, q)))
    if (may(actor, 'fulfilment.list')) items.push(...(await parcels(ctx, q)))
    if (may(actor, 'sku.list')) items.push(...(await skus(ctx, q)))
    if (may(actor, 'product.list')) items.push(...(await products(ctx, q)))
    return { items }
  },
})

async function orders(ctx: Context, q: string): Promise<Found[]> {
  const ids = await findOrders(ctx, q, ctx.actor.scope.shopIds)
  if (ids.length === 0) return []
  const { bind, params } = binder()
  const rows = await ctx.sql<{ id: string; number: string; channel_order_no: string }>(
    `select o.id, o.number, o.channel_order_no from orders o
      where o.tenant_id = $1 and o.id = any(${bind(ids)}::uuid[]) and ${visible(ctx, bind)}
      order by o.ordered_at desc, o.id desc limit ${perKind}`,
    params,
  )
  return rows.map((row) => ({ kind: 'order', id: row.id, label: row.number, hint: row.channel_order_no }))
}

/** By the beginning of tracking or parcel number; ranges, because LIKE loses its index under row-level security. */
async function parcels(ctx: Context, q: string): Promise<Found[]> {
  if (!/^[\x21-\x7e]+$/.test(q)) return []
  const { shopIds, warehouseIds } = ctx.actor.scope
  const key = trackingKeyOf(q)
  const rows = await ctx.sql<{ order_id: string; number: string; tracking_no: string | null }>(
    `select l.order_id, f.number, f.tracking_no from (
       (select id from fulfilments where tenant_id = $1 and tracking_key >= $2 and tracking_key < $3 limit 20)
       union (select id from fulfilments where tenant_id = $1 and number >= $4 and number < $5 limit 20)) hit
       join fulfilments f on f.tenant_id = $1 and f.id = hit.id
       cross join lateral (select order_id from fulfilment_lines where tenant_id = $1 and fulfilment_id = f.id limit 1) l
      where ($6::uuid[] is null or f.shop_id = any($6::uuid[])) and ($7::uuid[] is null or f.warehouse_id = any($7::uuid[]))
      order by f.created_at desc, f.id desc limit ${perKind}`,
    [key, `${key}\u{10FFFF}`, q.toUpperCase(), `${q.toUpperCase()}\u{10FFFF}`, shopIds, warehouseIds],
    'records-parcels',
  )
  return rows.map((row) => ({ kind: 'parcel', id: row.order_id, label: row.number, hint: row.tracking_no ?? '' }))
}

async function skus(ctx: Context, q: string): Promise<Found[]> {
  const { items } = await listSkus.within(ctx, { q, limit: perKind })
  return items.map((sku) => ({ kind: 'sku', id: sku.id, label: sku.code, hint: sku.name }))
}

async function products(ctx: Context, q: string): Promise<Found[]> {
  const { items } = await listProducts.within(ctx, { q, limit: perKind })
  return items.map((product) => ({ kind: 'product', id: product.id, label: product.name, hint: product.brand }))
}
