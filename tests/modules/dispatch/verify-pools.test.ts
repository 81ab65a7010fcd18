import { beforeAll, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { poolInvariants } from '@/lib/modules/dispatch/internal/pool-invariants'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { completeAssembly } from '@/lib/modules/inventory/complete-assembly'
import { createAssembly } from '@/lib/modules/inventory/create-assembly'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { setPoolIncoming } from '@/lib/modules/inventory/set-pool-incoming'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setPresaleSku } from '@/lib/modules/orders/set-presale-sku'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { drainAll } from '@/workers/drain-all'

const db = await setupWorkerDatabase()
let shop: TestShop

/** Five cups in a pool, two of them promised; a set made of one; two on their way to GZ for presale, one of them promised. */
beforeAll(async () => {
  shop = await createShopWithStock({ CUP: 12, NEW: 4 })
  const { owner } = shop
  const components = [{ skuCode: 'CUP', quantity: 1 }]
  const sku = { code: 'SET', listPrice: '20.00', currency: 'CNY', components, assembled: 'first' as const }
  await run(createProduct, owner, { name: 'Set', skus: [sku] })
  const assembly = await run(createAssembly, owner, { warehouseCode: 'HZ', skuCode: 'SET', quantity: 1 })
  await run(completeAssembly, owner, { assemblyId: assembly.id })
  const { id: poolId } = await run(createPool, owner, { code: 'LIVE', name: 'Live', shopCodes: ['tmall'] })
  await run(createPoolMove, owner, { warehouseCode: 'HZ', toPool: 'LIVE', lines: [{ skuCode: 'CUP', quantity: 5 }] })
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const lines = [{ skuCode: 'NEW', quantity: 4 }]
  const transfer = await run(createTransfer, owner, { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines })
  await run(shipTransfer, owner, { transferId: transfer.id })
  await run(setPresaleSku, owner, { shopCode: 'tmall', skuCode: 'NEW' })
  await run(setPoolIncoming, owner, { poolId, transferLineId: transfer.lines[0]?.id, quantity: 2 })
  for (const orderId of await arrive(shop, [incoming('1', 'CUP', 2), incoming('2', 'NEW', 1)]))
    await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(shop.tenantId)
  await run(setPoolIncoming, owner, { poolId, transferLineId: transfer.lines[0]?.id, quantity: 2 })
  await drainAll(shop.tenantId)
  // What the application's role can never write, this test must.
  await force('alter table stock_balances drop constraint stock_balances_reserved_ck')
  await force('alter table pool_balances drop constraint pool_balances_reserved_ck')
})

const broken = async () => (await run(verifyInvariants, shop.owner, {})).items.filter(({ ok }) => !ok)

/** As the superuser: no policy, no trigger, no foreign key in the way. `$1` is the tenant. */
function force(sql: string): Promise<void> {
  return withClient(db.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(sql.replaceAll('$1', `'${shop.tenantId}'`))
  })
}

type Break = [invariant: string, breaks: string, mends: string, alsoBroken?: string[]]

const cup = `tenant_id = $1 and sku_id = (select id from skus where tenant_id = $1 and code = 'CUP')`
const pooled = (sign: string) => `update stock_balances set pooled = pooled ${sign} 1 where ${cup}`
const inPool = (what: string) => `update pool_balances set ${what} where tenant_id = $1`
const made = `tenant_id = $1 and state = 'done'`

const breaks: Break[] = [
  [
    'stock.asides',
    `update stock_asides set pooled = pooled + 1 where tenant_id = $1`,
    `update stock_asides set pooled = pooled - 1 where tenant_id = $1`,
  ],
  ['stock.pooled', pooled('-'), pooled('+'), ['stock.asides']],
  [
    'pool.within-on-hand',
    `${inPool('quantity = quantity + 20')}; update stock_balances set pooled = pooled + 20 where ${cup}`,
    `${inPool('quantity = quantity - 20')}; update stock_balances set pooled = pooled - 20 where ${cup}`,
    ['stock.asides', 'stock.reserved-within-on-hand'],
  ],
  [
    'pool.reserved',
    `${inPool('reserved = reserved - 1')}; ${pooled('+')}`,
    `${inPool('reserved = reserved + 1')}; ${pooled('-')}`,
    ['stock.asides'],
  ],
  [
    'presale.promised',
    `update presale_promises set quantity = 3 where tenant_id = $1`,
    `update presale_promises set quantity = 1 where tenant_id = $1`,
  ],
  [
    'assembly.value',
    `update assembly_orders set value_minor = value_minor + 1 where ${made}`,
    `update assembly_orders set value_minor = value_minor - 1 where ${made}`,
  ],
  [
    'assembly.units',
    `update assembly_lines set each = 2 where tenant_id = $1`,
    `update assembly_lines set each = 1 where tenant_id = $1`,
  ],
]

test('nothing is wrong before, and each invariant of pools and assembly has its break', async () => {
  expect(await broken()).toEqual([])
  expect(breaks.map(([invariant]) => invariant)).toEqual(poolInvariants.map(({ invariant }) => invariant))
})

test.each(breaks)('%s', async (invariant, breaking, mending, alsoBroken = []) => {
  await force(breaking)
  const found = await broken()
  expect(found.map((f) => f.invariant).sort()).toEqual([invariant, ...alsoBroken].sort())
  for (const { figure, firstRow } of found) expect([figure > 0, firstRow]).toEqual([true, expect.stringMatching(/\S/)])
  await force(mending)
  expect(await broken()).toEqual([])
})
