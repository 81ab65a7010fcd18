import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import type { Credentials, Session } from '@/lib/adapters/marketplaces/connector'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { type Marketplace, marketplaces } from '@/lib/adapters/marketplaces/parsers'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'
import { sandbox } from '@/tests/support/sandbox'

/** `CONFORMANCE=full`: 2,000 orders and 10 seeds for each connector, some ten minutes of it. */
const full = process.env.CONFORMANCE === 'full'
const size = full ? 2000 : 130
const shipments = full ? 300 : 25
const seeds = Array.from({ length: full ? 10 : 1 }, (_, i) => i + 1)
const faultRate = 0.3

const cases: [name: string, channel: Marketplace, credentials: Credentials][] = [
  ...marketplaces.map((channel): [string, Marketplace, Credentials] => [channel, channel, {}]),
  ['amazon orders v0', 'amazon', { ordersApi: 'v0' }],
]

const minute = 60_000

/** Pulls as a worker does: from the cursor less the overlap, the cursor moving only over what was handed over. */
async function pull(session: Session, channel: Marketplace, from: Date, to: Date, into: Map<string, ChannelOrder>) {
  const { overlapMs } = connectors[channel].declared
  let cursor = from
  for (let faults = 0; cursor < to; ) {
    try {
      for await (const page of session.orders({ from: new Date(cursor.getTime() - overlapMs), to })) {
        expect(page.broken).toEqual([])
        for (const order of page.orders) {
          const known = into.get(order.channelOrderNo)
          if (!known || known.modifiedAt <= order.modifiedAt) into.set(order.channelOrderNo, order)
        }
        if (page.upTo && page.upTo > cursor) cursor = page.upTo
      }
    } catch (e) {
      if (!(e instanceof ChannelTrouble) || !['transient', 'retry_after'].includes(e.trouble.kind) || ++faults > 40)
        throw e
    }
  }
}

/** Both sides in the words that count: number, state, amounts, lines. Some channels number lines by themselves, so lines are told by SKU. */
function facts(order: ChannelOrder) {
  const { channelOrderNo, status, total, lines } = order
  return {
    channelOrderNo,
    status,
    total: Number(total).toFixed(2),
    lines: lines.map((l) => `${l.quantity} × ${l.sellerSku} at ${Number(l.unitPrice).toFixed(2)}`),
  }
}

function truth(world: World, order: SimOrder) {
  // Amazon says no amounts of what is pending; WooCommerce knows no delivery; Amazon no parcel that arrived by other hands.
  const silent = world.channel === 'amazon' && order.status === 'unpaid'
  return {
    channelOrderNo: order.no,
    status: order.status,
    total: silent ? '0.00' : decimal(totalOf(order)),
    lines: order.lines.map((l) => `${l.quantity} × ${l.sku} at ${decimal(l.price)}`),
  }
}

const byNo = (a: { channelOrderNo: string }, b: { channelOrderNo: string }) =>
  a.channelOrderNo < b.channelOrderNo ? -1 : 1

describe.concurrent.each(cases)('%s', (_name, channel, credentials) => {
  test.each(seeds)(
    'seed %i: nothing lost and nothing doubled though three of ten calls fail; each parcel confirmed once, limits kept, one refresh per token; T-18, T-19, T-20',
    async (seed) => {
      const simulators = await startSimulators({ seed })
      try {
        const { session, world } = sandbox(simulators, channel, credentials, {
          // A machine that is busy for minutes must not lose answers of its own.
          ...(full && { http: { allowPrivate: true, timeoutMs: 2000 } }),
        })
        const now = Date.now()
        const from = new Date(now - 180 * minute)
        const to = new Date(now - 4 * minute)
        const span = to.getTime() - from.getTime()
        // The old Orders API asks once more for each order's items.
        const count = credentials.ordersApi === 'v0' && !full ? 40 : size
        for (let i = 0; i < count; i++) {
          // Every fifth at the same moment as the one before: ties must not be passed over.
          const at = from.getTime() + 1000 + Math.floor((span * (i - (i % 5 === 4 ? 1 : 0))) / count)
          const status = i % 11 === 0 ? 'unpaid' : i % 13 === 0 ? 'cancelled' : 'paid'
          putOrder(world, {
            status,
            createdAt: new Date(at - 60_000).toISOString(),
            modifiedAt: new Date(at).toISOString(),
          })
        }
        world.faults.rate = faultRate
        const got = new Map<string, ChannelOrder>()
        await pull(session, channel, from, to, got)

        // What changes late, older than the cursor, is found by the overlap.
        const late = [...world.orders.values()].filter(
          (o, i) => i % 9 === 0 && o.modifiedAt < to.getTime() - 2 * minute,
        )
        for (const [i, order] of late.entries()) {
          const modifiedAt = new Date(to.getTime() - 90_000 + i).toISOString()
          putOrder(world, {
            channelOrderNo: order.no,
            status: order.status === 'unpaid' ? 'paid' : 'cancelled',
            modifiedAt,
          })
        }
        await pull(session, channel, to, new Date(to.getTime() + minute), got)
        const expected = [...world.orders.values()].map((o) => truth(world, o)).sort(byNo)
        expect([...got.values()].map(facts).sort(byNo)).toEqual(expected)

        const parcels = [...got.values()].filter((o) => o.status === 'paid').slice(0, Math.min(shipments, count >> 2))
        await eachOf(parcels, 6, (order, i) => shipStubbornly(session, order, i))
        for (const [i, { channelOrderNo }] of parcels.entries()) {
          const shipped = world.orders.get(channelOrderNo)
          expect(shipped?.status).toBe('shipped')
          expect(shipped?.confirmed.map((c) => c.trackingNo)).toEqual([trackingNo(i)])
        }
        const { refreshes, expiries, lost } = world.tokens
        expect(refreshes).toBeLessThanOrEqual(expiries + lost + 1)
        expect(world.calls.refused).toBe(0)
      } finally {
        await simulators.close()
      }
    },
    full ? 600_000 : 20_000,
  )
})

const trackingNo = (i: number) => `SF${String(1_000_000 + i)}`

async function shipStubbornly(session: Session, order: ChannelOrder, i: number): Promise<void> {
  for (let faults = 0; ; ) {
    try {
      await session.ship({
        channelOrderNo: order.channelOrderNo,
        carrierCode: 'sf',
        carrierName: 'SF Express',
        trackingNo: trackingNo(i),
        shippedAt: new Date(),
        parcelNo: `FF-${i + 1}`,
        lines: order.lines,
        whole: true,
      })
      return
    } catch (e) {
      const passing = e instanceof ChannelTrouble && ['transient', 'retry_after'].includes(e.trouble.kind)
      if (!passing || ++faults > 20) throw e
    }
  }
}

async function eachOf<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T, i: number) => Promise<void>,
): Promise<void> {
  const open = items.map((item, i) => [item, i] as const)
  const lane = async () => {
    for (let next = open.shift(); next; next = open.shift()) await work(...next)
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

describe.each(marketplaces)('%s without faults', (channel) => {
  let simulators: Simulators
  beforeAll(async () => {
    simulators = await startSimulators()
  })
  afterAll(() => simulators.close())

  test('the test call, one order by number, listings and their stock', async () => {
    const { session, world } = sandbox(simulators, channel)
    await session.test()
    const order = putOrder(world, { buyerNote: '请尽快发货' })
    const known = await session.order(order.no)
    expect(known && facts(known)).toEqual(truth(world, order))
    expect(channel === 'amazon' ? undefined : known?.buyerNote).toBe(channel === 'amazon' ? undefined : '请尽快发货')
    const unknown = order.no.replace(/\d(?=\D*$)/, (d) => String((Number(d) + 5) % 10))
    expect(await session.order(unknown)).toBeUndefined()
    const listings = []
    for await (const page of session.listings()) listings.push(...page)
    expect(listings.map((l) => l.sellerSku)).toEqual(world.listings.map((l) => l.sku))
    expect(listings.every((l) => l.itemId !== '' && l.state === 'on')).toBe(true)
    // What an order's line names is what the list of listings names.
    const [line] = known?.lines ?? []
    expect(listings.map((l) => [l.itemId, l.variationId, l.sellerSku])).toContainEqual([
      line?.itemId,
      line?.variationId ?? '',
      line?.sellerSku,
    ])
    const [first] = listings
    if (!first) throw new Error('no listings')
    const batch = listings.slice(0, connectors[channel].declared.stockBatch)
    const levels = batch.map((l, i) => ({ ...l, quantity: 37 + i }))
    expect(await session.stock(levels)).toEqual(levels.map(() => null))
    expect(world.listings.slice(0, levels.length).map((l) => l.quantity)).toEqual(levels.map((l) => l.quantity))
    const stranger = { ...first, itemId: '987654321', variationId: '987654', sellerSku: 'NOBODYS', quantity: 1 }
    expect(await session.stock([stranger])).toMatchObject([{ kind: 'business' }])
  })

  test.skipIf(channel === 'amazon')('variations of one item are listed by themselves and told together', async () => {
    const { session, world } = sandbox(simulators, channel)
    const own = { itemId: '6901', title: '茶具', quantity: 9, price: 5000 }
    const added = ['A', 'B'].map((sku, i) => ({ ...own, variationId: String(7901 + i * 2), sku: `VAR-${sku}` }))
    world.listings.push(...added)
    const listings = []
    for await (const page of session.listings()) listings.push(...page)
    const found = listings.filter((l) => l.itemId === '6901')
    expect(found.map((l) => [l.variationId, l.sellerSku])).toEqual(added.map((l) => [l.variationId, l.sku]))
    const batch = connectors[channel].declared.stockBatch > 1 ? [found] : found.map((l) => [l])
    const before = world.calls.total
    for (const levels of batch)
      expect(await session.stock(levels.map((l) => ({ ...l, quantity: 4 })))).toEqual(levels.map(() => null))
    expect(added.map((l) => world.listings.find((w) => w.variationId === l.variationId)?.quantity)).toEqual([4, 4])
    if (batch.length === 1) expect(world.calls.total - before).toBe(1)
    world.listings.splice(-2)
  })

  test('keys that are wrong are no passing trouble', async () => {
    const wrong = Object.fromEntries(connectors[channel].secrets.map((name) => [name, 'wrong']))
    const { session } = sandbox(simulators, channel, wrong)
    const trouble = await session.test().then(
      () => undefined,
      (e: unknown) => (e instanceof ChannelTrouble ? e.trouble.kind : String(e)),
    )
    expect(['token', 'permission']).toContain(trouble)
  })

  test('a shipped order is not confirmed a second time by another parcel', async () => {
    const { session, world } = sandbox(simulators, channel)
    const order = await session.order(putOrder(world, {}).no)
    if (!order) throw new Error('the order is there')
    const shipment = {
      channelOrderNo: order.channelOrderNo,
      carrierCode: 'sf',
      carrierName: 'SF Express',
      shippedAt: new Date(),
      parcelNo: 'FF-7',
      lines: order.lines,
      whole: true,
    }
    expect(await session.ship({ ...shipment, trackingNo: 'SF1' })).toBe('confirmed')
    const again = await session.ship({ ...shipment, parcelNo: 'FF-8', trackingNo: 'SF2' })
    expect(again).toBe(channel === 'woocommerce' ? 'confirmed' : 'already')
    expect(world.orders.get(order.channelOrderNo)?.confirmed).toHaveLength(1)
  })

  test.skipIf(!connectors[channel].declared.refunds)('refunds of a span', async () => {
    const { session, world } = sandbox(simulators, channel)
    const order = putOrder(world, { refund: { amount: '9.90', reason: '拍错', status: 'refunded' } })
    const range = { from: new Date(Date.now() - 10 * minute), to: new Date(Date.now() + minute) }
    const refunds = []
    for await (const page of session.refunds(range)) refunds.push(...page)
    expect(refunds).toMatchObject([{ channelOrderNo: order.no, status: 'refunded', amount: '9.90', reason: '拍错' }])
  })
})
