import { beforeAll, expect, test } from 'vitest'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { getMovement } from '@/lib/modules/inventory/get-movement'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createMember, createTenant } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()
let owner: Actor
let limited: Actor

/** 20,000 SKUs in two of three warehouses and 100,000 movements in one company, half as many of a neighbour. */
beforeAll(async () => {
  for (const skus of [10_000, 20_000]) {
    const tenant = await createTenant()
    owner = tenant.owner
    await withClient(superuserUrl, async (client) => {
      // Rows without their parents' checks: what is tested is how they are found.
      await client.query('set session_replication_role = replica')
      await client.query(fill(tenant.tenantId, skus))
      const { rows } = await client.query<{ id: string }>(
        `select id from warehouses where tenant_id = $1 and code = 'W2'`,
        [tenant.tenantId],
      )
      limited = await createMember(tenant.tenantId, 'warehouse', { warehouseIds: rows.map(({ id }) => id) })
      await client.query(
        'analyze products, skus, product_grams, warehouses, stock_balances, stock_movements, stock_adjustments',
      )
    })
  }
}, 60_000)

const ledger = (input: object) => (ctx: Context) => listMovements.within(ctx, parse(listMovements.input, input))
const stock = (input: object) => (ctx: Context) => listStock.within(ctx, parse(listStock.input, input))
const everybody = () => owner
const warehouseman = () => limited

/** The list's page and the one after it: a cursor must begin in an index as well. */
function twoPages(work: (input: object) => (ctx: Context) => Promise<{ nextCursor: string | null; items: object[] }>) {
  return (input: object) => async (ctx: Context) => {
    const first = await work(input)(ctx)
    expect(first.items).toHaveLength(50)
    expect((await work({ ...input, cursor: first.nextCursor })(ctx)).items.length).toBeGreaterThan(0)
  }
}
const stockPages = twoPages(stock)
const ledgerPages = twoPages(ledger)

test.each<[string, () => Actor, (ctx: Context) => Promise<unknown>]>([
  ['balances', everybody, stockPages({})],
  ['balances of a warehouse', everybody, stockPages({ warehouseCode: 'W1' })],
  ['balances by a word', everybody, stockPages({ q: '茶杯' })],
  ['balances of one code', everybody, stock({ skuCode: 'SKU-7' })],
  ['balances that are low', everybody, stockPages({ low: '1' })],
  ['balances in a scope', warehouseman, stockPages({})],
  ['movements', everybody, ledgerPages({})],
  ['movements of a warehouse', everybody, ledgerPages({ warehouseCode: 'W2' })],
  ['movements of a SKU', everybody, ledger({ skuCode: 'SKU-7' })],
  ['movements in a scope', warehouseman, ledgerPages({})],
  ['low stock', everybody, (ctx) => listLowStock.within(ctx, { limit: 50 })],
  ['low stock in a scope', warehouseman, (ctx) => listLowStock.within(ctx, { limit: 50 })],
  [
    'one movement, one adjustment',
    everybody,
    async (ctx) => {
      const { items } = await listAdjustments.within(ctx, { limit: 50 })
      expect(items).toHaveLength(50)
      const adjustment = await getAdjustment.within(ctx, parse(getAdjustment.input, { adjustmentId: items[1]?.id }))
      expect(adjustment.lines).toHaveLength(100)
      await getMovement.within(ctx, parse(getMovement.input, { movementId: adjustment.lines[0]?.id }))
    },
  ],
])('%s: neither balances nor movements are read whole', async (_name, actor, work) => {
  const nodes = await plansOf(actor(), work)
  const read = nodes.filter((node) => /^(stock_balances|stock_movements)$/.test(String(node['Relation Name'])))
  expect(read.length).toBeGreaterThan(0)
  expect(sequentialScans(nodes, ['warehouses', 'bins', 'skus'])).toEqual([])
})

/** Making the plan takes longer than reading a page. */
test.each<[string, () => Actor, object]>([
  ['balances', everybody, {}],
  ['balances of a warehouse', everybody, { warehouseCode: 'W1' }],
  ['balances in a scope', warehouseman, { limit: 200 }],
])('%s: page after page by one plan', async (_name, actor, input) => {
  const { before, after, mode } = await inTenant(actor().tenantId, 'read', async (client) => {
    const ctx = new Context(client, actor(), new Date())
    const plans = async () => {
      const { rows } = await client.query<{ made: number; kept: number }>(
        `select coalesce(sum(custom_plans), 0)::int as made, coalesce(sum(generic_plans), 0)::int as kept
           from pg_prepared_statements where name like 'stock-list-%'`,
      )
      return rows[0] ?? { made: 0, kept: 0 }
    }
    const before = await plans()
    let cursor: string | undefined
    for (let page = 0; page < 3; page++)
      cursor = (await listStock.within(ctx, parse(listStock.input, { ...input, cursor }))).nextCursor ?? undefined
    const { rows } = await client.query<{ plan_cache_mode: string }>('show plan_cache_mode')
    return { before, after: await plans(), mode: rows[0]?.plan_cache_mode }
  })
  expect(after).toEqual({ made: before.made, kept: before.kept + 3 })
  expect(mode).toBe('auto')
})

test('the lists are quick', async () => {
  const started = performance.now()
  await plansOf(owner, async (ctx) => {
    await stock({})(ctx)
    await stock({ low: '1' })(ctx)
    await stock({ q: '茶杯' })(ctx)
    await ledger({})(ctx)
    await listLowStock.within(ctx, { limit: 50 })
  })
  // About ten times what it takes.
  expect(performance.now() - started).toBeLessThan(3000)
})

/** Each SKU lies in two of three warehouses; every eighth is called a tea cup, every fifth is low. */
function fill(tenantId: string, skus: number): string {
  // Cursors want ids as the house makes them: with a version and a variant.
  const uuid = (kind: number, n: string) =>
    `overlay(overlay(encode(sha256(('${tenantId}${kind}' || ${n})::bytea), 'hex')::varchar(32) placing '7' from 13) placing '8' from 17)::uuid`
  const at = `timestamptz '2026-01-01' + n * interval '1 minute'`
  return `
    insert into warehouses (tenant_id, id, code, name, kind)
      select '${tenantId}', ${uuid(1, 'n')}, 'W' || n, 'W' || n, 'own' from generate_series(1, 3) n;
    insert into bins (tenant_id, id, warehouse_id, code, is_default)
      select '${tenantId}', ${uuid(2, 'n')}, ${uuid(1, 'n')}, 'default', true from generate_series(1, 3) n;
    insert into products (tenant_id, id, name, created_at)
      select '${tenantId}', ${uuid(4, 'n')}, '商品', ${at} from generate_series(0, 4999) n;
    insert into skus (tenant_id, id, product_id, code, code_key, name, currency, safety_stock, created_at)
      select '${tenantId}', ${uuid(3, 'n')}, ${uuid(4, 'n % 5000')}, 'SKU-' || n, 'sku-' || n,
             case when n % 8 = 0 then '青花茶杯' else '衬衫' end || ' ' || n, 'CNY', case when n % 5 = 0 then 100 else 1 end, ${at}
        from generate_series(1, ${skus}) n;
    insert into product_grams (tenant_id, gram, product_id)
      select distinct '${tenantId}'::uuid, '茶杯', ${uuid(4, 'n % 5000')} from generate_series(8, ${skus}, 8) n
      union all select '${tenantId}'::uuid, 'g' || k, ${uuid(4, 'n')} from generate_series(0, 4999) n, generate_series(0, 4) k;
    insert into stock_balances (tenant_id, sku_id, warehouse_id, on_hand, value_minor)
      select '${tenantId}', ${uuid(3, 'n')}, ${uuid(1, '(1 + (n + k) % 3)')}, 40, 4000 from generate_series(1, ${skus}) n, generate_series(0, 1) k;
    insert into stock_adjustments (tenant_id, id, number, warehouse_id, reason, actor_kind, created_at)
      select '${tenantId}', ${uuid(5, 'n')}, 'SA-' || n, ${uuid(1, '1')}, 'x', 'system', ${at} from generate_series(0, ${skus / 20}) n;
    insert into stock_movements (tenant_id, id, at, sku_id, warehouse_id, bin_id, quantity, reason, reference_type, reference_id, reference,
        value_minor, currency, actor_kind, key)
      select '${tenantId}', ${uuid(6, 'n')}, ${at}, ${uuid(3, `(1 + n % ${skus})`)}, ${uuid(1, '(1 + n % 3)')}, ${uuid(2, '(1 + n % 3)')}, 10,
             'adjustment', 'stock_adjustment', ${uuid(5, '(n / 100)')}, 'SA', 1000, 'CNY', 'system', 'k' || n
        from generate_series(1, ${skus * 5}) n;`
}
