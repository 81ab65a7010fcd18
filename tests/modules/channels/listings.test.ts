import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPairs } from '@/components/channels/read-pairs'
import { marketplaces } from '@/lib/adapters/marketplaces/parsers'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { getListing } from '@/lib/modules/channels/get-listing'
import { listListings } from '@/lib/modules/channels/list-listings'
import { mapListing } from '@/lib/modules/channels/map-listing'
import { mapListings } from '@/lib/modules/channels/map-listings'
import { pullListings } from '@/lib/modules/channels/pull-listings'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { unmapListing } from '@/lib/modules/channels/unmap-listing'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { run } from '@/lib/platform/door/run'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let simulators: Simulators
let tenant: TestShop
beforeAll(async () => {
  simulators = await startSimulators()
  tenant = await createShopWithStock({ 'SIM-TEA-250': 4, OTHER: 9 })
})
afterAll(() => simulators.close())

const listingsOf = async (shopId: string, show = 'all') =>
  (await run(listListings, tenant.owner, { shopId, show, limit: 200 })).items
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const holdsOf = async (no: string) =>
  (await run(listOrders, tenant.owner, { q: no, limit: 5 })).items.flatMap((o) => o.holds.map((h) => h.code))

test.each(marketplaces)(
  '%s: what a shop lists is read, mapped by its seller SKU, gone when it is gone, and its stock is told; S0.73',
  async (channel) => {
    const { owner, system, tenantId } = tenant
    const { shop, world } = await connectSandbox(simulators, owner, channel)
    await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true, buffer: 1 })
    await drainAll(tenantId)
    const known = await listingsOf(shop.id)
    expect(known.map((l) => l.sellerSku).sort()).toEqual(world.listings.map((l) => l.sku).sort())
    expect(known.find((l) => l.sellerSku === 'SIM-TEA-250')).toMatchObject({
      mapping: 'auto',
      sku: { code: 'SIM-TEA-250' },
      pushedQuantity: 3,
      channelQuantity: 3,
    })
    expect(world.listings.find((l) => l.sku === 'SIM-TEA-250')?.quantity).toBe(3)
    expect((await listingsOf(shop.id, 'open')).map((l) => l.sellerSku)).not.toContain('SIM-TEA-250')
    const [gone] = world.listings.splice(1, 1)
    await pullListings(system, { shopId: shop.id })
    expect((await listingsOf(shop.id)).find((l) => l.sellerSku === gone?.sku)?.state).toBe('gone')
    if (gone) world.listings.push(gone)
  },
)

test('an order of a listing that nobody has mapped waits, and goes on the moment a person says what it is; unmapped again the next one waits; S0.74', async () => {
  const { owner, system } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'taobao')
  // Without a seller SKU only the item's number can tell.
  world.listings.push({ itemId: '777001', variationId: '777002', sku: '', title: '神秘礼盒', quantity: 5, price: 100 })
  const order = () =>
    // Just now: pulls that follow each other closely do not look far back.
    putOrder(world, { modifiedAt: ago(0.2), lines: [{ sellerSku: '', quantity: 1, unitPrice: '10.00' }] })
  const first = order()
  expect(first.lines[0]?.itemId).toBe('777001')
  await pullListings(system, { shopId: shop.id })
  await pullShop(system, { shopId: shop.id })
  expect(await holdsOf(first.no)).toEqual(['unmapped_sku'])
  const listing = (await listingsOf(shop.id, 'open')).find((l) => l.itemId === '777001')
  const listingId = listing?.id ?? ''
  await expect(run(mapListing, owner, { listingId, skuCode: 'NOBODY' })).rejects.toMatchObject({ code: 'invalid' })
  const mapped = await run(mapListing, owner, { listingId, skuCode: ' other ', version: listing?.version })
  expect(mapped).toMatchObject({ mapping: 'hand', sku: { code: 'OTHER' } })
  expect(await holdsOf(first.no)).toEqual([])
  const second = order()
  await pullShop(system, { shopId: shop.id })
  expect((await run(listOrders, owner, { q: second.no, limit: 5 })).items).toMatchObject([{ holds: [] }])

  await run(unmapListing, owner, { listingId })
  const third = order()
  await pullShop(system, { shopId: shop.id })
  expect([await holdsOf(second.no), await holdsOf(third.no)]).toEqual([[], ['unmapped_sku']])
  // A person's word stays, whatever is read later.
  await pullListings(system, { shopId: shop.id })
  expect(await run(getListing, owner, { listingId })).toMatchObject({ mapping: 'none', sku: null, published: null })

  const blind = await createMember(tenant.tenantId, 'owner', { shopIds: [] })
  await expect(run(getListing, blind, { listingId })).rejects.toMatchObject({ code: 'not_found' })
  expect((await run(listListings, blind, {})).items).toEqual([])
})

test('what sells out at Taobao leaves the shelf and not the list: it stays mapped, and back on sale it is on again', async () => {
  const { owner, system } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'taobao')
  const tea = world.listings.find((l) => l.sku === 'SIM-TEA-250')
  const shown = async () => (await listingsOf(shop.id)).find((l) => l.sellerSku === 'SIM-TEA-250')
  for (const [quantity, state] of [
    [6, 'on'],
    [0, 'off'],
    [3, 'on'],
  ] as const) {
    Object.assign(tea ?? {}, { quantity })
    await pullListings(system, { shopId: shop.id })
    expect(await shown()).toMatchObject({
      state,
      channelQuantity: quantity,
      sku: { code: 'SIM-TEA-250' },
      mapping: 'auto',
    })
  }
})

test('a listing that waits for a code is mapped when a SKU gets it, also by a barcode', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'shopify')
  world.listings.push(
    { itemId: '8801', variationId: '88011', sku: 'LATER-1', title: 'Later', quantity: 1, price: 100 },
    { itemId: '8802', variationId: '88021', sku: '6901234567892', title: 'Bar', quantity: 1, price: 100 },
  )
  await pullListings(system, { shopId: shop.id })
  await run(createProduct, owner, {
    name: 'Later',
    skus: [{ code: 'later-1', name: 'Later', listPrice: '1.00', barcodes: ['6901234567892'] }],
  })
  await drainAll(tenantId, { sweep: true })
  const found = (await listingsOf(shop.id)).filter((l) => l.itemId.startsWith('880'))
  expect(found.map((l) => [l.itemId, l.sku?.code]).sort()).toEqual([
    ['8801', 'later-1'],
    ['8802', 'later-1'],
  ])
})

test('a listing that was gone for a while is told what has changed meanwhile as soon as it is there again', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'woocommerce')
  await drainAll(tenantId)
  await run(setShopRule, owner, {
    shopId: shop.id,
    publish: true,
    overwrite: true,
    mode: 'fixed',
    fixed: 30,
    guard: false,
  })
  await drainAll(tenantId)
  const at = world.listings.findIndex((l) => l.sku === 'SIM-TEA-250')
  const [gone] = world.listings.splice(at, 1)
  expect(gone?.quantity).toBe(30)
  await pullListings(system, { shopId: shop.id })
  // Nobody tells what is gone anything; there again it shows what it showed, which is what it was told last: no drift.
  await run(setShopRule, owner, { shopId: shop.id, fixed: 2 })
  await drainAll(tenantId)
  if (gone) world.listings.splice(at, 0, gone)
  await pullListings(system, { shopId: shop.id })
  await drainAll(tenantId)
  expect(gone?.quantity).toBe(2)
  expect((await listingsOf(shop.id)).find((l) => l.sellerSku === 'SIM-TEA-250')).toMatchObject({
    state: 'on',
    drift: 0,
  })
})

test('pasted lines map many listings at once, each by what it names; what is not clear is said and stops nothing; S0.74', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'shopify')
  const own = { title: '茶', quantity: 5, price: 100 }
  world.listings.push(
    { ...own, itemId: '9901', variationId: '99011', sku: 'OLD-A' },
    { ...own, itemId: '9902', variationId: '99021', sku: 'OLD-A' },
    { ...own, itemId: '9903', variationId: '99031', sku: '' },
    { ...own, itemId: '9903', variationId: '99032', sku: '' },
  )
  await pullListings(system, { shopId: shop.id })
  const sold = putOrder(world, {
    modifiedAt: ago(0.2),
    lines: [{ sellerSku: 'OLD-A', quantity: 1, unitPrice: '1.00' }],
  })
  await pullShop(system, { shopId: shop.id })
  expect(await holdsOf(sold.no)).toEqual(['unmapped_sku'])
  const lines = [
    { listing: 'old-a', skuCode: 'other' },
    { listing: '9903', skuCode: 'OTHER' },
    { listing: '9903', variationId: '99031', skuCode: 'OTHER' },
    { listing: '99031', skuCode: 'SIM-TEA-250' },
    { listing: '99032', skuCode: 'NOBODYS' },
    { listing: 'NOT-LISTED', skuCode: 'OTHER' },
  ]
  const said = await run(mapListings, owner, { shopId: shop.id, lines })
  expect(said.mapped).toBe(3)
  expect(said.results.map((r) => [r.outcome, r.listings])).toEqual([
    ['mapped', 2],
    ['several', 2],
    ['mapped', 1],
    ['twice', 0],
    ['unknown_sku', 0],
    ['unknown_listing', 0],
  ])
  await drainAll(tenantId)
  expect(await holdsOf(sold.no)).toEqual([])
  const known = (await listingsOf(shop.id)).filter((l) => l.itemId.startsWith('99'))
  expect(known.map((l) => [l.variationId, l.mapping, l.sku?.code]).sort()).toEqual([
    ['99011', 'hand', 'OTHER'],
    ['99021', 'hand', 'OTHER'],
    ['99031', 'hand', 'OTHER'],
    ['99032', 'open', undefined],
  ])
  expect((await run(mapListings, owner, { shopId: shop.id, lines: lines.slice(0, 1) })).results).toMatchObject([
    { outcome: 'unchanged' },
  ])
  const blind = await createMember(tenantId, 'owner', { shopIds: [] })
  await expect(run(mapListings, blind, { shopId: shop.id, lines })).rejects.toMatchObject({ code: 'not_found' })

  expect(readPairs('OLD-A\tTEA-1\r\n9903，99031，TEA 2\n\n code with spaces  TEA-3\nalone')).toEqual([
    { raw: 'OLD-A\tTEA-1', listing: 'OLD-A', variationId: '', skuCode: 'TEA-1' },
    { raw: '9903，99031，TEA 2', listing: '9903', variationId: '99031', skuCode: 'TEA 2' },
    { raw: 'code with spaces  TEA-3', listing: 'code with spaces', variationId: '', skuCode: 'TEA-3' },
    { raw: 'alone', listing: 'alone', variationId: '', skuCode: '' },
  ])
})
