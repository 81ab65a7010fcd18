import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { stockAt } from '@/lib/modules/inventory/stock-at'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { env } from '@/lib/platform/env'
import { withClient } from '@/scripts/lib/roles'
import { alternate, type Figure, figure } from '@/tests/bench/report'
import { createShopWithStock } from '@/tests/support/shop'

const skus = 2000
const batch = 500_000
const rounds = 31

type Ledger = { tenantId: string; owner: Actor; system: Actor; codes: string[]; begin: Date; end: Date }

/**
 * What stood at a moment, asked of a company with ten million movements over three years and 2,000 SKUs (`BENCH_MOVEMENTS`
 * for another number): one SKU, and a page of fifty, at random moments; beside it the sum over the SKU's whole ledger, which
 * is what an answer without snapshots comes to.
 */
export async function stockAtBench(): Promise<Figure[]> {
  const count = Number(process.env.BENCH_MOVEMENTS ?? 10_000_000)
  const start = performance.now()
  const ledger = await manyMovements(count)
  const made = performance.now()
  while ((await run(snapshotStock, ledger.system, {})).more);
  const kept = performance.now()
  await withClient(env().DATABASE_OWNER_URL ?? '', (client) => client.query('vacuum analyze stock_snapshots'))
  const conditions = `${count} movements of ${skus} SKUs, made in ${Math.round((made - start) / 1000)} s, snapshots in ${Math.round((kept - made) / 1000)} s; median of ${rounds}`
  const moment = (round: number) =>
    new Date(
      ledger.begin.getTime() + ((round * 7919) % 1000) * ((ledger.end.getTime() - ledger.begin.getTime()) / 1000),
    )
  const code = (round: number) => ledger.codes[(round * 31) % skus] ?? ''
  const one = (round: number) => run(stockAt, ledger.owner, { at: moment(round).toISOString(), skuCode: code(round) })
  const page = (round: number) => run(stockAt, ledger.owner, { at: moment(round).toISOString(), limit: 50 })
  const sum = (round: number) =>
    inTenant(ledger.tenantId, 'read', (client) =>
      client.query(
        `select m.warehouse_id, sum(m.quantity), sum(m.value_minor) from stock_movements m join skus s on s.tenant_id = $1 and s.id = m.sku_id
          where m.tenant_id = $1 and s.code = $2 and m.at <= $3 group by m.warehouse_id`,
        [ledger.tenantId, code(round), moment(round)],
      ),
    )
  for (let i = 0; i < 5; i++) await Promise.all([one(i), page(i), sum(i)])
  const single = await alternate(rounds, one, sum)
  const paged = await alternate(rounds, page, sum)
  return [
    figure('stock-at.sku', single.ours, single.floor, 'lower', 'ms', conditions),
    figure('stock-at.page', paged.ours, paged.floor, 'lower', 'ms', `a page of 50; ${conditions}`),
  ]
}

/** Movements spread evenly over three years and all SKUs, up and down; balances as their sums say. */
async function manyMovements(count: number): Promise<Ledger> {
  const shop = await createShopWithStock({ BENCH: 0 })
  const { tenantId, owner, system, warehouseId } = shop
  const sql = (text: string, params: unknown[] = []) =>
    inTenant(tenantId, 'write', async (client) => {
      await client.query('set local statement_timeout = 0')
      return client.query(text, [tenantId, ...params])
    })
  await sql(
    `insert into skus (tenant_id, id, product_id, code, code_key, name, currency)
     select $1, gen_random_uuid(), (select id from products where tenant_id = $1 limit 1), 'B-' || n, 'b-' || n, 'B', 'CNY' from generate_series(1, $2::int) n`,
    [skus],
  )
  const end = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000)
  const begin = new Date(end.getTime() - 3 * 365 * 86_400_000)
  for (let from = 0; from < count; from += batch) {
    await sql(
      `insert into stock_movements (tenant_id, id, at, sku_id, warehouse_id, bin_id, quantity, reason, reference_type, reference_id, reference,
                                    value_minor, currency, actor_kind, key)
       select $1, gen_random_uuid(), $3::timestamptz + g.n * (($4::timestamptz - $3::timestamptz) / $5), s.id, $2, b.id,
              case when g.n / ${skus} % 2 = 0 then 3 else -2 end, 'adjustment', 'bench', s.id, 'B',
              case when g.n / ${skus} % 2 = 0 then 300 else -200 end, 'CNY', 'system', 'bench:' || g.n
         from generate_series($6::int, $7::int) g(n)
         join (select id, row_number() over (order by code) - 1 as no from skus where tenant_id = $1 and code like 'B-%') s on s.no = g.n % ${skus}
         join bins b on b.tenant_id = $1 and b.warehouse_id = $2 and b.is_default`,
      [warehouseId, begin, end, count, from, Math.min(from + batch, count) - 1],
    )
  }
  await sql(
    `insert into stock_balances (tenant_id, sku_id, warehouse_id, on_hand, value_minor)
     select $1, sku_id, warehouse_id, sum(quantity), sum(value_minor) from stock_movements where tenant_id = $1 group by sku_id, warehouse_id`,
  )
  await withClient(env().DATABASE_OWNER_URL ?? '', (client) => client.query('vacuum analyze stock_movements'))
  const codes = Array.from({ length: skus }, (_, n) => `B-${n + 1}`)
  return { tenantId, owner, system, codes, begin, end }
}
