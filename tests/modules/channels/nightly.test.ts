import { afterAll, beforeAll, expect, test } from 'vitest'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { getShopRule } from '@/lib/modules/channels/get-shop-rule'
import { closeListings } from '@/lib/modules/channels/internal/listing-steps'
import { runFlow } from '@/lib/modules/channels/run-flow'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { testConnection } from '@/lib/modules/channels/test-connection'
import { listShopFlows } from '@/lib/modules/dispatch/list-shop-flows'
import { createRole } from '@/lib/modules/settings/create-role'
import { updateRole } from '@/lib/modules/settings/update-role'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let simulators: Simulators
let company: TestShop
beforeAll(async () => {
  simulators = await startSimulators()
  company = await createShopWithStock({ 'SIM-TEA-250': 40, 'SIM-SPOON': 100 })
})
afterAll(() => simulators.close())

test('the first push replaces what the merchant shows only when a person says so; after it nothing is asked', async () => {
  const { owner, tenantId } = company
  const { shop, world } = await connectSandbox(simulators, owner, 'taobao')
  // Before its list was read nobody can say what would be replaced: that is no "nothing".
  expect(await run(getShopRule, owner, { shopId: shop.id })).toMatchObject({ listingsRead: false, overwrites: 0 })
  await expect(run(setShopRule, owner, { shopId: shop.id, publish: true })).rejects.toMatchObject({
    params: { errors: [{ path: 'overwrite', code: 'listings_unread' }] },
  })
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  // The tea would show 40 instead of 100; the spoons show what they would anyway.
  expect(await run(getShopRule, owner, { shopId: shop.id })).toMatchObject({
    publish: false,
    listingsRead: true,
    overwrites: 1,
    compareHour: 3,
  })
  await expect(run(setShopRule, owner, { shopId: shop.id, publish: true })).rejects.toMatchObject({
    params: { errors: [{ path: 'overwrite', code: 'would_overwrite' }] },
  })
  await drainAll(tenantId)
  const shown = () => world.listings.find((l) => l.sku === 'SIM-TEA-250')?.quantity
  expect(shown()).toBe(100)
  // A rule under which nothing changes needs no word.
  await run(setShopRule, owner, { shopId: shop.id, mode: 'fixed', fixed: 100, guard: false })
  expect((await run(getShopRule, owner, { shopId: shop.id })).overwrites).toBe(0)
  await run(setShopRule, owner, { shopId: shop.id, mode: 'percent', publish: true, overwrite: true })
  await drainAll(tenantId)
  expect(shown()).toBe(40)
  await run(setShopRule, owner, { shopId: shop.id, publish: false })
  await run(setShopRule, owner, { shopId: shop.id, publish: true })
})

test('all figures are compared once a night, at the hour of the shop’s own clock, and when a person asks', async () => {
  const { owner, system, tenantId } = company
  const { shop } = await connectSandbox(simulators, owner, 'shopify')
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  await drainAll(tenantId)
  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true, compareHour: 4 })
  await drainAll(tenantId)
  const startedAt = new Date('2026-01-01T00:00:00Z')
  /** Whether the end of a reading at this moment in Shanghai marks the figures. */
  const compares = (local: string) =>
    inTenant(tenantId, 'write', async (client) => {
      const ctx = new Context(client, system, new Date(`${local}+08:00`))
      await closeListings.within(ctx, { shopId: shop.id as never, startedAt })
      return ctx.events.some((e) => e.name === 'shop-stock.due')
    })
  await run(runFlow, owner, { shopId: shop.id, flow: 'listings' })
  expect(await compares('2027-03-01T03:10:00')).toBe(true)
  expect(await compares('2027-03-01T03:50:00')).toBe(false)
  expect(await compares('2027-03-01T04:10:00')).toBe(true)
  expect(await compares('2027-03-01T05:10:00')).toBe(false)
  expect(await compares('2027-03-02T03:10:00')).toBe(false)
  expect(await compares('2027-03-02T04:01:00')).toBe(true)
})

test('who may test a connection and nothing else does so, in their own shops; every call of a shop is counted', async () => {
  const { owner, tenantId } = company
  const { shop, world } = await connectSandbox(simulators, owner, 'woocommerce')
  const role = await run(createRole, owner, { name: 'Tester' })
  await run(updateRole, owner, { roleId: role.id, permissions: ['connection.test'], version: role.version })
  const tester = await createMember(tenantId, role.code)
  await expect(run(getConnection, tester, { shopId: shop.id })).rejects.toMatchObject({ code: 'forbidden' })
  expect(await run(testConnection, tester, { shopId: shop.id })).toMatchObject({ state: 'authorised', trouble: null })
  const stranger = await createMember(tenantId, role.code, { shopIds: [company.shopId] })
  const before = world.calls.total
  await expect(run(testConnection, stranger, { shopId: shop.id })).rejects.toMatchObject({ code: 'not_found' })
  expect(world.calls.total).toBe(before)
  await run(runFlow, owner, { shopId: shop.id, flow: 'refunds' })
  await drainAll(tenantId)
  const counted = (await run(listShopFlows, owner, {})).items.find((row) => row.shop.id === shop.id)
  expect(counted?.calls).toBe(world.calls.total)
})
