import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { skusByCode } from '@/lib/modules/catalog/resolve-skus'
import type { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()
let tenant: TestTenant

/** 20,000 SKUs of 5,000 products in one company, and four neighbours of the same size: no table is one company's alone. */
beforeAll(async () => {
  tenant = await createTenant()
  const neighbours = await Promise.all([1, 2, 3, 4].map(() => createTenant()))
  await withClient(superuserUrl, async (client) => {
    for (const { tenantId } of [tenant, ...neighbours]) await client.query(fill(tenantId))
    await client.query(fillGrams(tenant.tenantId))
    await client.query('analyze products, skus, product_grams, sku_barcodes, categories')
  })
}, 120_000)

const cases: [string, (ctx: Context) => Promise<unknown>][] = [
  ['products, first page', (ctx) => listProducts.within(ctx, { limit: 50 })],
  ['products by one Chinese word', (ctx) => listProducts.within(ctx, { limit: 50, q: '衬衫' })],
  ['products by a rare word', (ctx) => listProducts.within(ctx, { limit: 50, q: 'name-4711' })],
  ['products without a hit', (ctx) => listProducts.within(ctx, { limit: 50, q: '不存在的' })],
  ['products of an empty category', (ctx) => listProducts.within(ctx, { limit: 50, categoryId: newId() as never })],
  ['products by two attributes', (ctx) => listProducts.within(ctx, { limit: 50, attributes: 'a=1;b=2' })],
  ['products by a band of prices', (ctx) => listProducts.within(ctx, { limit: 50, priceFrom: '1', priceTo: '2' })],
  ['SKUs, first page', (ctx) => listSkus.within(ctx, { limit: 50 })],
  ['SKUs by the beginning of a code', (ctx) => listSkus.within(ctx, { limit: 50, q: 'sku-1234' })],
  ['SKUs by one sign', (ctx) => listSkus.within(ctx, { limit: 50, q: '杯' })],
  ['SKUs without a hit', (ctx) => listSkus.within(ctx, { limit: 50, q: 'zzqq' })],
  ['SKUs by key', (ctx) => skusByCode(ctx, ['sku-1', 'sku-20000', 'nothing'])],
]

test.each(cases)('%s: no sequential scan for the app role', async (_name, work) => {
  expect(sequentialScans(await plansOf(tenant.owner, work), ['categories'])).toEqual([])
})

test('a search among 20,000 SKUs is quick, and finds all of them page by page', async () => {
  const started = performance.now()
  const page = await run(listSkus, tenant.owner, { q: 'sku-1234', limit: 200 })
  expect(page.items.map((s) => s.code).sort()).toEqual([
    'SKU-1234',
    ...Array.from({ length: 10 }, (_, i) => `SKU-1234${i}`),
  ])
  await run(listSkus, tenant.owner, { q: '杯' })
  // Ten times what it takes; a scan of every text takes more.
  expect(performance.now() - started).toBeLessThan(1500)
})

const words = "(array['衬衫','裙子','杯子','毛巾','雨伞','书包','台灯','拖鞋'])"

function fill(tenantId: string): string {
  const uuid = (kind: number, n: string) =>
    `encode(sha256(('${tenantId}${kind}' || ${n})::bytea), 'hex')::varchar(32)::uuid`
  const name = (n: string) => `${words}[1 + ${n} % 8] || ' name-' || ${n}`
  return `
    insert into products (tenant_id, id, name, created_at)
      select '${tenantId}', ${uuid(1, 'n')}, ${name('n')}, now() - n * interval '1 minute' from generate_series(1, 5000) n;
    insert into skus (tenant_id, id, product_id, code, code_key, name, currency, created_at)
      select '${tenantId}', ${uuid(2, 'n')}, ${uuid(1, '(1 + n % 5000)')}, 'SKU-' || n, 'sku-' || n, ${name('n')}, 'CNY', now() - n * interval '1 minute'
      from generate_series(1, 20000) n;
    insert into sku_barcodes (tenant_id, barcode, sku_id)
      select '${tenantId}', '690' || substr(code, 5), id from skus where tenant_id = '${tenantId}';`
}

/** The pairs and single signs the house itself would write, made by the database to be quick. */
function fillGrams(tenantId: string): string {
  const grams = (text: string) => `(
    select distinct substr(t, i, 2) as gram from lower(${text}) t, generate_series(1, length(t) - 1) i where substr(t, i, 2) !~ '\\s'
    union select substr(t, i, 1) from lower(${text}) t, generate_series(1, length(t)) i where substr(t, i, 1) > '~')`
  return `
    insert into product_grams (tenant_id, gram, product_id)
      select '${tenantId}'::uuid, g.gram, p.id from products p, lateral ${grams('p.name')} g where p.tenant_id = '${tenantId}'
      union select '${tenantId}'::uuid, g.gram, s.product_id from skus s, lateral ${grams("s.name || ' ' || s.code")} g where s.tenant_id = '${tenantId}';`
}
