import { findOrders } from '@/lib/modules/orders/internal/find-orders'
import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import type { Context } from '@/lib/platform/door/context'

/** `id`: of the order, for both. */
export type OrderRecord = { readonly kind: 'order' | 'parcel'; id: string; label: string; hint: string }

export async function findOrderRecords(ctx: Context, q: string, most: number): Promise<OrderRecord[]> {
  const ids = await findOrders(ctx, q, ctx.actor.scope.shopIds)
  if (ids.length === 0) return []
  const { bind, params } = binder()
  const rows = await ctx.sql<{ id: string; number: string; channel_order_no: string }>(
    `select o.id, o.number, o.channel_order_no from orders o
      where o.tenant_id = $1 and o.id = any(${bind(ids)}::uuid[]) and ${visible(ctx, bind)}
      order by o.ordered_at desc, o.id desc limit ${most}`,
    params,
  )
  return rows.map((row) => ({ kind: 'order', id: row.id, label: row.number, hint: row.channel_order_no }))
}

/** By the beginning of tracking or parcel number; ranges, because LIKE loses its index under row-level security. */
export async function findParcelRecords(ctx: Context, q: string, most: number): Promise<OrderRecord[]> {
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
      order by f.created_at desc, f.id desc limit ${most}`,
    [key, `${key}\u{10FFFF}`, q.toUpperCase(), `${q.toUpperCase()}\u{10FFFF}`, shopIds, warehouseIds],
    'records-parcels',
  )
  return rows.map((row) => ({ kind: 'parcel', id: row.order_id, label: row.number, hint: row.tracking_no ?? '' }))
}
