import fc from 'fast-check'
import { places, skus } from '@/tests/property/model/clerk'

const decisions = ['approved', 'awaiting_contact', 'invalid', 'pending_review', 'cancelled', 'delivered'] as const
/** Onto the shelf, off it, and to where defective goods lie and back. */
export const ways = {
  putAway: ['DEFAULT', 'A-1'],
  takeDown: ['A-1', 'DEFAULT'],
  spoil: ['DEFAULT', 'X-1'],
  spoilShelf: ['A-1', 'X-1'],
  mend: ['X-1', 'DEFAULT'],
} as const
const wayNames = ['putAway', 'putAway', 'takeDown', 'spoil', 'spoilShelf', 'mend'] as const

const one = <T extends string>(value: T) => fc.constant(value)
const no = fc.nat(6)
const at = fc.nat(3)
const sku = fc.constantFrom(...skus)
const few = fc.integer({ min: 1, max: 3 })
const some = fc.integer({ min: 1, max: 7 })
const many = fc.integer({ min: 1, max: 6 })

const hear = fc.record({
  kind: one('hear'),
  no,
  status: fc.constantFrom('unpaid', 'paid', 'paid', 'paid', 'paid', 'paid', 'shipped', 'delivered', 'cancelled'),
  units: fc.record({ CUP: fc.nat(3), POT: fc.nat(2), PIN: fc.constant(0) }),
  street: fc.constantFrom('文三路 1 号', '文三路 1 号', '文三路 1 号', '龙井路 9 号'),
  minute: fc.nat(40),
})
const decide = fc.record({
  ...{ kind: one('decide'), no },
  to: fc.constantFrom('approved', 'approved', 'approved', ...decisions),
})
const hold = fc.record({ kind: one('hold'), no })
const release = fc.record({
  ...{ kind: one('release'), no },
  code: fc.constantFrom('manual', 'address_changed', 'refund_requested'),
})
const allocate = fc.record({ kind: one('allocate') })
const split = fc.record({
  ...{ kind: one('split'), no, at, sku: fc.constantFrom('CUP', 'POT') },
  quantity: fc.integer({ min: 1, max: 2 }),
})
const unsplit = fc.record({ kind: one('unsplit'), no })
const merge = fc.record({ kind: one('merge'), no, other: no })
const unmerge = fc.record({ kind: one('unmerge'), no })
const give = fc.record({ kind: one('give'), no, n: fc.integer({ min: 1, max: 2 }) })
const takeBack = fc.record({ kind: one('takeBack'), no })
const ship = fc.record({ kind: one('ship'), no, at })
const shipAndBack = fc.record({ kind: one('shipAndBack'), no, at })
const unship = fc.record({ kind: one('unship'), no, at })
const track = fc.record({ kind: one('track'), no, at })
const goodsBack = {
  ...{ no, sku: fc.constantFrom('CUP', 'CUP', 'POT'), quantity: fc.integer({ min: 1, max: 2 }) },
  condition: fc.constantFrom('sellable', 'sellable', 'defective', 'scrap'),
}
const giveBack = fc.record({ kind: one('giveBack'), ...goodsBack })
/** Taken in for a return by mistake, and out again at once. */
const returnAndBack = fc.record({ kind: one('returnAndBack'), ...goodsBack })
/** A receipt of such goods was a mistake, and much may have happened since. */
const unreturn = fc.record({ kind: one('unreturn'), at })
/** `cost`: hundredths of a fen for one unit, so that the value of a receipt is rounded once and its units are worth no whole fen. */
const receive = fc.record({
  ...{ kind: one('receive'), sku, quantity: some, cost: fc.nat(200_000) },
  place: fc.constantFrom('HZ', ...places),
})
const find = fc.record({ kind: one('find'), sku, quantity: few })
const lose = fc.record({ kind: one('lose'), sku, quantity: many })
const move = fc.record({ kind: one('move'), way: fc.constantFrom(...wayNames), sku, quantity: many })
const send = fc.record({ kind: one('send'), sku, quantity: few })
const arrive = fc.record({ kind: one('arrive'), at, quantity: few, finish: fc.constantFrom(false, false, true) })
const keep = fc.record({ kind: one('keep') })

type Made<A> = A extends fc.Arbitrary<infer T> ? T : never
export type Order = Made<typeof hear | typeof decide | typeof hold | typeof release | typeof unsplit>
export type Gift = Made<typeof give | typeof takeBack>
export type Parcel = Made<
  typeof split | typeof merge | typeof unmerge | typeof ship | typeof shipAndBack | typeof unship | typeof track
>
export type Return = Made<typeof giveBack | typeof returnAndBack>
export type Stock = Made<
  typeof receive | typeof find | typeof lose | typeof move | typeof send | typeof arrive | typeof keep
>
export type Step = Order | Gift | Parcel | Return | Stock | Made<typeof allocate | typeof unreturn>

const any: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: hear },
  { weight: 6, arbitrary: decide },
  { weight: 5, arbitrary: allocate },
  { weight: 3, arbitrary: receive },
  { weight: 4, arbitrary: fc.oneof(ship, ship, unship, shipAndBack) },
  { weight: 4, arbitrary: split },
  { weight: 3, arbitrary: merge },
  { weight: 3, arbitrary: give },
  { weight: 3, arbitrary: move },
  { weight: 3, arbitrary: fc.oneof(send, arrive, arrive) },
  { weight: 4, arbitrary: fc.oneof(giveBack, giveBack, returnAndBack, unreturn) },
  { weight: 3, arbitrary: lose },
  { weight: 2, arbitrary: release },
  { weight: 2, arbitrary: fc.oneof(hold, unsplit, takeBack) },
  { weight: 1, arbitrary: fc.oneof(find, unmerge, track, keep) },
)

/** The straight way, which steps by pure chance would seldom go to its end. */
const straight = fc
  .tuple(hear, fc.nat(2), fc.constantFrom(ship, unship, giveBack, returnAndBack, track), fc.nat(2))
  .chain(([word, minute, then, at]) =>
    fc
      .tuple(receive, then)
      .map(([goods, next]): Step[] => [
        { ...word, status: 'paid', minute },
        { kind: 'decide', no: word.no, to: 'approved' },
        { ...goods, sku: 'CUP' },
        { kind: 'allocate' },
        { kind: 'split', no: word.no, at: 0, sku: 'CUP', quantity: 1 },
        { kind: 'shipAndBack', no: word.no, at },
        { kind: 'ship', no: word.no, at },
        { ...next, no: word.no },
      ]),
  )
/** Goods come back, perhaps something happens to them, and it was a mistake: they may come back once more, or their parcel as a whole. */
const regretted = fc
  .tuple(ship, giveBack, fc.array(fc.oneof(receive, move, allocate, ship, lose, send), { maxLength: 2 }), unreturn)
  .chain(([gone, back, between, mistake]) =>
    fc
      .constantFrom<Step[]>([], [{ ...back, kind: 'giveBack' }], [{ ...gone, kind: 'unship' }])
      .map((then): Step[] => [
        { kind: 'allocate' },
        gone,
        { ...back, no: gone.no, sku: 'CUP', quantity: 1 },
        ...between.map((step) => ('sku' in step ? { ...step, sku: 'CUP' as const } : step)),
        { ...mistake, at: 0 },
        ...then,
      ]),
  )
/** Goods for two orders to one address, which leave in one parcel if nothing is in the way, and what then happens. */
const together = fc
  .tuple(fc.tuple(receive, receive), fc.tuple(hear, hear), fc.nat(5), fc.array(any, { minLength: 1, maxLength: 4 }))
  .map(([goods, words, first, then]): Step[] => {
    const nos = [first, first + 1]
    const lying = goods.map((one, i): Step => ({ ...one, sku: skus[i] ?? 'CUP', place: 'HZ' }))
    const both = words.map((word, i): Step => {
      const units = { ...word.units, CUP: 1 }
      return { ...word, units, no: first + i, status: 'paid', street: '文三路 1 号', minute: 40 }
    })
    // What was in work already has gone back to review, held.
    const free = nos.map((no): Step => ({ kind: 'release', no, code: 'manual' }))
    const approved = nos.map((no): Step => ({ kind: 'decide', no, to: 'approved' }))
    const merged: Step = { kind: 'merge', no: first, other: first + 1 }
    return [...lying, ...both, ...free, ...approved, { kind: 'allocate' }, merged, ...then]
  })
/** Older goods come to where younger ones lie. */
const journey = fc.tuple(receive, send, receive, arrive).map(([old, away, young, there]): Step[] => [
  { ...old, place: 'HZ' },
  { ...young, sku: old.sku, place: 'GZ' },
  { ...away, sku: old.sku },
  { ...there, at: 0 },
])
/** Some of what came is bad, and somebody wants all of it. */
const spoilt = fc
  .tuple(receive, hear)
  .map(([goods, word]): Step[] => [
    { ...goods, sku: 'POT', quantity: 2, place: 'HZ' },
    { kind: 'move', way: 'spoil', sku: 'POT', quantity: 2 },
    { ...word, status: 'paid', minute: 40, units: { CUP: 0, POT: 2, PIN: 0 } },
    { kind: 'release', no: word.no, code: 'manual' },
    { kind: 'decide', no: word.no, to: 'approved' },
    { kind: 'allocate' },
  ])
/** What walks begin with: something lies there, and somebody has been promised some of it. */
const opening = fc
  .tuple(fc.tuple(receive, receive, receive), fc.tuple(hear, hear, hear))
  .map(([goods, words]): Step[] => [
    ...goods.map((one, i) => ({ ...one, sku: skus[i] ?? 'CUP', quantity: one.quantity + 5 })),
    ...words.map(
      (word, no): Step => ({ ...word, no, status: 'paid', minute: 0, units: { ...word.units, CUP: 1 + no } }),
    ),
    ...words.map((_, no): Step => ({ kind: 'decide', no, to: 'approved' })),
    { kind: 'allocate' },
  ])

export const walkLength = 60
export const walk: fc.Arbitrary<Step[]> = fc
  .tuple(
    opening,
    fc.array(
      fc.oneof(
        { weight: 24, arbitrary: any.map((step) => [step]) },
        { weight: 2, arbitrary: straight },
        { weight: 2, arbitrary: together },
        { weight: 1, arbitrary: journey },
        { weight: 1, arbitrary: spoilt },
        { weight: 2, arbitrary: regretted },
      ),
      { minLength: walkLength, maxLength: walkLength },
    ),
  )
  .map(([first, parts]) => [...first, ...parts.flat()].slice(0, walkLength))
