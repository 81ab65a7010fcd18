import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import type { Credentials, Session, Shipment } from '@/lib/adapters/marketplaces/connector'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { type Marketplace, marketplaces } from '@/lib/adapters/marketplaces/parsers'
import { listingsOfTaobao } from '@/lib/adapters/marketplaces/taobao/listings'
import { topAskOf } from '@/lib/adapters/marketplaces/taobao/session'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { decimal, type SimOrder, totalOf, type World } from '@/tests/simulators/world'
import { sandbox } from '@/tests/support/sandbox'

/** `CONFORMANCE=full`: 2,000 orders and 10 seeds for each connector, some minutes of it. */
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
        // Three hundred silences of two seconds are ten minutes of waiting in one seed; the quick run meets them in full length.
        if (full) world.holdMs = 100
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

        const sold = [...got.values()].filter((o) => o.status === 'paid').slice(0, Math.min(shipments, count >> 2))
        const parcels = new Map(sold.map((order, i) => [order.channelOrderNo, parcelsOf(channel, order, i)]))
        await eachOf([...parcels.values()], 6, async (own) => {
          for (const parcel of own) await shipStubbornly(session, parcel)
        })
        // Every second of them leaves in two parcels, where it has more than one thing to divide.
        expect([...parcels.values()].some((own) => own.length > 1)).toBe(true)
        for (const [no, own] of parcels) {
          const shipped = world.orders.get(no)
          expect(shipped?.status).toBe('shipped')
          expect(shipped?.confirmed.map((c) => c.trackingNo)).toEqual(own.map((p) => p.trackingNo))
          if (connectors[channel].declared.shipments.unit !== 'order')
            expect(shipped?.confirmed.map(unitsOf)).toEqual(own.map(unitsOf))
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

/** Whole, or in two parcels as small as the channel can tell them apart. */
function parcelsOf(channel: Marketplace, order: ChannelOrder, i: number): Shipment[] {
  const { unit } = connectors[channel].declared.shipments
  const all = order.lines.map(({ channelLineNo, quantity }) => ({ channelLineNo, quantity }))
  const [first, ...others] = all
  if (!first) throw new Error('an order has lines')
  const divided = unit !== 'line' && first.quantity > 1
  const one = divided ? [{ ...first, quantity: 1 }] : [first]
  const rest = divided ? [{ ...first, quantity: first.quantity - 1 }, ...others] : others
  const parts = i % 2 === 1 && rest.length > 0 ? [one, rest] : [all]
  return parts.map((lines, part) => ({
    channelOrderNo: order.channelOrderNo,
    carrierCode: 'sf',
    carrierName: 'SF Express',
    trackingNo: `SF${1_000_000 + i}-${part + 1}`,
    shippedAt: new Date(),
    parcelNo: `FF-${i + 1}-${part + 1}`,
    lines,
    whole: parts.length === 1,
    complete: part === parts.length - 1,
  }))
}

/** What lies in a parcel, on either side. */
const unitsOf = ({ lines }: { lines: readonly { no?: string; channelLineNo?: string; quantity: number }[] }) =>
  lines.map((l) => [l.no ?? l.channelLineNo, l.quantity])

async function shipStubbornly(session: Session, parcel: Shipment): Promise<void> {
  for (let faults = 0; ; ) {
    try {
      await session.ship(parcel)
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

  test.runIf(channel === 'taobao')('what is sold out or taken off the shelf is still listed, and as off', async () => {
    const { session, world } = sandbox(simulators, channel)
    const [sold, away] = world.listings
    if (!sold || !away) throw new Error('nothing is listed')
    const many = Array.from({ length: 45 }, (_, i) => ({
      ...sold,
      itemId: String(8001 + i),
      sku: `OFF-${i}`,
      off: true,
    }))
    const twins = ['A', 'B'].map((sku, i) => ({
      ...sold,
      itemId: '6911',
      variationId: String(7911 + i),
      sku,
      quantity: i,
    }))
    Object.assign(sold, { quantity: 0 })
    Object.assign(away, { off: true })
    world.listings.push(...many, ...twins)
    const listings = []
    for await (const page of session.listings()) listings.push(...page)
    expect(listings.map((l) => l.sellerSku).sort()).toEqual(world.listings.map((l) => l.sku).sort())
    const off = listings.filter((l) => l.state === 'off').map((l) => l.sellerSku)
    expect(off.sort()).toEqual([sold.sku, away.sku, ...many.map((l) => l.sku)].sort())
    // One variation that is left keeps its item on sale.
    expect(listings.filter((l) => l.itemId === '6911')).toMatchObject([
      { variationId: '7911', quantity: 0, state: 'on' },
      { variationId: '7912', quantity: 1, state: 'on' },
    ])
    world.listings.splice(-many.length - twins.length)
    Object.assign(sold, { quantity: 100 })
    delete away.off
  })

  test.runIf(channel === 'taobao')(
    'a shelf that is longer than can be seen is read by when its items were changed',
    async () => {
      const { line, world } = sandbox(simulators, channel)
      const deep = { size: 4, reach: 20 }
      world.reach = deep.reach
      const made = world.listings.length
      const first = world.listings[0]
      if (!first) throw new Error('nothing is listed')
      const day = Date.UTC(2026, 8, 1)
      const item = (i: number, more: object) => ({ ...first, itemId: String(8101 + i), sku: `LONG-${i}`, ...more })
      // Some long ago, many within one minute, a dozen in one second; on sale and in store.
      world.listings.push(
        ...Array.from({ length: 55 }, (_, i) => item(i, { modifiedAt: day + (i < 43 ? i * 1700 : 90_000) })),
        ...Array.from({ length: 30 }, (_, i) => item(100 + i, { modifiedAt: day + i * 86_400_000, off: true })),
      )
      const ask = topAskOf(line)
      let asked = 0
      const busy: typeof ask = async (method, params) => {
        const answer = await ask(method, params)
        // What is sold or changed while it is read leaves its place and is the newest.
        const moved = params.start_modified && asked++ % 3 === 0 ? world.listings[made + 20 + asked] : undefined
        if (moved) moved.modifiedAt = world.now()
        return answer
      }
      const read = async (by: typeof ask) => {
        const skus: string[] = []
        for await (const page of listingsOfTaobao(by, line.parsers, () => line.now(), deep))
          skus.push(...page.map(({ sellerSku }) => sellerSku))
        return skus
      }
      const skus = await read(busy)
      expect(asked).toBeGreaterThan(12)
      expect(skus.sort()).toEqual(world.listings.map(({ sku }) => sku).sort())
      // More in one second than can be seen: said, for what is not seen would be taken for gone.
      for (const listing of world.listings.slice(made, made + 30)) listing.modifiedAt = day
      await expect(read(ask)).rejects.toMatchObject({ trouble: { kind: 'business', code: 'list_too_long' } })
      world.listings.splice(made)
      world.reach = 20_000
    },
  )

  test.runIf(channel === 'taobao')(
    'what stays on sale is read though others leave the shelf while it is read',
    async () => {
      const { line, world } = sandbox(simulators, channel)
      const first = world.listings[0]
      if (!first) throw new Error('nothing is listed')
      const made = world.listings.length
      const day = Date.UTC(2026, 8, 1)
      world.listings.push(
        ...Array.from({ length: 12 }, (_, i) => ({
          ...first,
          ...{ itemId: String(8301 + i), sku: `STAY-${i}`, modifiedAt: day + i * 60_000 },
        })),
      )
      const ask = topAskOf(line)
      const leaving: typeof ask = async (method, params) => {
        const answer = await ask(method, params)
        // After each page of the shelf one of its items sells out, from either end.
        if (method === 'taobao.items.onsale.get') {
          const on = world.listings.slice(made).filter(({ quantity }) => quantity > 0)
          const gone = on.length % 2 === 0 ? on[0] : on.at(-1)
          if (on.length > 4 && gone) Object.assign(gone, { quantity: 0, modifiedAt: world.now() })
        }
        return answer
      }
      const seen = new Set<string>()
      for await (const page of listingsOfTaobao(leaving, line.parsers, () => line.now(), { size: 4, reach: 20_000 }))
        for (const { sellerSku } of page) seen.add(sellerSku)
      expect(world.listings.filter(({ sku }) => !seen.has(sku)).map(({ sku }) => sku)).toEqual([])
      world.listings.splice(made)
    },
  )

  test('keys that are wrong are no passing trouble', async () => {
    const wrong = Object.fromEntries(connectors[channel].secrets.map((name) => [name, 'wrong']))
    const { session } = sandbox(simulators, channel, wrong)
    const trouble = await session.test().then(
      () => undefined,
      (e: unknown) => (e instanceof ChannelTrouble ? e.trouble.kind : String(e)),
    )
    expect(['token', 'permission']).toContain(trouble)
  })

  test.skipIf(!connectors[channel].refresh)(
    'a token that is refused each time though each renewal is granted is a passing trouble: the merchant need not authorise again',
    async () => {
      // Its tokens have moved on afterwards.
      const own = await startSimulators()
      try {
        const { session, world } = sandbox(own, channel, { expiresAt: new Date(0).toISOString() })
        Object.assign(world.faults, { rate: 1, kinds: ['token_expired'] })
        await expect(session.test()).rejects.toMatchObject({ trouble: { kind: 'transient' } })
        world.faults.rate = 0
        await session.test()
      } finally {
        await own.close()
      }
    },
  )

  test('a shipped order is not confirmed a second time by another parcel', async () => {
    const { session, world } = sandbox(simulators, channel)
    const order = await session.order(putOrder(world, {}).no)
    if (!order) throw new Error('the order is there')
    const [shipment] = parcelsOf(channel, order, 0)
    if (!shipment) throw new Error('it has a parcel')
    expect(await session.ship(shipment)).toBe('confirmed')
    expect(await session.ship({ ...shipment, parcelNo: 'FF-8', trackingNo: 'SF2' })).toBe('already')
    expect(world.orders.get(order.channelOrderNo)?.confirmed).toMatchObject([{ trackingNo: shipment.trackingNo }])
  })

  test('an accepted part whose answer was lost is known when it is told again; a changed number replaces the one before', async () => {
    const { session, world } = sandbox(simulators, channel)
    const lines = ['SIM-POT-CLAY', 'SIM-SPOON'].map((sellerSku) => ({ sellerSku, quantity: 2 }))
    const order = await session.order(putOrder(world, { lines }).no)
    if (!order) throw new Error('the order is there')
    const [part, rest] = parcelsOf(channel, order, 1)
    if (!part || !rest) throw new Error('it has two parcels')
    const numbers = () => world.orders.get(order.channelOrderNo)?.confirmed.map((c) => c.trackingNo)
    // Accepted, answered, and told again by a worker that did not hear of it.
    expect(await session.ship(part)).toBe('confirmed')
    expect(['confirmed', 'already']).toContain(await session.ship(part))
    expect(numbers()).toEqual([part.trackingNo])
    // The order is complete with its last parcel only, where the channel can tell.
    const { unit, extraParcels } = connectors[channel].declared.shipments
    const atOnce = unit === 'order' && extraParcels
    expect(world.orders.get(order.channelOrderNo)?.status).toBe(atOnce ? 'shipped' : 'paid')
    const told = { carrierCode: part.carrierCode, trackingNo: part.trackingNo }
    expect(await session.ship({ ...part, trackingNo: 'SF9', carrierName: 'YTO', carrierCode: 'yto', told })).toBe(
      'confirmed',
    )
    expect(numbers()).toEqual(['SF9'])
    world.faults.next.push({ kind: 'reset_after' })
    await session.ship(rest)
    expect(['confirmed', 'already']).toContain(await session.ship(rest))
    expect(numbers()).toEqual(['SF9', rest.trackingNo])
    expect(world.orders.get(order.channelOrderNo)?.status).toBe('shipped')
  })

  test.each(['reset_after', 'truncated', 'timeout_after'] as const)(
    'each single call of a confirmation that is acted on and not answered (%s) leaves one parcel',
    async (kind) => {
      const ship = async (operation?: string) => {
        const { session, world } = sandbox(simulators, channel, {}, { http: { allowPrivate: true, timeoutMs: 150 } })
        const order = await session.order(putOrder(world, { lines: [{ quantity: 3 }, { quantity: 3 }] }).no)
        const [part] = order ? parcelsOf(channel, order, 1) : []
        if (!part) throw new Error('it has two parcels')
        const before = { ...world.calls.byOperation }
        if (operation) world.faults.next.push({ kind, operation })
        await session.ship(part)
        expect(world.faults.next).toEqual([])
        const confirmed = world.orders.get(part.channelOrderNo)?.confirmed
        expect(confirmed?.map((c) => c.trackingNo)).toEqual([part.trackingNo])
        if (connectors[channel].declared.shipments.unit !== 'order')
          expect(confirmed?.map(unitsOf)).toEqual([unitsOf(part)])
        return Object.entries(world.calls.byOperation).flatMap(([name, n]) => (n > (before[name] ?? 0) ? [name] : []))
      }
      for (const operation of await ship()) await ship(operation)
    },
  )

  test.skipIf(!connectors[channel].declared.refunds)('refunds of a span', async () => {
    const { session, world } = sandbox(simulators, channel)
    const order = putOrder(world, { refund: { amount: '9.90', reason: '拍错', status: 'refunded' } })
    const range = { from: new Date(Date.now() - 10 * minute), to: new Date(Date.now() + minute) }
    const refunds = []
    for await (const page of session.refunds(range)) refunds.push(...page)
    expect(refunds).toMatchObject([{ channelOrderNo: order.no, status: 'refunded', amount: '9.90', reason: '拍错' }])
  })
})
