import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getFlows } from '@/lib/modules/channels/get-flows'
import { listListings } from '@/lib/modules/channels/list-listings'
import { pullListings } from '@/lib/modules/channels/pull-listings'
import { pullRefunds } from '@/lib/modules/channels/pull-refunds'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { pushStock } from '@/lib/modules/channels/push-stock'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { run } from '@/lib/platform/door/run'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

/** Stands before the simulator and changes what it answers. */
let poison: (path: string, body: string) => string = (_path, body) => body
const proxy = http.createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', async () => {
    const path = request.url ?? ''
    const headers = { 'x-shopify-access-token': String(request.headers['x-shopify-access-token'] ?? '') }
    const body = request.method === 'GET' ? undefined : Buffer.concat(parts)
    const answer = await fetch(simulators.url + path, { method: request.method ?? 'GET', headers, body: body ?? null })
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(poison(path, await answer.text()))
  })
})

let simulators: Simulators
let company: TestShop
let bound: Awaited<ReturnType<typeof connectSandbox>>
beforeAll(async () => {
  simulators = await startSimulators()
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  company = await createShopWithStock({ 'SIM-TEA-250': 40, 'SIM-CUP-WHITE': 7 })
  const baseUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/shopify`
  bound = await connectSandbox(simulators, company.owner, 'shopify', { baseUrl })
})
afterAll(async () => {
  proxy.closeAllConnections()
  proxy.close()
  await simulators.close()
})

// Of tea alone, so that what the cups are to show is known.
const lines = [{ sellerSku: 'SIM-TEA-250', quantity: 1, unitPrice: '64.00' }]

const flow = async (name: string) =>
  (await run(getFlows, company.owner, { shopId: bound.shop.id })).flows.find((one) => one.flow === name)

test('an answer that is no page of orders ends the pull with its cause, and the next one goes on; T-17', async () => {
  const { shop, world } = bound
  const sold = putOrder(world, { lines, modifiedAt: new Date(Date.now() - 60_000).toISOString() })
  const poisons = { '{"orders":"all of them"}': 'unexpected_answer', null: 'unexpected_answer' }
  for (const [body, code] of Object.entries({ ...poisons, ['['.repeat(100_000)]: 'not_json' })) {
    poison = (path, good) => (path.includes('/orders.json') ? body : good)
    expect(await pullShop(company.system, { shopId: shop.id })).toMatchObject({ seen: 0, trouble: `transient ${code}` })
  }
  poison = (_path, body) => body
  await pullShop(company.system, { shopId: shop.id })
  const { items } = await run(listOrders, company.owner, { shopCode: shop.code, limit: 5 })
  expect(items.map((o) => o.channelOrderNo)).toEqual([sold.no])
})

test('an order of five megabytes and one of the wrong shape stop none of the others of their page; T-17', async () => {
  const { shop, world } = bound
  const at = () => new Date(Date.now() - 30_000).toISOString()
  const [huge, odd, good] = [0, 1, 2].map(() => putOrder(world, { lines, modifiedAt: at(), createdAt: at() }))
  poison = (path, body) => {
    if (!path.includes('/orders.json')) return body
    const { orders } = JSON.parse(body) as { orders: Record<string, unknown>[] }
    for (const order of orders) {
      if (String(order.id) === huge?.no) order.note = 'x'.repeat(5_000_000)
      if (String(order.id) === odd?.no) order.line_items = { first: 'none' }
    }
    return JSON.stringify({ orders })
  }
  const pulled = await pullShop(company.system, { shopId: shop.id })
  expect(pulled).not.toHaveProperty('trouble')
  poison = (_path, body) => body
  const { items } = await run(listOrders, company.owner, { shopCode: shop.code, limit: 10 })
  const numbers = items.map((o) => o.channelOrderNo)
  expect(numbers).toContain(good?.no)
  expect(numbers).not.toContain(odd?.no)
  // What cannot be taken in is kept whole and can be replayed; the long note is either cut or kept so.
  const kept = (await run(listRejects, company.owner, { limit: 50 })).items.map((r) => r.channelOrderNo)
  expect(kept.length + numbers.length).toBeGreaterThanOrEqual(4)
  expect([...kept, ...numbers]).toContain(huge?.no)
})

test('refunds of another shape end their flow with its cause and not its job; stock of one listing that is not understood stops no other; T-17', async () => {
  const { owner, system } = company
  const { shop, world } = bound
  poison = (path, body) => (path.includes('fields=id%2Crefunds') ? '{"orders":[{"refunds":[{}]}]}' : body)
  expect(await pullRefunds(system, { shopId: shop.id })).toMatchObject({ trouble: 'transient unexpected_answer' })
  expect(await flow('refunds')).toMatchObject({ failures: 1, trouble: 'transient unexpected_answer' })

  poison = (_path, body) => body
  await pullListings(system, { shopId: shop.id })
  await run(setShopRule, owner, { shopId: shop.id, publish: true, overwrite: true })
  const tea = world.listings.find((l) => l.sku === 'SIM-TEA-250')
  poison = (path, body) => (path.includes(`/variants/${tea?.variationId}.json`) ? '{"variant":{}}' : body)
  expect(await pushStock(system, { shopId: shop.id })).toMatchObject({ told: 2 })
  expect(world.listings.find((l) => l.sku === 'SIM-CUP-WHITE')?.quantity).toBe(7)
  expect(await flow('stock')).toMatchObject({ failures: 0 })
  const refused = (await run(listListings, owner, { shopId: shop.id, show: 'trouble' })).items
  expect(refused).toMatchObject([{ sellerSku: 'SIM-TEA-250', trouble: 'business unexpected_answer' }])
})
