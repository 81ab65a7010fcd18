import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { run } from '@/lib/platform/door/run'
import { health } from '@/lib/platform/entrance/health'
import { withClient } from '@/scripts/lib/roles'
import { type ApiServer, clientOf, keyFor, serveApi } from '@/tests/support/api'
import { arrive, brokenInvariants, statesOf, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { until } from '@/tests/support/until'
import { startWorker, type WorkerProcess } from '@/tests/support/worker-process'

const db = await setupWorkerDatabase()

describe('with a worker beside', () => {
  let api: ApiServer
  let worker: WorkerProcess
  beforeAll(async () => {
    api = await serveApi()
    worker = startWorker()
    expect(await until(health, ({ status }) => status === 'ok', 30_000)).toMatchObject({ status: 'ok' })
  })
  afterAll(async () => {
    await worker.kill('SIGTERM')
    await api.close()
  })

  test('S4.47 of 200 orders approved at once for the last 50 units exactly 50 get one', {
    timeout: 60_000,
  }, async () => {
    const shop = await createShopWithStock({ HOT: 50 })
    const ids = await arrive(
      shop,
      Array.from({ length: 200 }, (_, i) => incoming(`H${i}`, 'HOT')),
    )
    const call = clientOf(api.url, await keyFor(shop.owner))
    const answers = await Promise.all(ids.map((id) => call('POST', `/orders/${id}/review`, { decision: 'approve' })))
    expect(answers.filter(({ status }) => status !== 200)).toEqual([])
    const decided = await until(
      () => statesOf(shop),
      (states) => !states.approved,
      20_000,
    )
    expect(decided, worker.output()).toEqual({ awaiting_shipment: 50, awaiting_purchase: 150 })
    const { body } = await call('GET', '/stock?skuCode=HOT')
    expect(body.items).toMatchObject([{ onHand: 50, reserved: 50, available: 0 }])
    expect(await brokenInvariants(shop)).toEqual([])

    // Ten of the happy ones are cancelled while ten units arrive: twenty that waited go on, nobody else.
    const { items } = (await call('GET', '/orders?state=awaiting_shipment&limit=10')).body
    const cancels = items.map(({ id }) => call('POST', `/orders/${id}/cancel`, { reason: 'changed my mind' }))
    const lines = [{ skuCode: 'HOT', quantity: 10, unitCost: '9.00' }]
    const goods = call('POST', '/stock/adjustments', { warehouseCode: 'HZ', reason: 'receipt', lines })
    expect((await Promise.all([...cancels, goods])).filter(({ status }) => status > 201)).toEqual([])
    const after = await until(
      () => statesOf(shop),
      (states) => states.awaiting_purchase === 130,
      20_000,
    )
    expect(after, worker.output()).toEqual({ awaiting_shipment: 60, awaiting_purchase: 130, cancelled: 10 })
    expect(await stockOf(shop)).toMatchObject({ HOT: { onHand: 60, reserved: 60 } })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

describe('several drains at once, orders of many SKUs', () => {
  const codes = ['A', 'B', 'C', 'D', 'E', 'F']

  test('reserve nothing twice and keep nobody waiting for each other', { timeout: 60_000 }, async () => {
    const random = seeded(20261122)
    const shop = await createShopWithStock(Object.fromEntries(codes.map((code) => [code, 60])))
    const order = (no: string) => {
      const lines = [...codes]
        .sort(() => random.int(3) - 1)
        .slice(0, 1 + random.int(4))
        .map((sellerSku, i) => ({
          channelLineNo: String(i + 1),
          sellerSku,
          title: sellerSku,
          quantity: 1 + random.int(3),
          unitPrice: '20.00',
          discount: '0.00',
        }))
      const total = (20 * lines.reduce((n, l) => n + l.quantity, 0)).toFixed(2)
      return incoming(no, 'A', 1, { lines, total, paid: total })
    }
    const before = await deadlocks()
    const owner = shop.owner
    for (let round = 0; round < 6; round++) {
      const ids = await arrive(
        shop,
        Array.from({ length: 40 }, (_, i) => order(`R${round}-${i}`)),
      )
      const approve = async (part: string[]) => {
        for (const orderId of part) await run(reviewOrder, owner, { orderId, decision: 'approve' })
      }
      const drain = async () => {
        for (let turn = 0; turn < 6; turn++) await run(allocateOrders, shop.system, {})
      }
      const receive = async () => {
        for (const code of [...codes].reverse()) {
          const lines = [...codes].reverse().map((skuCode) => ({ skuCode, quantity: skuCode === code ? 4 : 1 }))
          await run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'receipt', lines })
        }
      }
      const regret = async (part: string[]) => {
        for (const orderId of part) await run(cancelOrder, owner, { orderId, reason: 'regret' })
      }
      // Those that will be cancelled are being allocated at the same moment.
      await approve(ids.slice(20))
      // Whatever runs at once: an error of any of them fails the test, a deadlock retried by the door counts below.
      await Promise.all([
        drain(),
        drain(),
        drain(),
        drain(),
        receive(),
        approve(ids.slice(0, 20)),
        regret(ids.slice(20)),
      ])
      expect(await brokenInvariants(shop)).toEqual([])
    }
    for (let more = true; more; ) more = (await run(allocateOrders, shop.system, {})).more
    const { approved, awaiting_shipment: held = 0, cancelled } = await statesOf(shop)
    expect({ approved, cancelled }).toEqual({ approved: undefined, cancelled: 120 })
    expect(held).toBeGreaterThan(60)
    for (const { onHand, reserved } of Object.values(await stockOf(shop))) {
      expect(onHand).toBe(60 + 6 * 9)
      expect(reserved).toBeLessThanOrEqual(onHand)
    }
    expect(await deadlocks()).toBe(before)
  })
})

/** Deadlocks the server has broken up in this file's database so far. */
async function deadlocks(): Promise<number> {
  return withClient(db.superuserUrl.replace('/postgres?', `/${db.name}?`), async (client) => {
    const { rows } = await client.query<{ deadlocks: string }>(
      'select deadlocks::text as deadlocks from pg_stat_database where datname = current_database()',
    )
    return Number(rows[0]?.deadlocks)
  })
}
