import { describe, expect, it } from 'vitest'
import { type PlanRules, planOrder } from '@/lib/modules/orders/internal/plan-order'
import { GeneralStock, type Place, type StockPicture, type Want } from '@/lib/modules/orders/internal/stock-picture'
import { seeded } from '@/tests/support/random'

const codes = new Map([
  ['CUP', 'CUP'],
  ['POT', 'POT'],
])
const place = (code: string, over: Partial<Place> = {}): Place => ({
  id: code,
  code,
  priority: 100,
  regions: [],
  ...over,
})
const want = (skuId: string, quantity: number, orderLineId = skuId): Want => ({ orderLineId, skuId, quantity })
const picture = (stock: Record<string, Record<string, number>>, since: Record<string, Record<string, number>> = {}) => {
  const maps = (of: Record<string, Record<string, number>>) =>
    new Map(Object.entries(of).map(([sku, places]) => [sku, new Map(Object.entries(places))]))
  return new GeneralStock(maps(stock), maps(since))
}

function plan(
  lines: Want[],
  places: Place[],
  stock: StockPicture,
  rules: Partial<PlanRules> & { province?: string } = {},
) {
  const { province = '浙江省', ...rest } = rules
  const choice = planOrder({ lines, province }, places, stock, codes, { split: false, partial: false, ...rest })
  return {
    sent: choice.parcels.map((p) => [p.place.code, ...p.lines.map((l) => `${l.quantity} ${l.skuId}`)].join(' ')),
    reasons: Object.fromEntries(choice.allocation.candidates.map((c) => [c.warehouseCode, c.reason])),
    rest: choice.rest.map((l) => `${l.quantity} ${l.skuId}`),
    short: choice.allocation.short,
    candidates: choice.allocation.candidates,
  }
}

describe('one warehouse for the whole order', () => {
  it('keeps the promise before it looks at the way, and the freight after the priority; what is unknown is last of all', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 11, hour))
    const cny = (minor: bigint) => () => ({ minor, currency: 'CNY' })
    const near = place('near', { regions: [{ province: '浙江', rank: 1 }], leavesAt: () => at(20) })
    const first = place('first', { priority: 1, leavesAt: () => at(8), freightTo: cny(900n) })
    const cheap = place('cheap', { leavesAt: () => at(9), freightTo: cny(450n) })
    const dear = place('dear', { freightTo: cny(500n) })
    const untold = place('untold')
    const stock = () => picture({ CUP: { near: 1, first: 1, cheap: 1, dear: 1, untold: 1 } })
    const to = (places: Place[], promisedShipAt: Date | null) =>
      planOrder({ lines: [want('CUP', 1)], province: '浙江省', promisedShipAt }, places, stock(), codes, {
        split: false,
        partial: false,
      }).allocation.candidates
    const all = [near, first, cheap, dear, untold]
    expect(to(all, at(12)).map((c) => [c.warehouseCode, c.reason])).toEqual([
      ['first', 'chosen'],
      ['cheap', 'covers_lower_priority'],
      ['dear', 'covers_lower_priority'],
      ['untold', 'covers_lower_priority'],
      ['near', 'too_late'],
    ])
    expect(to(all, null)[0]).toMatchObject({ warehouseCode: 'near', late: false, leavesAt: at(20).toISOString() })
    const equal = to([untold, dear, cheap], at(12))
    expect(equal.map((c) => c.reason)).toEqual(['chosen', 'dearer', 'dearer'])
    expect(equal[0]?.freight).toEqual({ amount: '4.50', currency: 'CNY' })
  })

  it('prefers the nearest, then the priority, then the older stock, then the code, and says which of them decided', () => {
    const stock = () =>
      picture(
        { CUP: { near: 1, high: 1, low: 1, old: 1, zz: 1, none: 0 } },
        { CUP: { near: 9, high: 9, low: 9, old: 5, zz: 9 } },
      )
    const near = place('near', { priority: 500, regions: [{ province: '浙江', rank: 1 }] })
    const places = [place('high', { priority: 10 }), place('low', { priority: 20 }), place('old', { priority: 10 })]
    const others = [...places, place('zz', { priority: 10 }), place('none', { priority: 1 })]
    expect(plan([want('CUP', 1)], [...others, near], stock())).toMatchObject({
      sent: ['near 1 CUP'],
      reasons: { near: 'chosen', high: 'farther', low: 'farther', old: 'farther', none: 'short' },
    })
    expect(plan([want('CUP', 1)], others, stock())).toMatchObject({
      sent: ['old 1 CUP'],
      reasons: { old: 'chosen', high: 'newer_stock', zz: 'newer_stock', low: 'covers_lower_priority', none: 'short' },
    })
    const equal = [place('b'), place('a')]
    expect(plan([want('CUP', 1)], equal, picture({ CUP: { a: 1, b: 1 } }))).toMatchObject({
      sent: ['a 1 CUP'],
      reasons: { a: 'chosen', b: 'later_code' },
    })
  })

  it('sums a SKU over all lines before it asks who has enough', () => {
    const lines = [want('CUP', 2, 'line 1'), want('CUP', 2, 'line 2')]
    const short = plan(lines, [place('A')], picture({ CUP: { A: 3 } }))
    expect(short).toMatchObject({ sent: [], short: [{ skuCode: 'CUP', missing: 1 }] })
    expect(short.candidates).toMatchObject([{ score: 75, reason: 'short' }])
    expect(plan(lines, [place('A')], picture({ CUP: { A: 4 } })).sent).toEqual(['A 2 CUP 2 CUP'])
  })

  it('takes what it promises: the next order sees what is left', () => {
    const stock = picture({ CUP: { A: 1 } })
    expect(plan([want('CUP', 1)], [place('A')], stock).sent).toEqual(['A 1 CUP'])
    expect(plan([want('CUP', 1)], [place('A')], stock).sent).toEqual([])
  })
})

describe('several warehouses', () => {
  const lines = [want('CUP', 3), want('POT', 1)]
  const places = [place('A'), place('B'), place('C')]

  it('never splits unasked', () => {
    const stock = picture({ CUP: { A: 3 }, POT: { B: 1 } })
    expect(plan(lines, places, stock)).toMatchObject({ sent: [], rest: ['3 CUP', '1 POT'] })
  })

  it('splits into the fewest parcels, and never an order that one warehouse has whole', () => {
    const three = { CUP: { A: 1, B: 2, C: 3 }, POT: { A: 1 } }
    expect(plan(lines, places, picture(three), { split: true })).toMatchObject({
      sent: ['A 1 CUP 1 POT', 'B 2 CUP'],
      reasons: { 'A+B': 'chosen', 'A+C': 'later_code', A: 'short', C: 'short' },
    })
    const whole = { CUP: { A: 3, B: 3 }, POT: { B: 1, A: 0 } }
    expect(plan(lines, places, picture(whole), { split: true }).sent).toEqual(['B 3 CUP 1 POT'])
  })

  it('tears a line only when no warehouse has the whole of it', () => {
    const stock = picture({ CUP: { A: 2, B: 2 }, POT: { B: 1 } })
    expect(plan(lines, places, stock, { split: true }).sent).toEqual(['A 2 CUP', 'B 1 CUP 1 POT'])
  })

  it('sends in part whole lines only, and says what is still missing', () => {
    const stock = { CUP: { A: 2 }, POT: { A: 1, B: 1 } }
    expect(plan(lines, places, picture(stock), { partial: true })).toMatchObject({
      sent: ['A 1 POT'],
      rest: ['3 CUP'],
      reasons: { A: 'part' },
      short: [{ skuCode: 'CUP', missing: 1 }],
    })
  })

  it('gives a bundle all of its components from one place, or none in part', () => {
    const bundle = [want('CUP', 2, 'set'), want('POT', 1, 'set'), want('CUP', 1, 'alone')]
    expect(plan(bundle, places, picture({ CUP: { A: 2 }, POT: { B: 1 } }), { partial: true }).sent).toEqual(['A 1 CUP'])
    expect(plan(bundle, places, picture({ CUP: { A: 2 }, POT: { A: 1 } }), { partial: true }).sent).toEqual([
      'A 2 CUP 1 POT',
    ])
  })

  it('never sends what is not there, sends all or whole lines, and is as small as any set that covers: 3,000 random pictures', () => {
    const random = seeded(7)
    for (let n = 0; n < 3000; n++) {
      const many = Array.from({ length: 1 + random.int(5) }, (_, i) => place(`W${i}`, { priority: random.int(3) }))
      const skus = ['CUP', 'POT']
      const held = Object.fromEntries(
        skus.map((s) => [s, Object.fromEntries(many.map((p) => [p.code, random.int(4)]))]),
      )
      const wants = Array.from({ length: 1 + random.int(3) }, (_, i) =>
        want(random.pick(skus), 1 + random.int(4), `L${i}`),
      )
      const rules = { split: random.int(2) === 1, partial: random.int(2) === 1 }
      const choice = planOrder({ lines: wants, province: '' }, many, picture(held), codes, rules)
      const used: Record<string, number> = {}
      for (const { place: from, lines: sent } of choice.parcels) {
        expect(sent.length).toBeGreaterThan(0)
        for (const l of sent) used[`${l.skuId} ${from.code}`] = (used[`${l.skuId} ${from.code}`] ?? 0) + l.quantity
      }
      for (const [key, quantity] of Object.entries(used)) {
        const [sku = '', code = ''] = key.split(' ')
        expect(quantity).toBeLessThanOrEqual(held[sku]?.[code] ?? 0)
      }
      const sentOf = (id: string) =>
        choice.parcels.flatMap((p) => p.lines.filter((l) => l.orderLineId === id)).reduce((a, l) => a + l.quantity, 0)
      for (const w of wants)
        expect(sentOf(w.orderLineId)).toBe(choice.rest.some((r) => r.orderLineId === w.orderLineId) ? 0 : w.quantity)
      const smallest = smallestCover(many, wants, held)
      if (smallest === 1 || (rules.split && smallest)) {
        expect(choice.rest).toEqual([])
        expect(choice.parcels).toHaveLength(smallest)
      } else if (!rules.partial) expect(choice.parcels).toEqual([])
    }
  })
})

/** By brute force over all sets, independently of the planner. */
function smallestCover(
  places: Place[],
  wants: Want[],
  held: Record<string, Record<string, number>>,
): number | undefined {
  let best: number | undefined
  for (let mask = 1; mask < 2 ** places.length; mask++) {
    const set = places.filter((_, i) => mask & (1 << i))
    const covers = Object.keys(held).every(
      (sku) =>
        wants.filter((w) => w.skuId === sku).reduce((n, w) => n + w.quantity, 0) <=
        set.reduce((n, p) => n + (held[sku]?.[p.code] ?? 0), 0),
    )
    if (covers && (best === undefined || set.length < best)) best = set.length
  }
  return best
}
