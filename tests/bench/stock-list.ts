import { listStock } from '@/lib/modules/inventory/list-stock'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { pool } from '@/lib/platform/db/pools'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { withClient } from '@/scripts/lib/roles'
import { alternate, type Figure, figure } from '@/tests/bench/report'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

const skus = 20_000
const rounds = 41
const calls = 10

/**
 * The list of balances through the door against the same columns by one prepared statement in a bound transaction, over 20,000
 * SKUs in two warehouses: the first page, one in the middle, and one warehouse. By hand it is known that the company has no bundles, so
 * nothing is said of what could be made of components; all else that the list shows is asked for, "low" over all warehouses with it.
 */
export async function stockListBench(): Promise<Figure[]> {
  const shop = await createShopWithStock({ BENCH: 1 })
  const other = await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await manyBalances(shop, [shop.warehouseId, other.id])
  let cursor: string | undefined
  for (let page = 0; page < 20; page++) {
    const input: Record<string, unknown> = { limit: 200, cursor }
    cursor = (await run(listStock, shop.owner, input)).nextCursor ?? undefined
  }
  const [code, warehouse] = JSON.parse(Buffer.from(cursor ?? '', 'base64url').toString()) as [string, string]
  const figures: Figure[] = []
  for (const [name, input, where, params] of [
    ['first', {}, 'true', []],
    ['deep', { cursor }, '(s.code_key, w.code) > ($2, $3) and s.code_key >= $2', [code, warehouse]],
    ['warehouse', { warehouseCode: 'GZ' }, 'b.warehouse_id = $2::uuid', [other.id]],
  ] as const)
    figures.push(await compare(shop, name, { ...input }, where, [...params]))
  return figures
}

async function compare(shop: TestShop, name: string, input: object, where: string, params: string[]): Promise<Figure> {
  const text = `select s.id, s.code, s.name, s.name_en, w.code as warehouse, b.on_hand, b.defective, b.reserved,
      b.on_hand - b.defective - b.blocked - b.reserved - b.pooled as available, b.incoming, b.value_minor, s.safety_stock, s.bundle, b.blocked, b.pooled,
      s.safety_stock > 0 and s.status = 'active' and s.safety_stock >= (
        select sum(x.on_hand - x.defective - x.blocked - x.reserved - x.pooled) from stock_balances x where x.tenant_id = $1 and x.sku_id = s.id) as low
    from skus s join stock_balances b on b.tenant_id = $1 and b.sku_id = s.id join warehouses w on w.tenant_id = $1 and w.id = b.warehouse_id
    where s.tenant_id = $1 and ${where} order by s.code_key, w.code limit 51`
  const floor = async () => {
    const client = await pool('app').connect()
    await client.query(`begin read only; select app_set_tenant('${shop.tenantId}')`)
    const { rows } = await client.query({ name: `stock-${name}`, text, values: [shop.tenantId, ...params] })
    await client.query('commit')
    client.release()
    return rows
  }
  const ours = () => run(listStock, shop.owner, input)
  const many = (work: () => Promise<unknown>) => async () => {
    for (let i = 0; i < calls; i++) await work()
  }
  for (let i = 0; i < 30; i++) await Promise.all([ours(), floor()])
  const found = (await ours()).items.length
  const times = await alternate(rounds, many(ours), many(floor))
  const conditions = `${found} rows of ${2 * skus} balances; ${rounds} alternating rounds of ${calls} calls`
  return figure(`stock-list.${name}`, times.ours / calls, times.floor / calls, 'lower', 'ms', conditions)
}

/** Balances without a ledger behind them: this is about reading them. A third of the SKUs have a safety stock. */
async function manyBalances({ tenantId }: TestShop, warehouseIds: string[]): Promise<void> {
  await inTenant(tenantId, 'write', async (client) => {
    await client.query('set local statement_timeout = 0')
    await client.query(
      `insert into skus (tenant_id, id, product_id, code, code_key, name, currency, safety_stock)
       select $1, gen_random_uuid(), (select id from products where tenant_id = $1 limit 1), 'B-' || lpad(n::text, 6, '0'),
              'b-' || lpad(n::text, 6, '0'), 'B ' || n, 'CNY', case when n % 3 = 0 then 5 else 0 end from generate_series(1, $2::int) n`,
      [tenantId, skus],
    )
    await client.query(
      `insert into stock_balances (tenant_id, sku_id, warehouse_id, on_hand, value_minor)
       select $1, s.id, w, 1 + abs(hashtext(s.code)) % 40, 100 from skus s cross join unnest($2::uuid[]) w
        where s.tenant_id = $1 and s.code like 'B-%'`,
      [tenantId, warehouseIds],
    )
  })
  await withClient(env().DATABASE_OWNER_URL ?? '', (client) => client.query('vacuum analyze skus, stock_balances'))
}
