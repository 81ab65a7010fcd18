import { newId } from '@/lib/kernel/ids'
import { inTenant } from '@/lib/platform/db/transaction'
import type { TestShop } from '@/tests/support/shop'

export type Approved = { id: string; lines: { id: string; skuId: string; quantity: number }[] }

/**
 * Orders that a person has just approved, made set-based: what the allocation reads is as intake writes it, the sealed
 * parts are bytes of the usual size.
 */
export async function approvedOrders(shop: TestShop, lines: readonly (readonly [skuId: string, quantity: number][])[]) {
  const orders = lines.map(
    (wanted): Approved => ({
      id: newId(),
      lines: wanted.map(([skuId, quantity]) => ({ id: newId(), skuId, quantity })),
    }),
  )
  const rows = orders.flatMap((o) => o.lines.map((l, i) => ({ ...l, orderId: o.id, no: i + 1 })))
  await inTenant(shop.tenantId, 'write', async (client) => {
    await client.query(
      `insert into orders (tenant_id, id, number, shop_id, channel_order_no, state, origin, payment_status, currency, units, line_count, goods_minor,
                           discount_minor, freight_minor, total_minor, paid_minor, ordered_at, paid_at, promised_ship_at, channel_modified_at,
                           payload_hash, contact, contact_masked, country, province, city, created_at, updated_at)
       select $1, u.id, u.id::text, $2, u.id::text, 'approved', 'live', 'paid', 'CNY', 2, 1, 4000, 0, 0, 4000, 4000, now(), now(),
              now() + u.n * interval '1 second', now(), $3, $4, '{"name":"王*","phone":"138****8000"}', 'CN', '浙江省', '杭州市', now(), now()
         from unnest($5::uuid[]) with ordinality as u(id, n)`,
      [shop.tenantId, shop.shopId, Buffer.alloc(32, 7), Buffer.alloc(300, 9), orders.map((o) => o.id)],
    )
    await client.query(
      `insert into order_lines (tenant_id, id, order_id, line_no, channel_line_no, seller_sku, sku_key, sku_id, title, quantity, unit_price,
                                goods_minor, discount_minor, freight_minor)
       select $1, u.id, u.order_id, u.no, u.no::text, 'x', 'x', u.sku_id, '青花瓷茶具套装', u.quantity, 20, u.quantity * 2000, 0, 0
         from unnest($2::uuid[], $3::uuid[], $4::int[], $5::uuid[], $6::int[]) as u(id, order_id, no, sku_id, quantity)`,
      [
        shop.tenantId,
        rows.map((r) => r.id),
        rows.map((r) => r.orderId),
        rows.map((r) => r.no),
        rows.map((r) => r.skuId),
        rows.map((r) => r.quantity),
      ],
    )
  })
  return orders
}
