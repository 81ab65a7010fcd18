import { randomBytes } from 'node:crypto'
import { newId } from '@/lib/kernel/ids'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { alternate, figure } from '@/tests/bench/report'
import { createShopWithStock } from '@/tests/support/shop'

const page = 500
const rounds = 21
// A worker that takes orders in is warm; the floor has little code to warm up.
const warming = 15

/**
 * Orders per second through the door, against the same facts written by hand: orders, lines, first event and payload by four
 * `insert … select from unnest` in one bound transaction, everything known beforehand. Ours also parses, finds out what is new,
 * maps SKUs, seals buyer and payload, makes the search index, the counters, the numbers, audit and outbox.
 */
export async function ingestBench() {
  const shop = await createShopWithStock(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`S-${i}`, 0])))
  let n = 0
  const fresh = () => Array.from({ length: page }, () => order(n++))
  const skuIds = await inTenant(shop.tenantId, 'read', async (c) =>
    (await c.query<{ id: string }>('select id from skus where tenant_id = $1', [shop.tenantId])).rows.map((r) => r.id),
  )
  const ours = () => run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: fresh() })
  const floor = () => byHand(shop.tenantId, shop.shopId, skuIds, fresh())
  for (let i = 0; i < warming; i++) await Promise.all([ours(), floor()])
  const times = await alternate(rounds, ours, floor)
  const perSecond = (ms: number) => (page / ms) * 1000
  return [
    figure(
      'ingest',
      perSecond(times.ours),
      perSecond(times.floor),
      'higher',
      'orders/s',
      `pages of ${page} new orders with 2 lines, one client, median of ${rounds} after ${warming} of each`,
    ),
  ]
}

type Order = ReturnType<typeof order>

function order(n: number) {
  const at = new Date(Date.UTC(2026, 10, 1) + n * 1000).toISOString()
  const line = (no: number) => ({
    channelLineNo: String(no),
    sellerSku: `S-${(n + no) % 50}`,
    title: '青花瓷茶具套装 礼盒',
    quantity: no,
    unitPrice: '20.00',
    discount: '0.00',
  })
  return {
    channelOrderNo: `B${newId()}`,
    status: 'paid',
    createdAt: at,
    paidAt: at,
    modifiedAt: at,
    currency: 'CNY',
    buyer: { nick: `买家${n}` },
    address: {
      name: `王小明${n % 997}`,
      phone: `138${String(n % 100_000_000).padStart(8, '0')}`,
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      line1: `文三路 ${n % 500} 号`,
      postcode: '310000',
    },
    lines: [line(1), line(2)],
    shippingFee: '0.00',
    discount: '0.00',
    total: '60.00',
    paid: '60.00',
  }
}

async function byHand(
  tenantId: string,
  shopId: string,
  skuIds: readonly string[],
  orders: readonly Order[],
): Promise<void> {
  const ids = orders.map(() => newId())
  const blob = randomBytes(300)
  await inTenant(tenantId, 'write', async (client) => {
    await client.query(
      `insert into orders (tenant_id, id, number, shop_id, channel_order_no, state, origin, payment_status, currency, units, line_count, goods_minor,
                           discount_minor, freight_minor, total_minor, paid_minor, ordered_at, paid_at, channel_modified_at, payload_hash, contact,
                           contact_masked, country, province, city, created_at, updated_at)
       select $1, u.id, u.no, $2, u.no, 'pending_review', 'live', 'paid', 'CNY', 3, 2, 6000, 0, 0, 6000, 6000, u.at, u.at, u.at, u.hash, u.contact,
              u.masked, 'CN', '浙江省', '杭州市', now(), now()
         from unnest($3::uuid[], $4::text[], $5::timestamptz[], $6::bytea[], $7::bytea[], $8::jsonb[]) as u(id, no, at, hash, contact, masked)`,
      [
        tenantId,
        shopId,
        ids,
        orders.map((o) => o.channelOrderNo),
        orders.map((o) => o.createdAt),
        orders.map(() => blob.subarray(0, 32)),
        orders.map(() => blob),
        orders.map((o) => JSON.stringify({ name: o.address.name })),
      ],
    )
    await client.query(
      `insert into order_events (tenant_id, order_id, seq, kind, to_state, at, actor_kind, actor)
       select $1, u.id, 1, 'state', 'pending_review', now(), 'system', 'floor' from unnest($2::uuid[]) as u(id)`,
      [tenantId, ids],
    )
    await client.query(
      `insert into raw_orders (tenant_id, shop_id, order_id, channel_modified_at, payload_hash, body, source, received_at)
       select $1, $2, u.id, u.at, u.hash, u.body, 'floor', now() from unnest($3::uuid[], $4::timestamptz[], $5::bytea[], $6::bytea[]) as u(id, at, hash, body)`,
      [
        tenantId,
        shopId,
        ids,
        orders.map((o) => o.createdAt),
        orders.map(() => blob.subarray(0, 32)),
        orders.map((o) => Buffer.from(JSON.stringify(o))),
      ],
    )
    const lines = orders.flatMap((o, i) =>
      o.lines.map((l, k) => ({ ...l, orderId: ids[i], no: k + 1, skuId: skuIds[(i + k) % skuIds.length] })),
    )
    await client.query(
      `insert into order_lines (tenant_id, id, order_id, line_no, channel_line_no, seller_sku, sku_key, sku_id, title, quantity, unit_price, goods_minor, discount_minor, freight_minor)
       select $1, u.id, u.order_id, u.no, u.cno, u.sku, u.sku, u.sku_id, u.title, u.quantity, u.price, u.quantity * 2000, 0, 0
         from unnest($2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::int[], $10::numeric[])
           as u(id, order_id, no, cno, sku, sku_id, title, quantity, price)`,
      [
        tenantId,
        lines.map(() => newId()),
        lines.map((l) => l.orderId),
        lines.map((l) => l.no),
        lines.map((l) => l.channelLineNo),
        lines.map((l) => l.sellerSku),
        lines.map((l) => l.skuId),
        lines.map((l) => l.title),
        lines.map((l) => l.quantity),
        lines.map((l) => l.unitPrice),
      ],
    )
  })
}
