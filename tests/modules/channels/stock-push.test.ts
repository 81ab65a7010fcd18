import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { getFlows } from '@/lib/modules/channels/get-flows'
import { getListing } from '@/lib/modules/channels/get-listing'
import { publishedStock } from '@/lib/modules/channels/internal/published'
import { endPushes } from '@/lib/modules/channels/internal/push-steps'
import { listListings } from '@/lib/modules/channels/list-listings'
import { pullListings } from '@/lib/modules/channels/pull-listings'
import { pushStock } from '@/lib/modules/channels/push-stock'
import { runFlow } from '@/lib/modules/channels/run-flow'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { unmapListing } from '@/lib/modules/channels/unmap-listing'
import { wakeFlows } from '@/lib/modules/channels/wake-flows'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { endPool } from '@/lib/modules/inventory/end-pool'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { ingest } from '@/tests/support/orders'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

let simulators: Simulators
let tenant: TestShop
beforeAll(async () => {
  simulators = await startSimulators()
  tenant = await createShopWithStock({ 'SIM-TEA-250': 40, 'SIM-CUP-WHITE': 7, PACKED: 9 })
})
afterAll(() => simulators.close())

const listingsOf = async (shopId: string) => (await run(listListings, tenant.owner, { shopId, limit: 200 })).items
const stock = (quantity: number, skuCode = 'SIM-TEA-250') =>
  run(adjustStock, tenant.owner, {
    warehouseCode: 'HZ',
    reason: 'correction',
    lines: [{ skuCode, quantity, ...(quantity > 0 && { unitCost: '10.00' }) }],
  })

test('a change of stock reaches the marketplace by itself, once, with the figures it follows from; a lost word is found by the comparison; S2.65', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'taobao')
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  // Mapped by their seller SKUs, and nobody is told of stock before a person says so.
  const tea = (await listingsOf(shop.id)).find((l) => l.sellerSku === 'SIM-TEA-250')
  expect(tea).toMatchObject({ mapping: 'auto', channelQuantity: 100, pushedQuantity: null, price: '64.00' })
  const shown = () => world.listings.find((l) => l.sku === 'SIM-TEA-250')?.quantity
  expect(shown()).toBe(100)
  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true, percent: 50, buffer: 3 })
  await drainAll(tenantId)
  expect(shown()).toBe(17)
  // A listing that means nothing keeps what its marketplace shows.
  expect(world.listings.find((l) => l.sku === 'SIM-POT-CLAY')?.quantity).toBe(100)

  const calls = () => world.calls.byOperation['taobao.item.quantity.update'] ?? 0
  const before = calls()
  for (let i = 0; i < 5; i++) await stock(-2)
  await drainAll(tenantId)
  expect([shown(), calls() - before]).toEqual([12, 1])
  // Two units of a paid order are gone for others before anything is reserved.
  await ingest(owner, shop.code, [
    { at: new Date().toISOString(), lines: [{ sku: 'SIM-TEA-250', quantity: 2, price: '64.00' }] },
  ])
  await drainAll(tenantId)
  expect(shown()).toBe(11)
  const detail = await run(getListing, owner, { listingId: tea?.id ?? '' })
  expect(detail).toMatchObject({
    pushedQuantity: 11,
    channelQuantity: 11,
    waiting: false,
    publishing: true,
    trouble: null,
  })
  expect(detail.pushes[0]).toMatchObject({
    quantity: 11,
    cause: 'order',
    outcome: 'taken',
    inputs: { available: 30, demand: 2, percent: 50, buffer: 3, ruleVersion: 1 },
  })

  // A change that nobody heard of, while marking was paused, is found when it goes on.
  await run(pauseJobs, owner, { kind: 'job', key: 'listing.mark', reason: '维护' })
  await stock(-2)
  await drainAll(tenantId)
  expect(shown()).toBe(11)
  await run(resumeJobs, owner, { kind: 'job', key: 'listing.mark' })
  await drainAll(tenantId)
  expect(shown()).toBe(10)
  await stock(2)
  await drainAll(tenantId)

  // Somebody changed it at the marketplace: seen as drift at the next reading, and said again.
  const listing = world.listings.find((l) => l.sku === 'SIM-TEA-250')
  if (listing) listing.quantity = 50
  await pullListings(system, { shopId: shop.id })
  expect((await run(getListing, owner, { listingId: tea?.id ?? '' })).drift).toBe(39)
  await drainAll(tenantId)
  expect(shown()).toBe(11)
  // With nothing different the whole comparison asks nobody.
  const quiet = calls()
  await pullListings(system, { shopId: shop.id })
  await drainAll(tenantId)
  expect(calls()).toBe(quiet)
})

test('a bundle shows what its scarcest part allows; other warehouses and a stop are the shop’s own rule', async () => {
  const { owner, tenantId, warehouseId } = tenant
  await run(createProduct, owner, {
    name: '茶具套装',
    skus: [
      {
        code: 'SIM-TRAY-BAMBOO',
        name: '套装',
        listPrice: '50.00',
        components: [
          { skuCode: 'SIM-CUP-WHITE', quantity: 2 },
          { skuCode: 'PACKED', quantity: 1 },
        ],
      },
    ],
  })
  const { shop, world } = await connectSandbox(simulators, owner, 'woocommerce')
  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true, warehouseIds: [warehouseId] })
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  const shown = (sku: string) => world.listings.find((l) => l.sku === sku)?.quantity
  expect([shown('SIM-CUP-WHITE'), shown('SIM-TRAY-BAMBOO')]).toEqual([7, 3])
  // One call told them all.
  expect(world.calls.byOperation['POST products/batch']).toBe(1)
  await stock(-2, 'SIM-CUP-WHITE')
  await drainAll(tenantId)
  expect([shown('SIM-CUP-WHITE'), shown('SIM-TRAY-BAMBOO')]).toEqual([5, 2])
  await run(setShopRule, owner, { shopId: shop.id, stopAt: 5 })
  await drainAll(tenantId)
  expect([shown('SIM-CUP-WHITE'), shown('SIM-TRAY-BAMBOO')]).toEqual([0, 0])

  // A shop with a strict pool shows what is in it, also of what a bundle is made of.
  await run(setShopRule, owner, { shopId: shop.id, stopAt: 0 })
  const pool = await run(createPool, owner, { code: 'WOO', name: 'Woo', shopCodes: [shop.code], fallsBack: false })
  const lines = [{ skuCode: 'SIM-CUP-WHITE', quantity: 3 }]
  await run(createPoolMove, owner, { warehouseCode: 'HZ', toPool: 'WOO', lines })
  await drainAll(tenantId)
  expect([shown('SIM-CUP-WHITE'), shown('SIM-TRAY-BAMBOO')]).toEqual([3, 1])
  const [tray] = (await run(listSkus, owner, { codes: ['SIM-TRAY-BAMBOO'] })).items
  await run(updateSku, owner, { skuId: tray?.id, assembled: 'only', version: tray?.version })
  await stock(4, 'SIM-TRAY-BAMBOO')
  await drainAll(tenantId)
  expect(shown('SIM-TRAY-BAMBOO')).toBe(4)
  await run(endPool, owner, { poolId: pool.id })
  await drainAll(tenantId)
  expect(shown('SIM-CUP-WHITE')).toBe(5)
})

test('a marketplace that fails is asked once and then left alone for a while; what is refused of one listing is that listing’s', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'shopify')
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  const gone = world.listings.findIndex((l) => l.sku === 'SIM-TEA-250')
  const [kept] = world.listings.splice(gone, 1)
  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true })
  await drainAll(tenantId)
  expect((await listingsOf(shop.id)).find((l) => l.sellerSku === 'SIM-TEA-250')).toMatchObject({
    trouble: 'business http_404',
    pushedQuantity: null,
  })
  expect((await listingsOf(shop.id)).find((l) => l.sellerSku === 'SIM-CUP-WHITE')).toMatchObject({
    trouble: null,
    pushedQuantity: 5,
  })
  if (kept) world.listings.push(kept)

  world.faults.kinds = ['own_retry']
  world.faults.rate = 1
  await stock(-1, 'SIM-CUP-WHITE')
  await drainAll(tenantId)
  const failed = await run(getFlows, owner, { shopId: shop.id })
  expect(failed).toMatchObject({ waiting: 2, flows: [{ flow: 'stock', failures: 1 }, {}, {}] })
  const calls = world.calls.total
  await stock(-1, 'SIM-CUP-WHITE')
  await drainAll(tenantId)
  await pushStock(system, { shopId: shop.id })
  expect(world.calls.total).toBe(calls)
  world.faults.rate = 0
  await run(runFlow, owner, { shopId: shop.id, flow: 'stock' })
  await drainAll(tenantId)
  expect(world.listings.find((l) => l.sku === 'SIM-CUP-WHITE')?.quantity).toBe(3)
})

test('what is to be told no longer is due never: the shop stopped publishing, or the listing means another article now', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'shopify')
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  const [lost] = world.listings.splice(
    world.listings.findIndex((l) => l.sku === 'SIM-TEA-250'),
    1,
  )
  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true })
  await drainAll(tenantId)
  const waiting = async () => (await run(getFlows, owner, { shopId: shop.id })).waiting
  expect(await waiting()).toBe(1)
  await run(setShopRule, owner, { shopId: shop.id, publish: false })
  expect(await waiting()).toBe(0)

  const asked = (text: string, params: unknown[] = []) =>
    inTenant(tenantId, 'write', async (c) => (await c.query(text, [tenantId, shop.id, ...params])).rows)
  const told = () =>
    asked(
      `select 1 from outbox where tenant_id = $1 and event = 'shop-stock.due' and payload ->> 'shopId' = $2 and sent_at is null`,
    )
  // As a run that was on its way may leave it: nobody tells of it for ever.
  await asked(
    `update listings set push_due_at = now() - interval '1 second' where tenant_id = $1 and shop_id = $2 and sku_id is not null returning id`,
  )
  await asked(
    `update shop_flows set due_at = now() where tenant_id = $1 and shop_id = $2 and flow = 'stock' returning flow`,
  )
  await run(wakeFlows, system, {})
  await pushStock(system, { shopId: shop.id })
  expect(await told()).toEqual([])

  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true })
  await drainAll(tenantId)
  expect(await waiting()).toBe(1)
  if (lost) world.listings.push({ ...lost, sku: 'NOBODY-KNOWS' })
  await pullListings(system, { shopId: shop.id })
  await drainAll(tenantId)
  expect(await waiting()).toBe(0)
  const [cup] = (await listingsOf(shop.id)).filter((l) => l.sellerSku === 'SIM-CUP-WHITE')
  await run(unmapListing, owner, { listingId: cup?.id ?? '' })
  const refused = { kind: 'transient', code: 'transient http_502' }
  const late = { listingId: cup?.id ?? '', quantity: 1, cause: 'stock', inputs: {}, tookMs: 1, trouble: refused }
  await run(endPushes, system, { results: [late] })
  expect(await waiting()).toBe(0)
})

test('the published figure is never below nothing and never more than there is, unless the shop wants it so', () => {
  const house = {
    sellable: true,
    available: 10,
    incoming: 5,
    demand: 4,
    mode: 'percent' as const,
    percent: 100,
    fixed: 0,
    plus: 0,
    buffer: 0,
    least: 0,
    most: null,
    stopAt: 0,
    countIncoming: false,
    guard: true,
    ruleVersion: 1,
  }
  const figures = [
    {},
    { guard: false },
    { countIncoming: true },
    { percent: 33 },
    { buffer: 99 },
    { least: 8 },
    { least: 8, guard: false, percent: 1 },
    { most: 2 },
    { stopAt: 10 },
    { sellable: false },
    { mode: 'fixed' as const, fixed: 3 },
    { mode: 'fixed' as const, fixed: 30 },
    { mode: 'fixed' as const, fixed: 30, guard: false },
    { demand: 40 },
    { plus: 20, guard: false },
  ].map((over) => publishedStock({ ...house, ...over }))
  expect(figures).toEqual([6, 10, 11, 1, 0, 6, 8, 2, 0, 0, 3, 6, 30, 0, 30])
})

test('S3.39, S4.46: what is sold in one shop is gone in the others too, and each keeps its own rule', async () => {
  const { owner, tenantId } = await createShopWithStock({ 'SIM-SPOON': 30 })
  const taobao = await connectSandbox(simulators, owner, 'taobao')
  const woo = await connectSandbox(simulators, owner, 'woocommerce')
  for (const { shop } of [taobao, woo]) await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  await run(setShopRule, owner, { shopId: taobao.shop.id, publish: true, overwrite: true })
  await run(setShopRule, owner, { shopId: woo.shop.id, publish: true, overwrite: true, buffer: 10 })
  await drainAll(tenantId)
  const shown = () => [taobao, woo].map(({ world }) => world.listings.find(({ sku }) => sku === 'SIM-SPOON')?.quantity)
  expect(shown()).toEqual([30, 20])
  await ingest(owner, taobao.shop.code, [
    { at: new Date().toISOString(), lines: [{ sku: 'SIM-SPOON', quantity: 4, price: '9.90' }] },
  ])
  await drainAll(tenantId)
  expect(shown()).toEqual([26, 16])
})
