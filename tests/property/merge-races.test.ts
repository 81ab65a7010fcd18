import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { isRefusal } from '@/lib/kernel/refusal'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import type { OrderView } from '@/lib/modules/orders/schema'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unmergeFulfilment } from '@/lib/modules/orders/unmerge-fulfilment'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { seeded } from '@/tests/support/random'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const pairs = 24
const atOnce = 5
const seed = Date.now() % 1_000_000

/** Each pair of one buyer of its own: two cups and one pot, and one cup. */
async function pairsOf(shop: TestShop): Promise<[OrderView, OrderView][]> {
  const { address } = ordered('x', {})
  const to = (i: number) => ({ buyer: { nick: `b${i}` }, address: { ...address, line1: `文三路 ${i} 号` } })
  const all = await ready(
    shop,
    Array.from({ length: pairs }, (_, i) => [
      ordered(`A${i}`, { CUP: 2, POT: 1 }, to(i)),
      ordered(`B${i}`, { CUP: 1 }, to(i)),
    ]).flat(),
  )
  return Array.from({ length: pairs }, (_, i) => [all[2 * i], all[2 * i + 1]] as [OrderView, OrderView])
}

/** What was refused says why; anything else, a deadlock above all, fails the test. */
const told = (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (e: unknown) => (isRefusal(e) && e.code !== 'unavailable' ? e.code : Promise.reject(e)),
  )

async function race<T>(things: readonly T[], one: (thing: T) => Promise<void>) {
  const waiting = [...things]
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) await one(next)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

/** Nothing is lost, nothing is sent twice: what left the shelf is what the shipped orders say. */
async function settle(shop: TestShop, all: readonly [OrderView, OrderView][], ends: Set<string>) {
  let [cups, pots] = [0, 0]
  for (const [a, b] of all) {
    const [one, two] = [await viewOf(shop, a.id), await viewOf(shop, b.id)]
    for (const order of [one, two]) {
      const sent = order.fulfilments.filter((f) => f.state === 'shipped')
      expect(order.state === 'cancelled' && sent.length > 0).toBe(false)
      for (const line of sent.flatMap((f) => f.lines)) {
        if (line.skuCode === 'CUP') cups += line.quantity
        else pots += line.quantity
      }
    }
    ends.add(`${one.state} ${two.state}`)
  }
  expect(await stockOf(shop)).toMatchObject({
    CUP: { onHand: 3 * pairs - cups, value: `${(3 * pairs - cups) * 10}.00` },
    POT: { onHand: pairs - pots, value: `${(pairs - pots) * 10}.00` },
  })
  expect(await brokenInvariants(shop)).toEqual([])
}

test(`merge, split, ship and cancel at any timing (seed ${seed})`, { timeout: 120_000 }, async () => {
  const random = seeded(seed)
  const shop = await createShopWithStock({ CUP: 3 * pairs, POT: pairs })
  const all = await pairsOf(shop)
  const answers = new Set<string>()
  await race(all, async ([a, b]) => {
    const [pa, pb] = [openParcels(a)[0]?.id, openParcels(b)[0]?.id]
    const late = async (name: string, work: () => Promise<unknown>) => {
      await sleep(random.int(4) * 3)
      answers.add(`${name} ${await told(work())}`)
    }
    const lines = [{ orderLineId: a.lines[0]?.id, quantity: 1 }]
    await Promise.all([
      late('merge', () => run(mergeOrders, shop.owner, { fulfilmentIds: [pa, pb] })),
      late('split', () => run(splitOrder, shop.owner, { orderId: a.id, fulfilmentId: pa, parcels: [{ lines }] })),
      late('ship', () => ship(shop, pa, `SF-${a.number}`)),
      late('cancel', () => run(cancelOrder, shop.owner, { orderId: b.id, reason: 'race' })),
    ])
  })
  // Each has won now and then, else the timing has tested nothing.
  for (const name of ['merge', 'split', 'ship', 'cancel']) expect([...answers]).toContain(`${name} ok`)
  await settle(shop, all, new Set())
})

test(`a shared parcel is shipped, taken apart and left by one of its orders at any timing (seed ${seed})`, {
  timeout: 120_000,
}, async () => {
  const random = seeded(seed + 1)
  const shop = await createShopWithStock({ CUP: 3 * pairs, POT: pairs })
  const all = await pairsOf(shop)
  await race(all, async ([a, b]) => {
    const fulfilmentIds = [a, b].map((o) => openParcels(o)[0]?.id)
    const { id } = await run(mergeOrders, shop.owner, { fulfilmentIds })
    const late = async (work: () => Promise<unknown>) => sleep(random.int(4) * 3).then(() => told(work()))
    const [shipped, , ...cancelled] = await Promise.all([
      late(() => ship(shop, id, `SF-${a.number}`)),
      late(() => run(unmergeFulfilment, shop.owner, { fulfilmentId: id })),
      late(() => run(cancelOrder, shop.owner, { orderId: a.id, reason: 'race' })),
      late(() => run(cancelOrder, shop.owner, { orderId: b.id, reason: 'race' })),
    ])
    // Both left with the parcel, or neither did.
    const states = [(await viewOf(shop, a.id)).state, (await viewOf(shop, b.id)).state]
    expect(states.map((s) => s === 'shipped')).toEqual([shipped === 'ok', shipped === 'ok'])
    if (shipped !== 'ok') expect(cancelled).toEqual(['ok', 'ok'])
  })
  const ends = new Set<string>()
  await settle(shop, all, ends)
  expect([...ends].sort()).toEqual(['cancelled cancelled', 'shipped shipped'])
})
