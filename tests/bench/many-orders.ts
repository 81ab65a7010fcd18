import { newId } from '@/lib/kernel/ids'
import { createShop } from '@/lib/modules/settings/create-shop'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { blindOf } from '@/tests/bench/blind'
import { createTenant } from '@/tests/support/tenant'

export type ManyOrders = { tenantId: string; owner: Actor; shopCode: string; buyer: string }

const batch = 100_000
const shops = 5
/** Fewer than the smaller set has orders, so that every buyer has some in both. */
const buyers = 5_000

/**
 * A company with many orders, made set-based: 5 shops, the nine states (70 % delivered), 30 orders an hour, one order in
 * five thousand by the same buyer. Figures and shapes as intake writes them; the sealed parts are random bytes of the usual size.
 */
export async function manyOrders(count: number, ownerUrl: string): Promise<ManyOrders> {
  const { tenantId, owner } = await createTenant()
  const ids: string[] = []
  for (let i = 0; i < shops; i++) {
    const shop = await run(createShop, owner, {
      code: `shop-${i}`,
      name: `Shop ${i}`,
      channel: 'taobao',
      currency: 'CNY',
      timeZone: 'Asia/Shanghai',
    })
    ids.push(shop.id)
  }
  const tokens = await blindOf(
    tenantId,
    Array.from({ length: buyers }, (_, i) => `买家${i}`),
  )
  for (let from = 0; from < count; from += batch) {
    await inTenant(tenantId, 'write', async (client) => {
      await client.query('set local statement_timeout = 0')
      await client.query(
        `with made as (
           insert into orders (tenant_id, id, number, shop_id, channel_order_no, state, origin, payment_status, hold_count, currency, units, line_count,
                               goods_minor, discount_minor, freight_minor, total_minor, paid_minor, ordered_at, paid_at, channel_modified_at,
                               payload_hash, contact, contact_masked, country, province, city, created_at, updated_at)
           select $1, gen_random_uuid(), 'SO-B-' || n, ($2::uuid[])[1 + n % ${shops}], 'C' || n,
                  case when n % 10 < 7 then 'delivered' else ('{pending_review,shipped,awaiting_shipment}'::text[])[1 + n % 3] end,
                  'live', 'paid', 0, 'CNY', 2, 1, 4000, 0, 0, 4000, 4000, at, at, at, $3, $4,
                  '{"name":"王*","phone":"138****8000","email":"","line1":"文三***","nick":"茶**"}', 'CN', '浙江省', '杭州市', at, at
             from (select n, timestamptz '2022-01-01' + n * interval '2 minutes' as at from generate_series($5::int, $6::int) n) g
           returning id, number)
         insert into order_search (tenant_id, token, order_id)
         select $1, ($7::bigint[])[1 + (substr(number, 6)::int % ${buyers})], id from made on conflict do nothing`,
        [tenantId, ids, Buffer.alloc(32, 7), Buffer.alloc(300, 9), from, Math.min(from + batch, count) - 1, tokens],
      )
    })
  }
  await withClient(ownerUrl, (client) =>
    client.query('vacuum analyze orders; ').then(() => client.query('vacuum analyze order_search')),
  )
  return { tenantId, owner, shopCode: 'shop-1', buyer: `买家${Number.parseInt(newId().slice(-4), 16) % buyers}` }
}
