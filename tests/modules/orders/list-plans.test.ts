import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { listCalls } from '@/lib/modules/orders/list-calls'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { orderFilter } from '@/lib/modules/orders/order-filter'
import { listAudit } from '@/lib/modules/settings/list-audit'
import type { Actor } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createMember, createTenant } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()
let owner: Actor
let scoped: Actor

/** Three companies of 20,000 orders each, every state and shop, some held, called, packed and audited. */
beforeAll(async () => {
  const tenants = await Promise.all([1, 2, 3].map(() => createTenant()))
  const shops = await withClient(superuserUrl, async (client) => {
    const made: string[][] = []
    for (const { tenantId } of tenants)
      made.push(await fill(tenantId, async (text, params) => (await client.query(text, params)).rows))
    await client.query('analyze')
    return made
  })
  const [tenant] = tenants
  if (!tenant) throw new Error('no tenant')
  owner = tenant.owner
  scoped = await createMember(tenant.tenantId, 'customer_service', { shopIds: (shops[0] ?? []).slice(0, 2) })
}, 120_000)

const orders = (filter: Record<string, unknown>) => (ctx: Context) => listOrders.within(ctx, orderFilter.parse(filter))
const filters: Record<string, unknown>[] = [
  {},
  { state: 'pending_review' },
  { state: 'invalid' },
  { shopCode: 'shop-1' },
  { shopCode: 'shop-1', state: 'shipped' },
  { from: '2026-01-05', to: '2026-01-05' },
  { from: '2026-01-05', to: '2026-01-06', valid: '1' },
  { hold: 'any' },
  { hold: 'unmapped_sku' },
  { hold: 'blacklisted' },
  { sku: 'sku-7' },
  { sku: 'nothing' },
  { channelOrderNo: 'C77' },
  { q: 'SO-PLAN-123' },
  { q: 'C1234' },
  { q: '王小明' },
  { q: '13800138000' },
  { q: '8000' },
  { flag: 'any' },
  { flag: 'red', state: 'pending_review' },
  { tagId: newId() },
  { assignee: 'me' },
  { assignee: 'none' },
  { sort: 'oldest' },
  { sort: 'oldest', state: 'pending_review' },
]

test.each(filters)('orders by %o: no sequential scan for the app role', async (filter) => {
  for (const actor of [owner, scoped]) {
    expect(sequentialScans(await plansOf(actor, orders(filter)), small)).toEqual([])
  }
})

test('deep pages walk on from where they are', async () => {
  const plans = await plansOf(owner, async (ctx) => {
    let cursor: string | undefined
    for (let page = 0; page < 3; page++) {
      const next = await listOrders.within(ctx, orderFilter.parse({ limit: 200, cursor }))
      cursor = next.nextCursor ?? undefined
    }
  })
  expect(sequentialScans(plans, small)).toEqual([])
  expect(
    plans.filter((n) => n['Node Type'] === 'Sort' && JSON.stringify(n['Sort Key']).includes('ordered_at')),
  ).toEqual([])
})

const others: [string, (ctx: Context) => Promise<unknown>][] = [
  ['fulfilments', (ctx) => listFulfilments.within(ctx, { limit: 50 })],
  ['fulfilments by state', (ctx) => listFulfilments.within(ctx, { limit: 50, state: 'allocated' })],
  ['calls', (ctx) => listCalls.within(ctx, { limit: 50 })],
  ['rejects', (ctx) => listRejects.within(ctx, { limit: 50, state: 'open' })],
]

/** Read beside the parcels of a page, by them; this company has none of these. */
const beside = [
  'cartons',
  'packings',
  'pools',
  'reservations',
  'stock_batches',
  'stock_movements',
  'stock_serial_moves',
  'stock_serials',
]

test.each(others)('%s: no sequential scan for the app role', async (_name, work) => {
  for (const actor of [owner, scoped]) {
    expect(sequentialScans(await plansOf(actor, work), [...small, ...beside])).toEqual([])
    expect(sequentialScans(await plansOf(actor, work, { unfilled: true }))).toEqual([])
  }
})

test('audit: no sequential scan for the app role', async () => {
  const plans = await plansOf(owner, (ctx) => listAudit.within(ctx, { limit: 50 }))
  expect(sequentialScans(plans, small)).toEqual([])
})

/** A company has a handful of these. */
const small = ['shops', 'tags', 'warehouses', 'members', 'api_keys', 'tenant_keys']

type Ask = (text: string, params: unknown[]) => Promise<Record<string, string>[]>

async function fill(tenantId: string, ask: Ask): Promise<string[]> {
  const shops = Array.from({ length: 5 }, () => newId())
  const sku = newId()
  const warehouse = newId()
  await ask(
    `insert into shops (tenant_id, id, code, name, channel, currency, time_zone) select $1, u.id, 'shop-' || u.n, 'S', 'taobao', 'CNY', 'Asia/Shanghai' from unnest($2::uuid[]) with ordinality u(id, n)`,
    [tenantId, shops],
  )
  await ask(`insert into warehouses (tenant_id, id, code, name, kind) values ($1, $2, 'HZ', 'HZ', 'own')`, [
    tenantId,
    warehouse,
  ])
  await ask(
    `with p as (insert into products (tenant_id, id, name) values ($1, $2, 'P') returning id) insert into skus (tenant_id, id, product_id, code, code_key, name, currency) select $1, $2, id, 'SKU-7', 'sku-7', 'S', 'CNY' from p`,
    [tenantId, sku],
  )
  await ask(
    `insert into orders (tenant_id, id, number, shop_id, channel_order_no, state, origin, payment_status, hold_count, currency, units, line_count, goods_minor,
                         discount_minor, freight_minor, total_minor, paid_minor, ordered_at, channel_modified_at, payload_hash, contact, contact_masked, created_at, updated_at)
     select $1, gen_random_uuid(), 'SO-PLAN-' || n, ($2::uuid[])[1 + n % 5], 'C' || n,
            ('{delivered,delivered,delivered,delivered,shipped,pending_review,awaiting_contact,awaiting_shipment,cancelled,approved}'::text[])[1 + n % 10],
            'live', 'paid', case when n % 50 = 5 then 1 else 0 end, 'CNY', 1, 1, 100, 0, 0, 100, 100, timestamptz '2026-01-01' + n * interval '1 minute', now(), '\\x00', '\\x00', '{"name":"王*"}', now(), now()
       from generate_series(1, 20000) n`,
    [tenantId, shops],
  )
  await ask(
    `insert into order_holds (tenant_id, order_id, code, since, owner) select tenant_id, id, 'unmapped_sku', now(), 'intake' from orders where tenant_id = $1 and hold_count > 0`,
    [tenantId],
  )
  const tag = newId()
  await ask(
    `insert into tags (tenant_id, id, name, name_key, tone, created_at) values ($1, $2, 'T', 't', 'grey', now())`,
    [tenantId, tag],
  )
  await ask(
    `with o as (update orders set tag_count = 1 where tenant_id = $1 and substr(number, 9)::int % 7 = 0 returning tenant_id, id)
     insert into order_tags (tenant_id, order_id, tag_id) select tenant_id, id, $2 from o`,
    [tenantId, tag],
  )
  await ask(
    `insert into order_lines (tenant_id, id, order_id, line_no, channel_line_no, seller_sku, sku_key, title, quantity, unit_price, goods_minor, discount_minor, freight_minor) select tenant_id, gen_random_uuid(), id, 1, '1', 'x', 'sku-' || (substr(number, 9)::int % 400), 't', 1, 1, 100, 0, 0 from orders where tenant_id = $1`,
    [tenantId],
  )
  await ask(
    `insert into order_search (tenant_id, token, order_id) select tenant_id, ('x' || substr(md5(id::text), 1, 15))::bit(60)::bigint, id from orders where tenant_id = $1`,
    [tenantId],
  )
  await ask(
    `with f as (insert into fulfilments (tenant_id, id, number, shop_id, warehouse_id, state, tracking_no, tracking_key, created_at, updated_at) select tenant_id, id, number, shop_id, $2, case when state = 'awaiting_shipment' then 'allocated' else 'shipped' end, 'T' || number, 't' || lower(number), ordered_at, now() from orders where tenant_id = $1 and state in ('awaiting_shipment', 'shipped', 'delivered') returning tenant_id, id)
    insert into fulfilment_lines (tenant_id, id, fulfilment_id, order_id, order_line_id, sku_id, quantity) select f.tenant_id, gen_random_uuid(), f.id, f.id, l.id, $3, 1 from f join order_lines l on l.tenant_id = f.tenant_id and l.order_id = f.id`,
    [tenantId, warehouse, sku],
  )
  await ask(
    `insert into intake_rejects (tenant_id, id, shop_id, source, errors, body, body_hash, created_at, updated_at) select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 5], 'key', '[]', '\\x00', sha256(n::text::bytea), now() - n * interval '1 s', now() from generate_series(1, 5000) n`,
    [tenantId, shops],
  )
  await ask(
    `insert into audit_log (tenant_id, id, at, actor_kind, action) select $1, gen_random_uuid(), now() - n * interval '1 s', 'system', 'order.review' from generate_series(1, 10000) n`,
    [tenantId],
  )
  await ask(
    `insert into skus (tenant_id, id, product_id, code, code_key, name, currency) select $1, gen_random_uuid(), $2, 'SKU-X' || n, 'sku-x' || n, 'S', 'CNY' from generate_series(1, 3000) n`,
    [tenantId, sku],
  )
  await ask(
    `insert into order_calls (tenant_id, id, order_id, result, caller, at) select tenant_id, gen_random_uuid(), id, 'no_answer', 'x', now() from orders where tenant_id = $1 and state = 'awaiting_contact'`,
    [tenantId],
  )
  return shops
}
