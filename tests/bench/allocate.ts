import { newId } from '@/lib/kernel/ids'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { allocateOne } from '@/tests/bench/allocate-one'
import { type Approved, approvedOrders } from '@/tests/bench/approved-orders'
import { alternate, type Figure, figure } from '@/tests/bench/report'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

const orders = 1000
const rounds = 7
const clients = 8
const places = ['HZ', 'W2', 'W3', 'W4']

/**
 * Orders allocated per second by the drain, against one transaction an order written by hand, which eight clients run at
 * once: `spread` over 300 SKUs in four warehouses, two lines an order; `hot`: every order wants one unit of the same SKU.
 */
export async function allocateBench(): Promise<Figure[]> {
  return [await bench('allocate.spread', 300, 2), await bench('allocate.hot', 1, 1)]
}

async function bench(name: string, skus: number, lines: number): Promise<Figure> {
  const ours = await company(skus)
  const theirs = await company(skus)
  const wanted = (at: TestShop & { skuIds: string[] }) =>
    Array.from({ length: orders }, (_, n) =>
      Array.from(
        { length: lines },
        (_, i) => [at.skuIds[(n * 7 + i * 11) % skus] ?? '', 1 + (i % 2)] as [string, number],
      ),
    )
  let waiting: Approved[] = []
  const drain = async () => {
    while ((await run(allocateOrders, ours.system, {})).more);
  }
  const byHand = async () => {
    const queue = [...waiting]
    const client = async () => {
      for (let order = queue.pop(); order; order = queue.pop()) await allocateOne(theirs, theirs.warehouseIds, order)
    }
    await Promise.all(Array.from({ length: clients }, client))
  }
  const prepare = async () => {
    await approvedOrders(ours, wanted(ours))
    waiting = await approvedOrders(theirs, wanted(theirs))
  }
  await alternate(1, drain, byHand, prepare)
  const times = await alternate(rounds, drain, byHand, prepare)
  for (const shop of [ours, theirs]) await expectAllocated(shop, orders * (rounds + 1))
  const perSecond = (ms: number) => (orders / ms) * 1000
  return figure(
    name,
    perSecond(times.ours),
    perSecond(times.floor),
    'higher',
    'orders/s',
    `${orders} orders of ${lines} line(s) over ${skus} SKU(s) × ${places.length} warehouses; one drain against ${clients} clients with one order a transaction; median of ${rounds}`,
  )
}

async function company(skus: number) {
  const codes = Array.from({ length: skus }, (_, i) => `S-${i}`)
  const shop = await createShopWithStock(Object.fromEntries(codes.map((code) => [code, 0])))
  for (const code of places.slice(1)) await run(createWarehouse, shop.owner, { code, name: code, kind: 'own' })
  // One SKU in a hundred has nothing in the first warehouse, so that the others are asked, too.
  for (const [i, warehouseCode] of places.entries()) {
    const stocked = codes.filter((_, n) => i > 0 || n % 100 !== 99)
    const stock = stocked.map((skuCode) => ({ skuCode, quantity: 100_000, unitCost: '10.00' }))
    for (let from = 0; from < stock.length; from += 100)
      await run(adjustStock, shop.owner, { warehouseCode, reason: newId(), lines: stock.slice(from, from + 100) })
  }
  const ids = (table: 'skus' | 'warehouses') =>
    inTenant(shop.tenantId, 'read', async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `select id from ${table} where tenant_id = $1 order by code`,
        [shop.tenantId],
      )
      return rows.map((r) => r.id)
    })
  return { ...shop, skuIds: await ids('skus'), warehouseIds: await ids('warehouses') }
}

/** A figure for work that was not done would be worth nothing. */
async function expectAllocated(shop: TestShop, expected: number): Promise<void> {
  const [row] = await inTenant(
    shop.tenantId,
    'read',
    async (client) =>
      (
        await client.query<{ n: number }>(
          `select count(*)::int as n from orders o where o.tenant_id = $1 and o.state = 'awaiting_shipment'
              and exists (select 1 from fulfilment_lines l join reservations r on r.tenant_id = $1 and r.holder_id = l.id and r.state = 'open'
                           where l.tenant_id = $1 and l.order_id = o.id)`,
          [shop.tenantId],
        )
      ).rows,
  )
  if (row?.n !== expected) throw new Error(`allocated ${row?.n} of ${expected}`)
}
