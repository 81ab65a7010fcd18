import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Credentials, OrderPage } from '@/lib/adapters/marketplaces/connector'
import type { Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import type { World } from '@/tests/simulators/world'
import { sandbox } from '@/tests/support/sandbox'

let simulators: Simulators
beforeAll(async () => {
  simulators = await startSimulators()
})
afterAll(() => simulators.close())

const hour = 3_600_000
const now = Date.now()
const to = new Date(now - 5 * 60_000)

function fill(world: World, count: number, hours: number): void {
  world.orders.clear()
  const from = to.getTime() - hours * hour
  for (let i = 0; i < count; i++) {
    const modifiedAt = new Date(from + 60_000 + Math.floor(((hours * hour - 120_000) * i) / count)).toISOString()
    putOrder(world, { createdAt: modifiedAt, modifiedAt })
  }
}

const numbers = (pages: readonly OrderPage[]) => new Set(pages.flatMap((p) => p.orders.map((o) => o.channelOrderNo)))

const pasts: { channel: Marketplace; count: number; hours: number; credentials: Credentials; atLeast: number }[] = [
  // 600 orders are three pages of one question; what asks by days needs none of them to be full.
  { channel: 'shopify', count: 600, hours: 70, credentials: {}, atLeast: 3 },
  { channel: 'woocommerce', count: 130, hours: 70, credentials: {}, atLeast: 3 },
  { channel: 'amazon', count: 130, hours: 70, credentials: {}, atLeast: 3 },
  { channel: 'amazon', count: 24, hours: 20, credentials: { ordersApi: 'v0' }, atLeast: 4 },
]

test.each(pasts)(
  'a long past of $channel $credentials.ordersApi is read in steps a cursor can stand on, and what breaks off goes on there; T-18',
  async ({ channel, count, hours, credentials, atLeast }) => {
    const { session, world } = sandbox(simulators, channel, credentials)
    fill(world, count, hours)
    const all = [...world.orders.values()]
    const from = new Date(to.getTime() - hours * hour)
    const pages: OrderPage[] = []
    for await (const page of session.orders({ from, to })) pages.push(page)
    expect(numbers(pages)).toEqual(new Set(all.map((o) => o.no)))
    const steps = pages.flatMap((p, i) => (p.upTo ? [{ upTo: p.upTo, at: i }] : []))
    expect(steps.length).toBeGreaterThanOrEqual(atLeast)
    expect(steps.at(-1)?.upTo).toEqual(to)
    // A step promises that all that changed before it has been handed over.
    for (const { upTo, at } of steps) {
      const handed = numbers(pages.slice(0, at + 1))
      expect(all.filter((o) => o.modifiedAt < upTo.getTime() && !handed.has(o.no))).toEqual([])
    }
    // Half of it was read when it broke off: the next begins there, and both together are the whole.
    const half = steps[Math.floor((steps.length - 1) / 2)]
    const rest: OrderPage[] = []
    for await (const page of session.orders({ from: half?.upTo ?? from, to })) rest.push(page)
    const both = numbers([...pages.slice(0, (half?.at ?? 0) + 1), ...rest])
    expect(both.size).toBe(count)
    expect(numbers(rest).size).toBeLessThan(count)
  },
)

test('a page of Shopify in another sequence than was asked for moves no cursor', async () => {
  const { session, world } = sandbox(simulators, 'shopify')
  fill(world, 300, 20)
  world.faults.next.push({ operation: 'GET orders.json', kind: 'shuffled_page' })
  const pages: OrderPage[] = []
  for await (const page of session.orders({ from: new Date(to.getTime() - 20 * hour), to })) pages.push(page)
  expect(pages[0]?.upTo).toBeUndefined()
  expect(pages.filter((p) => p.upTo)).toHaveLength(2)
})

test('what leaves a day of WooCommerce while it is read takes no other order along', async () => {
  const { session, world } = sandbox(simulators, 'woocommerce')
  fill(world, 240, 47)
  const all = [...world.orders.keys()]
  const [first = ''] = all
  const got = new Set<string>()
  for await (const page of session.orders({ from: new Date(to.getTime() - 47 * hour), to })) {
    for (const order of page.orders) got.add(order.channelOrderNo)
    // Changed now: it leaves the day that is being read, and everything behind it moves one place to the front.
    putOrder(world, { channelOrderNo: first, status: 'cancelled' })
  }
  expect(got).toEqual(new Set(all))
})

test('of a thousand changed orders of WooCommerce only those with refunds are asked for them, and every page is heard of', async () => {
  const { session, world } = sandbox(simulators, 'woocommerce')
  fill(world, 220, 20)
  const [one] = world.orders.keys()
  putOrder(world, { channelOrderNo: one, refund: { amount: '9.90', reason: '拍错', status: 'refunded' } })
  const before = { ...world.calls.byOperation }
  const pages = []
  for await (const page of session.refunds({ from: new Date(to.getTime() - 21 * hour), to })) pages.push(page)
  expect(pages.map((p) => p.length).sort()).toEqual([0, 0, 1])
  const asked = (operation: string) => (world.calls.byOperation[operation] ?? 0) - (before[operation] ?? 0)
  expect([asked('GET orders'), asked('GET orders/{id}/refunds')]).toEqual([3, 1])
})
