import {
  type Bin,
  Clerk,
  type Method,
  type Place,
  places,
  type Sku,
  skus,
  type Units,
} from '@/tests/property/model/clerk'
import type { Order, Word } from '@/tests/property/model/order'
import { type Parcel, ParcelModel, type Part } from '@/tests/property/model/parcels'
import { ReturnModel } from '@/tests/property/model/returns'

export const none = (): Units => ({ CUP: 0, POT: 0, PIN: 0 })
const inWork = ['approved', 'awaiting_purchase', 'awaiting_shipment']
const open = ['pending_review', 'awaiting_contact', 'invalid', ...inWork]
const same = (a: Units, b: Units) => skus.every((sku) => a[sku] === b[sku])
const allowed: Record<string, string[]> = {
  approved: ['pending_review', 'awaiting_contact'],
  awaiting_contact: ['pending_review'],
  invalid: ['pending_review', 'awaiting_contact'],
  pending_review: ['awaiting_contact', 'invalid', ...inWork],
  cancelled: open,
  delivered: ['shipped'],
}

/**
 * The domain's rules in memory, for two warehouses and orders of at most one line per SKU: what a careful reader of the
 * domain's page would do with pencil and paper. Every method answers the code it refuses with, or `ok`. Gifts are pins,
 * which nobody orders. What lies where and what it is worth is the clerk's book.
 */
export class OrderModel {
  readonly orders = new Map<number, Order>()
  readonly clerk: Clerk
  readonly returns: ReturnModel
  readonly parcels = new ParcelModel((no) => this.orders.get(no)?.holds ?? new Set())
  private lastGift = 0
  private lastLeft = 0

  constructor(method: Method) {
    this.clerk = new Clerk(method, (sku, place) =>
      this.parcels.inState('allocated').reduce((n, p) => n + (p.place === place ? this.parcels.unitsOf(p)[sku] : 0), 0),
    )
    this.returns = new ReturnModel(this.orders, this.parcels, this.clerk)
  }

  private has(place: Place, units: Units): boolean {
    return skus.every((sku) => units[sku] === 0 || this.clerk.free(sku, place) >= units[sku])
  }

  private gone(no: number): boolean {
    return this.parcels.of(no).some((p) => p.state !== 'allocated')
  }

  /** A parcel of it has left while it is still in work. */
  private departed({ no, state }: Order): boolean {
    return inWork.includes(state) && this.gone(no)
  }

  /** What no parcel carries. */
  private rest(order: Order): Part {
    const parts = this.parcels.of(order.no).map((p) => p.parts.get(order.no))
    const units = { ...order.units }
    for (const sku of skus) for (const part of parts) units[sku] -= part?.units[sku] ?? 0
    const gifts = order.gifts.filter((g) => !g.removed && !parts.some((part) => part?.gifts.includes(g)))
    return { units, gifts }
  }

  /** What a channel says, in whatever sequence it says it. */
  hear(word: Word): string {
    const { no, status, units, street, minute } = word
    const known = this.orders.get(no)
    const started = status === 'unpaid' || status === 'paid' ? 'pending_review' : status
    if (!known) {
      const order: Order = {
        ...word,
        state: started,
        paid: status !== 'unpaid',
        holds: new Set(),
        gifts: [],
        asked: {},
        back: none(),
        heard: units,
      }
      if (started === 'pending_review') this.payloadHolds(order, false)
      this.orders.set(no, order)
      return 'created'
    }
    if (minute < known.minute) return 'stale'
    const departed = this.departed(known)
    const moved = known.street !== street
    const news = !same(known.heard, units) || moved || known.status !== status
    const lines = !same(known.units, units)
    known.minute = minute
    if (!news) return 'unchanged'
    const [from, wasPaid] = [known.state, known.paid]
    Object.assign(known, { status, street, heard: units, paid: wasPaid || status !== 'unpaid' })
    if (!this.gone(no)) known.units = units
    if (!open.includes(from)) {
      if (status === 'delivered' && from === 'shipped') this.deliver(known)
      return 'updated'
    }
    const over = status === 'cancelled' || status === 'shipped' || status === 'delivered'
    if (over && !departed) {
      this.stop(known)
      known.holds.clear()
      known.state = status
      return 'updated'
    }
    const working = inWork.includes(from)
    const recalled = departed && (lines || status === 'cancelled')
    const relined = working && lines && !departed
    if (relined) this.stop(known)
    if (recalled) this.parcels.block(no, 'refund_requested')
    if (working && moved && !relined) {
      this.parcels.leave([no], 'own')
      this.parcels.block(no, 'address_changed')
    }
    const cured = this.payloadHolds(known, wasPaid)
    if (working && moved) known.holds.add('address_changed')
    if (recalled) known.holds.add('refund_requested')
    if (relined) {
      known.state = 'pending_review'
      known.holds.add('manual')
    }
    if (cured) this.parcels.unblock(no)
    return 'updated'
  }

  private payloadHolds({ status, heard, holds }: Order, wasPaid: boolean): boolean {
    const before = holds.size
    const put = (code: string, there: boolean) => (there ? holds.add(code) : holds.delete(code))
    let cured = false
    const known = { unpaid: status === 'unpaid' && !wasPaid, no_lines: same(heard, none()) }
    for (const [code, there] of Object.entries(known)) {
      cured ||= !there && holds.has(code)
      put(code, there)
    }
    return cured && before > 0
  }

  private stop(order: Order): void {
    this.parcels.leave([order.no], 'stop')
  }

  /** Its parcels have arrived, and with them what they carry of others. */
  private deliver(order: Order): void {
    order.state = 'delivered'
    for (const parcel of this.parcels.of(order.no)) if (parcel.state === 'shipped') this.arrive(parcel)
  }

  private arrive(parcel: Parcel): void {
    parcel.state = 'delivered'
    for (const order of this.members(parcel)) this.endJourney(order)
  }

  private endJourney(order: Order): void {
    if (order.state === 'shipped' && this.parcels.of(order.no).every((p) => p.state === 'delivered'))
      order.state = 'delivered'
  }

  /** What a person decides: the state to which the decision leads. */
  decide(no: number, to: string): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    const departed = this.departed(order)
    if (to === 'cancelled' && (['shipped', 'delivered'].includes(order.state) || departed)) return 'already_shipped'
    if (!allowed[to]?.includes(order.state)) return 'illegal_transition'
    if (to === 'pending_review' && departed) return 'illegal_transition'
    if (to === 'approved' && order.holds.size > 0) return 'on_hold'
    if (to === 'delivered') this.deliver(order)
    if (to === 'pending_review' || to === 'cancelled') this.stop(order)
    if (to === 'cancelled') order.holds.clear()
    order.state = to
    return 'ok'
  }

  hold(no: number): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    if (!open.includes(order.state)) return 'illegal_transition'
    order.holds.add('manual')
    this.parcels.block(no, 'manual')
    return 'ok'
  }

  release(no: number, code: string): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    if (!order.holds.delete(code)) return 'invalid'
    this.parcels.unblock(no)
    return 'ok'
  }

  private members(parcel: { parts: ReadonlyMap<number, Part> }): Order[] {
    return [...parcel.parts.keys()].flatMap((no) => this.orders.get(no) ?? [])
  }

  /** Why a parcel cannot leave, or the parcel. `at`: which of the order's. */
  private leaving(no: number, at: number): Parcel | string {
    const parcel = this.parcels.pick(no, at)
    if (!parcel) return 'not_found'
    if (parcel.state !== 'allocated') return 'ok'
    const members = this.members(parcel)
    if (members.some((o) => o.state !== 'awaiting_shipment')) return 'illegal_transition'
    if (parcel.block !== null || members.some((o) => o.holds.size > 0)) return 'on_hold'
    return parcel
  }

  /** There and back, which is as if nothing had been, but for the books, which have both. */
  shipAndBack(no: number, at: number): string {
    const parcel = this.leaving(no, at)
    if (typeof parcel === 'string') return parcel
    const units = this.parcels.unitsOf(parcel)
    for (const sku of skus) if (units[sku] > 0) this.clerk.touch(parcel.place, sku)
    return 'same'
  }

  /** `sequence`: in which the house takes the parcel's lines; whatever it is, the value follows. */
  ship(no: number, at: number, sequence: readonly { no: number; sku: Sku; quantity: number }[]): string {
    const parcel = this.leaving(no, at)
    if (typeof parcel === 'string') return parcel
    parcel.lines = sequence.map((line) => {
      const out = this.clerk.out(parcel.place, line.sku, line.quantity)
      return {
        ...line,
        ...out,
        cost: out.uses.reduce((n, u) => n + u.value, 0n),
        away: out.uses.map((u) => ({ ...u })),
      }
    })
    parcel.state = 'shipped'
    parcel.left = ++this.lastLeft
    for (const order of this.members(parcel))
      if (this.parcels.of(order.no).every((p) => p.state !== 'allocated')) order.state = 'shipped'
    return 'ok'
  }

  /** Taken back before the carrier has scanned it: as if it had never left. */
  unship(no: number, at: number): string {
    const parcel = this.parcels.pick(no, at)
    if (!parcel) return 'not_found'
    const members = this.members(parcel)
    if (parcel.state !== 'shipped') return 'illegal_transition'
    if (members.some((o) => !['shipped', 'awaiting_shipment', 'awaiting_purchase'].includes(o.state)))
      return 'illegal_transition'
    if (parcel.lines.some((l) => l.away.reduce((n, u) => n + u.quantity, 0) < l.quantity)) return 'illegal_transition'
    for (const { sku, uses, picks } of parcel.lines) this.clerk.back(parcel.place, sku, uses, picks)
    Object.assign(parcel, { state: 'allocated', lines: [] })
    for (const order of members) if (order.state === 'shipped') order.state = 'awaiting_shipment'
    return 'ok'
  }

  /** The carrier says that a parcel has arrived. */
  track(no: number, at: number): string {
    const parcel = this.parcels.pick(no, at)
    if (!parcel || parcel.state === 'allocated') return 'unknown'
    this.arrive(parcel)
    return 'ok'
  }

  /** What is gone is gone: the latest promises give way, and wait again. A parcel of several is as old as the oldest promise in it. */
  lose(sku: Sku, quantity: number): string {
    if (this.clerk.good(sku, 'HZ') < quantity) return 'insufficient_stock'
    this.clerk.out('HZ', sku, quantity)
    return this.giveWay(sku)
  }

  /** What is set aside as defective may have been promised. */
  move(sku: Sku, from: Bin, to: Bin, quantity: number): string {
    return this.clerk.move(sku, from, to, quantity) ?? this.giveWay(sku)
  }

  /** Answers how many orders lose. */
  private giveWay(sku: Sku): string {
    let broken = 0
    for (const parcel of this.parcels.youngest(sku, 'HZ')) {
      if (this.clerk.free(sku, 'HZ') >= 0) break
      parcel.state = 'cancelled'
      for (const order of this.members(parcel)) {
        broken += 1
        if (order.state === 'awaiting_shipment') order.state = 'awaiting_purchase'
      }
    }
    return `ok ${broken}`
  }

  /** Where all that is missing of an order lies: from where its parcels leave already, else here before there. */
  private whereFor(order: Order): Place | undefined {
    const homes = this.parcels.of(order.no).map((p) => p.place)
    const wanted = this.parcels.total(this.rest(order))
    return places.find((place) => (homes.length === 0 || homes.includes(place)) && this.has(place, wanted))
  }

  /** The earliest promise first (it rises with the number); whole orders only; who waits is asked again only where goods lie. */
  allocate(): string {
    const free = [...this.orders.values()].filter((o) => o.holds.size === 0).sort((a, b) => a.no - b.no)
    const due = free.filter((o) => o.state === 'approved' || (o.state === 'awaiting_purchase' && this.whereFor(o)))
    for (const order of due) {
      const place = this.whereFor(order)
      if (place) this.parcels.make(place, [[order.no, this.rest(order)]], null)
      order.state = place ? 'awaiting_shipment' : 'awaiting_purchase'
    }
    return 'ok'
  }

  /** Takes units of an ordered line out of a parcel. */
  split(no: number, at: number, sku: Sku, quantity: number): string {
    const parcel = this.parcels.pick(no, at, 'allocated')
    if (!parcel) return 'not_found'
    if (parcel.parts.size > 1) return 'invalid'
    if (parcel.block !== null) return 'on_hold'
    const part = parcel.parts.get(no)
    if (!part || part.units[sku] < quantity) return 'invalid'
    const rest = { units: { ...part.units, [sku]: part.units[sku] - quantity }, gifts: part.gifts }
    if (same(rest.units, none()) && rest.gifts.length === 0) return 'invalid'
    parcel.state = 'cancelled'
    this.parcels.make(parcel.place, [[no, rest]], null)
    this.parcels.make(parcel.place, [[no, { units: { ...none(), [sku]: quantity }, gifts: [] }]], null)
    return 'ok'
  }

  unsplit(no: number): string {
    if (!this.orders.has(no)) return 'not_found'
    const own = this.parcels.of(no).filter((p) => p.state === 'allocated' && p.parts.size === 1)
    if (own.length < 2) return 'invalid'
    if (own.some((p) => p.block !== null)) return 'on_hold'
    this.parcels.join(own[0]?.place ?? 'HZ', own)
    return 'ok'
  }

  merge(a: number, b: number): string {
    const [one, two] = [this.parcels.pick(a, 0, 'allocated'), this.parcels.pick(b, 0, 'allocated')]
    if (!one || !two) return 'not_found'
    if (one === two) return 'invalid'
    if (one.block !== null || two.block !== null) return 'on_hold'
    if (one.place !== two.place) return 'invalid'
    const members = [...new Set([...this.members(one), ...this.members(two)])]
    if (members.length > 1) {
      if (members.some((o) => o.state !== 'awaiting_shipment')) return 'illegal_transition'
      if (new Set(members.map((o) => o.street)).size > 1) return 'invalid'
      if (members.some((o) => o.holds.size > 0)) return 'on_hold'
      if (members.some((o) => this.departed(o))) return 'invalid'
    }
    this.parcels.join(one.place, [one, two])
    return 'ok'
  }

  unmerge(no: number): string {
    const parcel = this.parcels.of(no).find((p) => p.state === 'allocated' && p.parts.size > 1)
    if (!parcel) return 'not_found'
    if (parcel.block !== null) return 'on_hold'
    parcel.state = 'cancelled'
    for (const part of parcel.parts) this.parcels.make(parcel.place, [part], null)
    return 'ok'
  }

  give(no: number, n: number): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    if (!open.includes(order.state)) return 'illegal_transition'
    const gift = { id: ++this.lastGift, n, removed: false }
    if (order.state === 'awaiting_shipment') {
      const parcel = this.parcels.of(no).find((p) => p.state === 'allocated' && this.clerk.free('PIN', p.place) >= n)
      if (!parcel) return 'insufficient_stock'
      const part = parcel.parts.get(no) ?? { units: none(), gifts: [] }
      this.parcels.repack(parcel, no, { ...part, gifts: [...part.gifts, gift] })
    }
    order.gifts.push(gift)
    return 'ok'
  }

  /** The last gift that is still there. */
  takeBack(no: number): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    const gift = order.gifts.findLast((g) => !g.removed)
    if (!open.includes(order.state)) return 'illegal_transition'
    if (!gift) return 'not_found'
    const parcel = this.parcels.of(no).find((p) => p.parts.get(no)?.gifts.includes(gift))
    if (parcel && parcel.state !== 'allocated') return 'illegal_transition'
    const part = parcel?.parts.get(no)
    if (parcel && part) this.parcels.repack(parcel, no, { ...part, gifts: part.gifts.filter((g) => g !== gift) })
    gift.removed = true
    const waiting = this.parcels.total(this.rest(order))
    const alive = this.parcels.of(no)
    if ((order.state === 'awaiting_purchase' || order.state === 'awaiting_shipment') && same(waiting, none())) {
      if (alive.some((p) => p.state === 'allocated')) order.state = 'awaiting_shipment'
      else if (alive.length > 0) {
        order.state = 'shipped'
        this.endJourney(order)
      }
    }
    return 'ok'
  }
}
