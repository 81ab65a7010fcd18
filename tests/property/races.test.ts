import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { run } from '@/lib/platform/door/run'
import { type Answer, type ApiServer, type Call, clientOf, keyFor, serveApi } from '@/tests/support/api'
import { arrive, brokenInvariants, statesOf, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

let api: ApiServer
beforeAll(async () => {
  api = await serveApi()
})
afterAll(() => api.close())

const races = 200
const atOnce = 8
const seed = Date.now() % 1_000_000
const line = (no: string, sellerSku: string) => ({
  ...{ channelLineNo: no, sellerSku, title: sellerSku, quantity: 1, unitPrice: '10.00', discount: '0.00' },
})
// Two SKUs in both sequences, so that a lock taken in the order of the lines would show.
const linesOf = (i: number) => [line('1', i % 2 ? 'CUP' : 'POT'), line('2', i % 2 ? 'POT' : 'CUP')]
const later = { modifiedAt: '2026-11-11T09:00:00+08:00' }

/** 200 orders, all reserved, each with its one parcel. */
async function allocated(shop: TestShop) {
  const orders = Array.from({ length: races }, (_, i) => incoming(`R${i}`, 'CUP', 1, { lines: linesOf(i) }))
  const ids = await arrive(shop, orders)
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  while ((await run(allocateOrders, shop.system, {})).more);
  expect(await statesOf(shop)).toEqual({ awaiting_shipment: races })
  return ids.map((id, i) => ({ id, order: orders[i] }))
}

const ways = (call: Call, { id, order }: { id: string; order: unknown }, parcel: string) => ({
  ship: () => call('POST', `/fulfilments/${parcel}/ship`, { carrierCode: 'sf', trackingNo: `SF-${id}` }),
  cancel: () => call('POST', `/orders/${id}/cancel`, { reason: 'race' }),
  channel: () =>
    call('POST', '/orders/ingest', {
      shopCode: 'tmall',
      orders: [{ ...(order as object), ...later, status: 'cancelled' }],
    }),
})

test(`cancel, ship and a channel's cancel, 200 times at any timing: never both (seed ${seed})`, {
  timeout: 120_000,
}, async () => {
  const random = seeded(seed)
  const shop = await createShopWithStock({ CUP: races, POT: races })
  const call = clientOf(api.url, await keyFor(shop.owner))
  const runners = await allocated(shop)
  const ends = { shipped: 0, cancelled: 0 }
  const winners = new Set<string>()

  async function race(runner: (typeof runners)[number]): Promise<void> {
    const before = (await call('GET', `/orders/${runner.id}`)).body
    const { ship, cancel, channel } = ways(call, runner, before.fulfilments[0]?.id ?? '')
    // Each starts a moment after the one before it or at the same time; who is first differs from race to race.
    const late = async (ask: () => Promise<Answer>) => sleep(random.int(4) * 3).then(ask)
    const [shipped, cancelled, told] = await Promise.all([late(ship), late(cancel), late(channel)])

    expect(told).toMatchObject({ status: 200, body: { results: [{ outcome: 'updated' }] } })
    const end = (await call('GET', `/orders/${runner.id}`)).body
    const passed = end.events.map((e) => e.to)
    expect(passed.filter((to) => to === 'shipped' || to === 'cancelled')).toEqual([end.state])
    if (end.state === 'shipped') {
      expect(shipped).toMatchObject({ status: 200, body: { state: 'shipped' } })
      expect(cancelled).toMatchObject({
        status: 409,
        body: { code: 'already_shipped', from: 'shipped', to: 'cancelled' },
      })
      // Too late for the channel to cancel: the money is to go back, the parcel is on its way.
      expect(end).toMatchObject({ refundStatus: 'requested', fulfilments: [{ state: 'shipped' }] })
    } else {
      expect(shipped).toMatchObject({
        status: 409,
        body: { code: 'illegal_transition', from: 'cancelled', to: 'shipped' },
      })
      expect(end).toMatchObject({ state: 'cancelled', fulfilments: [{ state: 'cancelled', trackingNo: null }] })
      if (cancelled.status !== 200)
        expect(cancelled).toMatchObject({ status: 409, body: { code: 'illegal_transition', from: 'cancelled' } })
    }
    winners.add(end.state === 'shipped' ? 'ship' : cancelled.status === 200 ? 'cancel' : 'channel')
    ends[end.state as keyof typeof ends] += 1
  }

  const waiting = [...runners]
  const lane = async () => {
    for (let runner = waiting.pop(); runner; runner = waiting.pop()) await race(runner)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))

  // Each of the three has won now and then, else the timing has tested nothing.
  expect([...winners].sort()).toEqual(['cancel', 'channel', 'ship'])
  expect(await statesOf(shop)).toEqual(ends)
  const left = races - ends.shipped
  const value = `${left * 10}.00`
  expect(await stockOf(shop)).toEqual({
    CUP: { onHand: left, reserved: 0, value },
    POT: { onHand: left, reserved: 0, value },
  })
  expect(await brokenInvariants(shop)).toEqual([])
})
