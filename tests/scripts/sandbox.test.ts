import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { listShops } from '@/lib/modules/settings/list-shops'
import { registerCompany } from '@/lib/platform/auth/register-company'
import { demoSlug } from '@/lib/platform/demo'
import { run } from '@/lib/platform/door/run'
import { demoOwner } from '@/prisma/seed/company'
import { Dice } from '@/prisma/seed/random'
import { connectSandboxes, findDemoOwner, publishSandboxes, sandboxShops } from '@/prisma/seed/sandbox'
import { keepDays, listGoods, passMoment, readDays, takeUp } from '@/scripts/lib/marketplace-days'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { World } from '@/tests/simulators/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'

await setupWorkerDatabase()

const folder = mkdtempSync(path.join(tmpdir(), 'caravan-sandbox-'))
const channels: readonly string[] = sandboxShops.map(({ channel }) => channel)
let simulators: Simulators
beforeAll(async () => {
  simulators = await startSimulators()
})
afterAll(async () => {
  await simulators.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the demo company’s sandbox shops connect by themselves, sell, and show its stock once their listings are known; S1.99', async () => {
  const worlds = new Map([...simulators.worlds].filter(([channel]) => channels.includes(channel)))
  for (const world of worlds.values()) world.limits.pace = 1000
  listGoods(worlds)
  const dice = new Dice(1)
  for (let i = 0; i < 9; i++) passMoment(worlds, dice)
  const sold = [...worlds.values()].flatMap(({ orders }) => [...orders.keys()])
  expect(new Set(sold).size).toBe(9)
  // Some channels show a change only after three minutes.
  for (const world of worlds.values()) for (const order of world.orders.values()) order.modifiedAt -= 240_000

  expect(await findDemoOwner()).toBeUndefined()
  const person = { email: demoOwner, name: '马老板', passwordHash: 'not-a-hash' }
  const about = { slug: demoSlug, name: '商队演示', currency: 'CNY', timeZone: 'Asia/Shanghai', owner: person }
  const { tenantId } = await registerCompany(about)
  const owner = await findDemoOwner()
  if (!owner) throw new Error('the owner is missing')
  await run(createWarehouse, owner, { code: 'HZ', name: '杭州仓', kind: 'own' })
  const [sku] = worlds.get('taobao')?.listings ?? []
  if (!sku) throw new Error('nothing is listed')
  await run(createProduct, owner, {
    name: sku.title,
    skus: [{ code: sku.sku, name: sku.title, weightG: 100, listPrice: '20.00', currency: 'CNY' }],
  })

  const keys = (channel: string) => simulated[channel]?.credentials ?? {}
  await connectSandboxes(owner, simulators.url, keys)
  expect(await publishSandboxes(owner)).toBe(false)
  await drainAll(tenantId)
  const { items } = await run(listOrders, owner, { limit: 200 })
  expect(items.map((o) => o.channelOrderNo).sort()).toEqual(sold.sort())

  expect(await publishSandboxes(owner)).toBe(true)
  await drainAll(tenantId)
  // There is none of it, so none is shown.
  expect(worlds.get('taobao')?.listings.find((l) => l.sku === sku.sku)?.quantity).toBe(0)

  // A later start, elsewhere because the place was taken: the same shops, and what the visitor changed stays.
  const shops = (await run(listShops, owner, { limit: 200 })).items
  const [shop] = shops
  if (!shop) throw new Error('no shop')
  await run(setShopRule, owner, { shopId: shop.id, publish: false })
  await connectSandboxes(owner, 'http://127.0.0.1:9', keys)
  expect((await run(listShops, owner, { limit: 200 })).items).toHaveLength(sandboxShops.length)
  const { baseUrl, state } = await run(getConnection, owner, { shopId: shop.id })
  expect([baseUrl, state]).toEqual([`http://127.0.0.1:9/${shop.channel}`, 'authorised'])
})

test('a sandbox that runs for weeks stays small, uses no number twice, and goes on where it stopped', () => {
  const fresh = () => new Map(channels.map((channel) => [channel, new World(channel, 1)]))
  const worlds = fresh()
  listGoods(worlds)
  const dice = new Dice(7)
  const seen = new Set<string>()
  const all = () =>
    [...worlds.values()].flatMap((world) => [...world.orders.values()].map((order) => ({ world, order })))
  let calls = 0
  for (let i = 0; i < 900; i++) {
    const before = all().length
    passMoment(worlds, dice)
    const now = all()
    calls += now.length > before ? 1 : 0
    for (const { world, order } of now) seen.add(`${world.channel} ${order.no}`)
    // Somebody ships now and then, and the buyer signs.
    const [one] = now.filter(({ order }) => order.status === 'paid')
    if (i % 3 === 0 && one) {
      const long = new Date(Date.now() - 3_600_000).toISOString()
      putOrder(one.world, { channelOrderNo: one.order.no, status: 'shipped', modifiedAt: long })
    }
  }
  // As many as were sold, also when others were forgotten meanwhile.
  expect(seen.size).toBeGreaterThan(300)
  expect(seen.size).toBeGreaterThanOrEqual(calls)
  const states = all().map(({ order }) => order.status)
  expect(states.filter((state) => state === 'paid').length).toBeLessThanOrEqual(24)
  expect(states.length).toBeLessThanOrEqual(24 + 300 + 1)
  expect(new Set(states)).toEqual(new Set(['paid', 'delivered', 'cancelled']))
  expect(all().some(({ order }) => order.refunds.length > 0)).toBe(true)

  const file = path.join(folder, 'sandbox.json')
  expect(readDays(file)).toBeUndefined()
  keepDays(file, 4100, 'someone', worlds)
  const again = fresh()
  const kept = readDays(file)
  if (!kept) throw new Error('nothing was kept')
  takeUp(again, kept)
  expect([kept.port, kept.published]).toEqual([4100, 'someone'])
  for (const [channel, { orders, listings }] of worlds) {
    expect(again.get(channel)?.orders).toEqual(orders)
    expect(again.get(channel)?.listings).toEqual(listings)
  }
})
