import { type Bin, type Card, type Clerk, type Place, part, type Sku, type Use } from '@/tests/property/model/clerk'
import type { Order } from '@/tests/property/model/order'
import type { ParcelModel } from '@/tests/property/model/parcels'

export type Condition = 'sellable' | 'defective' | 'scrap'

/** What of a line that had left came back, so that it can go out again. */
type Came = { of: Use; quantity: number; value: bigint }
type Receipt = {
  order: Order
  sku: Sku
  place: Place
  quantity: number
  condition: Condition
  came: Came[]
  /** The cards it was written on, and how many units each had. */
  cards: { card: Card; units: number }[]
  /** How often something had moved there when it was in. */
  moved: number
}

const binFor = (condition: Condition): Bin => (condition === 'defective' ? 'X-1' : 'DEFAULT')

/** Goods that buyers send back, and receipts of them that were a mistake. */
export class ReturnModel {
  /** Those that stand, the oldest first. */
  private readonly receipts: Receipt[] = []

  constructor(
    private readonly orders: ReadonlyMap<number, Order>,
    private readonly parcels: ParcelModel,
    private readonly clerk: Clerk,
  ) {}

  /** What of an order's goods is away, the last that left first; or why they cannot come back. */
  private comingBack(no: number, sku: Sku, quantity: number, condition: Condition) {
    const order = this.orders.get(no)
    const sent = this.parcels
      .of(no)
      .filter((p) => p.state !== 'allocated' && p.lines.some((l) => l.no === no && l.sku === sku))
      .sort((a, b) => b.left - a.left)
    const [last] = sent
    if (!order || !last) return 'not_found'
    order.asked[sku] ??= order.units[sku]
    const lines = sent.flatMap((p) => p.lines.filter((l) => l.no === no && l.sku === sku))
    const away = lines.reduce((n, l) => n + l.away.reduce((m, u) => m + u.quantity, 0), 0)
    if (quantity > Math.min(away, order.asked[sku] - order.back[sku])) return 'invalid'
    if (condition === 'defective' && last.place === 'GZ') return 'invalid'
    return { order, place: last.place, lines }
  }

  /** In for a return and out again, which is as if nothing had been, but for the books, which have both. */
  returnAndBack(no: number, sku: Sku, quantity: number, condition: Condition): string {
    const coming = this.comingBack(no, sku, quantity, condition)
    if (typeof coming === 'string') return coming
    this.clerk.touch(coming.place, sku)
    return 'ok'
  }

  /** Units that have left come back to where the last of them left from, the last used first, worth what they left with. */
  giveBack(no: number, sku: Sku, quantity: number, condition: Condition): string {
    const coming = this.comingBack(no, sku, quantity, condition)
    if (typeof coming === 'string') return coming
    const { order, place, lines } = coming
    order.back[sku] += quantity
    let open = quantity
    const came: Came[] = []
    const cards: Receipt['cards'] = []
    for (const line of lines) {
      const own = [...line.away].reverse().flatMap((of): Came[] => {
        const taken = Math.min(open, of.quantity)
        if (taken === 0) return []
        const value = part(of.value, taken, of.quantity)
        of.quantity -= taken
        of.value -= value
        open -= taken
        return [{ of, quantity: taken, value }]
      })
      came.push(...own)
      const uses = own.map(({ of: { card }, quantity: units, value }) => ({ card, quantity: units, value }))
      if (condition !== 'scrap')
        for (const card of this.clerk.comeBack(place, sku, uses, binFor(condition)))
          cards.push({ card, units: card.left })
    }
    if (condition === 'scrap') this.clerk.touch(place, sku)
    const moved = this.clerk.moved[place][sku]
    this.receipts.push({ order, sku, place, quantity, condition, came, cards, moved })
    return 'ok'
  }

  /**
   * One of the receipts that stand was a mistake, the newest being the first: its units go out again, worth what they came in with, and are
   * with the buyer as before. Not once they have been used: under an average anything that moves there uses them.
   */
  unreturn(at: number): string {
    const receipt = this.receipts.at(-1 - (at % Math.max(1, this.receipts.length)))
    if (!receipt) return 'not_found'
    const { order, sku, place, quantity, condition, came, cards, moved } = receipt
    const { clerk } = this
    if (condition !== 'scrap') {
      const used =
        clerk.method === 'fifo' ? cards.some(({ card, units }) => card.left < units) : clerk.moved[place][sku] > moved
      if (used) return 'illegal_transition'
      if (condition === 'sellable' && clerk.free(sku, place) < quantity) return 'insufficient_stock'
      if (clerk.slips[place][sku][binFor(condition)] < quantity) return 'insufficient_stock'
      const written = cards.map(({ card }) => card)
      const value = came.reduce((n, one) => n + one.value, 0n)
      clerk.goAgain(place, sku, written, binFor(condition), value)
    } else clerk.touch(place, sku)
    for (const { of, quantity: units, value } of came) {
      of.quantity += units
      of.value += value
    }
    order.back[sku] -= quantity
    this.receipts.splice(this.receipts.indexOf(receipt), 1)
    return 'ok'
  }
}
