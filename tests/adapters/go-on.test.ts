import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OrderPage } from '@/lib/adapters/marketplaces/connector'
import { type Limiter, RateLimiter, realClock } from '@/lib/adapters/marketplaces/rate-limit'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { pace, sandbox } from '@/tests/support/sandbox'

let simulators: Simulators
beforeAll(async () => {
  simulators = await startSimulators()
})
afterAll(() => simulators.close())

/** Every so many calls of one kind the limit is met. */
function meagre(operation: string, each: number): Limiter {
  const inner = new RateLimiter(realClock, pace)
  let left = each
  return {
    take: async (name, rate, patienceMs) => {
      if (name === operation && left-- <= 0) {
        left = each
        return 3_600_000
      }
      return inner.take(name, rate, patienceMs)
    },
    answered: (name) => inner.answered(name),
    learn: () => undefined,
    empty: (name) => inner.empty(name),
  }
}

test.each([
  ['2026-01-01', 'searchOrders', 1, 'searchOrders', 3],
  ['v0', 'getOrders', 1, 'getOrders', 3],
  ['v0', 'getOrderItems', 37, 'getOrderItems', 230],
] as const)(
  'Amazon orders %s: a pull that meets the limit of %s after every %i goes on at the page where it was, so %s is asked %i times for 230 orders',
  async (ordersApi, limited, each, counted, times) => {
    const world = simulators.worlds.get('amazon')
    world?.orders.clear()
    const to = new Date(Date.now() - 10 * 60_000)
    const from = new Date(to.getTime() - 3_600_000)
    for (let i = 0; i < 230; i++) {
      const modifiedAt = new Date(from.getTime() + 1000 + i * 10_000).toISOString()
      if (world) putOrder(world, { modifiedAt, createdAt: modifiedAt })
    }
    const { session } = sandbox(simulators, 'amazon', { ordersApi }, { limiter: meagre(limited, each) })
    await session.test()
    const before = world?.calls.byOperation[counted] ?? 0
    const got: string[] = []
    let rest: Parameters<typeof session.orders>[0] = { from, to }
    let refused = 0
    for (let last: OrderPage | undefined; !last?.upTo; )
      try {
        for await (const page of session.orders(rest)) {
          got.push(...page.orders.map((order) => order.channelOrderNo))
          if (page.after) rest = { ...rest, after: page.after }
          last = page
        }
      } catch (e) {
        expect(e).toMatchObject({ trouble: { kind: 'retry_after', code: 'own_limit', retryAfterMs: 3_600_000 } })
        refused += 1
        expect(refused).toBeLessThan(20)
      }
    expect(got).toHaveLength(230)
    expect(new Set(got)).toEqual(new Set(world?.orders.keys()))
    expect((world?.calls.byOperation[counted] ?? 0) - before).toBe(times)
    expect(refused).toBeGreaterThanOrEqual(2)
  },
)
