import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { getCompany } from '@/lib/modules/settings/get-company'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { systemActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { type ApiServer, type Call, clientOf, keyFor, serveApi } from '@/tests/support/api'
import { brokenInvariants, statesOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

/** `CONTENTION_ROUNDS=100` for the long run. */
const rounds = Number(process.env.CONTENTION_ROUNDS ?? 3)
const clients = 50

let api: ApiServer
beforeAll(async () => {
  api = await serveApi()
})
afterAll(() => api.close())

/** Fifty programs with ten keys: the limit per key is not what this is about. */
async function programs(shop: TestShop): Promise<Call[]> {
  const keys = await Promise.all(Array.from({ length: 10 }, () => keyFor(shop.owner)))
  return Array.from({ length: clients }, (_, i) => clientOf(api.url, keys[i % keys.length] ?? ''))
}

/** Several drains beside the clients, as several workers would run them; a rejected one fails the test. */
async function drainsWhile(shop: TestShop, work: Promise<unknown>): Promise<void> {
  let busy = true
  const drain = async () => {
    const system = await systemActor(shop.tenantId)
    while (busy) await run(allocateOrders, system, {})
    while ((await run(allocateOrders, system, {})).more);
    await run(allocateOrders, system, {})
  }
  await Promise.all([work.finally(() => (busy = false)), drain(), drain(), drain()])
}

test(`50 clients on 100 units, ${rounds} rounds: exactly 100 of 150 orders get one, each time`, {
  timeout: rounds * 60_000,
}, async () => {
  for (let round = 0; round < rounds; round++) {
    const shop = await createShopWithStock({ HOT: 100 })
    const calls = await programs(shop)
    const buy = calls.map(async (call, c) => {
      for (let n = 0; n < 3; n++) {
        const order = incoming(`${round}-${c}-${n}`, 'HOT')
        const taken = await call('POST', '/orders/ingest', { shopCode: 'tmall', orders: [order] })
        expect(taken.status).toBe(200)
        const id = taken.body.results[0]?.orderId
        expect((await call('POST', `/orders/${id}/review`, { decision: 'approve' })).status).toBe(200)
      }
    })
    await drainsWhile(shop, Promise.all(buy))
    expect(await statesOf(shop)).toEqual({ awaiting_shipment: 100, awaiting_purchase: 50 })
    const stock = await calls[0]?.('GET', '/stock?skuCode=HOT')
    expect(stock?.body.items).toMatchObject([{ onHand: 100, reserved: 100, available: 0 }])
    expect(await brokenInvariants(shop)).toEqual([])
  }
})

test('mixed orders over two warehouses, split and in part, cancelled, sent elsewhere and restocked at once: no user sees a deadlock', {
  timeout: 120_000,
}, async () => {
  const random = seeded(50)
  const codes = ['A', 'B', 'C', 'D', 'E']
  const shop = await createShopWithStock(Object.fromEntries(codes.map((code) => [code, 40])))
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const { version } = await run(getCompany, shop.owner, {})
  await run(updateCompany, shop.owner, { splitOrders: 'when_short', partialShipping: true, version })
  const calls = await programs(shop)
  const statuses: string[] = []
  const client = async (call: Call, c: number) => {
    const say = async (path: string, body: unknown) => {
      const answer = await call('POST', path, body)
      statuses.push(answer.status < 300 ? 'ok' : `${answer.status} ${answer.body.code}`)
      return answer
    }
    for (let n = 0; n < 3; n++) {
      const picked = codes.filter(() => random.int(2) === 1)
      const lines = (picked.length > 0 ? picked : codes).map((sellerSku, i) => ({
        channelLineNo: String(i + 1),
        sellerSku,
        title: sellerSku,
        quantity: 1 + random.int(3),
        unitPrice: '20.00',
        discount: '0.00',
      }))
      if (random.int(2)) lines.reverse()
      const total = (20 * lines.reduce((sum, l) => sum + l.quantity, 0)).toFixed(2)
      const order = incoming(`${c}-${n}`, 'A', 1, { lines, total, paid: total })
      const { body } = await say('/orders/ingest', { shopCode: 'tmall', orders: [order] })
      // Said above, and judged below; there is nothing to go on with.
      if (!body.results) continue
      const path = `/orders/${body.results[0]?.orderId}`
      await say(`${path}/review`, { decision: 'approve' })
      const what = random.int(4)
      if (what === 0) await say(`${path}/cancel`, { reason: 'regret' })
      if (what === 1) await say(`${path}/reroute`, { warehouseCode: random.pick(['HZ', 'GZ']), reason: 'test' })
      if (what === 2) {
        const goods = codes.map((skuCode) => ({ skuCode, quantity: 1 + random.int(2), unitCost: '9.00' }))
        if (random.int(2)) goods.reverse()
        await say('/stock/adjustments', { warehouseCode: random.pick(['HZ', 'GZ']), reason: 'receipt', lines: goods })
      }
    }
  }
  await drainsWhile(shop, Promise.all(calls.map(client)))
  // What a person can understand: it is not there, it is there already. Nothing of locks, nothing of servers.
  const known = ['ok', '409 insufficient_stock', '422 invalid']
  expect(statuses.filter((status) => !known.includes(status))).toEqual([])
  expect(statuses.filter((status) => status === 'ok').length).toBeGreaterThan(300)
  expect(await brokenInvariants(shop)).toEqual([])
})
