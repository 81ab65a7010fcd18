import { beforeAll, expect, test } from 'vitest'
import { salesReport } from '@/lib/modules/reports/sales-report'
import { salesFilter } from '@/lib/modules/reports/schema'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { makeShop } from '@/tests/support/orders'
import { createMember, createTenant } from '@/tests/support/tenant'

const database = await setupWorkerDatabase()
const url = new URL(database.superuserUrl)
url.pathname = `/${database.name}`
let owner: Actor
let limited: Actor

/** 20,000 orders over two years in one company, and as many of a neighbour: no table is one company's alone. */
beforeAll(async () => {
  const tenants = [await createTenant(), await createTenant()]
  for (const tenant of tenants) {
    const shop = await makeShop(tenant.owner, { code: 'tmall' })
    await withClient(url.href, (client) => client.query(fill(tenant.tenantId, shop.id)))
    owner = tenant.owner
    limited = await createMember(tenant.tenantId, 'finance', { shopIds: [shop.id] })
  }
  await withClient(url.href, (client) => client.query('analyze orders, order_lines'))
}, 120_000)

const march = { from: '2025-03-01', to: '2025-03-31' }

test.each([
  ['a month by SKU', () => owner, { ...march, groupBy: 'sku' }],
  ['a month by SKU of one shop', () => owner, { ...march, groupBy: 'sku', shopCode: 'tmall' }],
  ['a month by SKU for who sees one shop', () => limited, { ...march, groupBy: 'sku' }],
  ['a day by SKU', () => owner, { from: '2025-03-08', to: '2025-03-08', groupBy: 'sku' }],
])('%s walks the index of its days, the orders are never read whole', async (_name, actor, filter) => {
  const who = actor()
  const nodes = await inTenant(who.tenantId, 'read', async (client) => {
    const ctx = new Context(client, who, new Date())
    const found: Record<string, unknown>[] = []
    const ask = ctx.sql.bind(ctx)
    ctx.sql = async <R extends object>(text: string, params: readonly unknown[] = []) => {
      const plan = await ask(`explain (format json) ${text}`, params)
      if (text.includes('from orders')) found.push(...nodesOf(plan))
      return ask<R>(text, params)
    }
    const { rows } = await salesReport.within(ctx, salesFilter.parse(filter))
    expect(rows.length).toBeGreaterThan(0)
    return found
  })
  const read = nodes.filter((n) => n['Relation Name'] === 'orders')
  expect(read.length).toBeGreaterThan(0)
  const whole = nodes.filter((n) => n['Node Type'] === 'Seq Scan').map((n) => n['Relation Name'])
  // Of a month's lines the planner may read a small table whole; of a day's it has no reason to.
  const never = filter.from === filter.to ? ['orders', 'order_lines'] : ['orders']
  expect(whole.filter((table) => never.includes(String(table)))).toEqual([])
})

test('a month by SKU is quick', async () => {
  const started = performance.now()
  const { rows } = await run(salesReport, owner, { ...march, groupBy: 'sku' })
  expect(rows).toHaveLength(500)
  expect(performance.now() - started).toBeLessThan(1500)
})

function nodesOf(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(nodesOf)
  if (typeof node !== 'object' || node === null) return []
  return [node as Record<string, unknown>, ...Object.values(node).flatMap(nodesOf)]
}

function fill(tenantId: string, shopId: string): string {
  const uuid = (kind: number, n: string) =>
    `encode(sha256(('${tenantId}${kind}' || ${n})::bytea), 'hex')::varchar(32)::uuid`
  return `
    insert into orders (tenant_id, id, number, shop_id, channel_order_no, state, origin, payment_status, currency, units, line_count, goods_minor,
        discount_minor, freight_minor, total_minor, paid_minor, ordered_at, channel_modified_at, payload_hash, contact, contact_masked, created_at, updated_at)
      select '${tenantId}', ${uuid(1, 'n')}, 'SO-' || n, '${shopId}', 'c-' || n, 'delivered', 'history', 'paid', 'CNY', 2, 2, 2000, 0, 0, 2000, 2000, t, t, '', '', '{}', t, t
        from generate_series(1, 20000) n, lateral (select timestamptz '2025-12-31' - n * interval '53 minutes' as t) at;
    insert into order_lines (tenant_id, id, order_id, line_no, channel_line_no, seller_sku, sku_key, title, quantity, unit_price, goods_minor, discount_minor, freight_minor)
      select '${tenantId}', ${uuid(2, "n || '-' || l")}, ${uuid(1, 'n')}, l, l::text, 'SKU-' || (n * 2 + l) % 500, 'sku-' || (n * 2 + l) % 500, '', 1, 10, 1000, 0, 0
        from generate_series(1, 20000) n, generate_series(1, 2) l;`
}
