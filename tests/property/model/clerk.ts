export const skus = ['CUP', 'POT', 'PIN'] as const
export type Sku = (typeof skus)[number]
export type Units = Record<Sku, number>
/** In the sequence in which they are asked for goods. */
export const places = ['HZ', 'GZ'] as const
export type Place = (typeof places)[number]
/** In the sequence in which goods leave them; X-1 holds what is defective and keeps it. */
export const bins = ['A-1', 'DEFAULT', 'X-1'] as const
export type Bin = (typeof bins)[number]
/** Units that A-1 has room for, of all SKUs together. */
export const roomOfShelf = 14
export type Method = 'fifo' | 'moving_average'

export type Card = { age: number; left: number; value: bigint }
export type Use = { card: Card; quantity: number; value: bigint }
export type Pick = { bin: Bin; quantity: number }
export type Transfer = { sku: Sku; sent: number; value: bigint; cards: Card[] }

/** Half up: what `take` of `all` units are worth of `value`. */
export const part = (value: bigint, take: number, all: number) =>
  (2n * value * BigInt(take) + BigInt(all)) / (2n * BigInt(all))

/** What a receipt is worth in fen, at a price in hundredths of a fen: half to even, once. */
export function worthOf(price: number, quantity: number): bigint {
  const exact = BigInt(price) * BigInt(quantity)
  const [whole, rest] = [exact / 100n, exact % 100n]
  return rest > 50n || (rest === 50n && whole % 2n === 1n) ? whole + 1n : whole
}

const sum = (values: readonly bigint[]) => values.reduce((a, b) => a + b, 0n)

/** Cent by cent to whom most is owed, the earlier first. */
function deal(worth: bigint, counts: readonly number[]): bigint[] {
  const units = BigInt(counts.reduce((a, b) => a + b, 0))
  if (units === 0n) return counts.map(() => 0n)
  const owed = counts.map((n) => (worth * BigInt(n)) % units)
  const parts = counts.map((n) => (worth * BigInt(n)) / units)
  for (let rest = worth - sum(parts); rest > 0n; rest--) {
    const most = owed.reduce((best, one, i) => (one > (owed[best] ?? 0n) ? i : best), 0)
    parts[most] = (parts[most] ?? 0n) + 1n
    owed[most] = -1n
  }
  return parts
}

const perSku = <T>(make: () => T): Record<Sku, T> => ({ CUP: make(), POT: make(), PIN: make() })
const perPlace = <T>(make: () => T): Record<Place, Record<Sku, T>> => ({ HZ: perSku(make), GZ: perSku(make) })

/**
 * Two warehouses as a clerk would keep them who has a card for each receipt and a slip at each bin: what the ledger has to
 * come to, written without looking at how it is done there. Promises are somebody else's book; the clerk asks what is reserved.
 */
export class Clerk {
  readonly cards = perPlace<Card[]>(() => [])
  readonly slips = perPlace<Record<Bin, number>>(() => ({ 'A-1': 0, DEFAULT: 0, 'X-1': 0 }))
  readonly transfers: Transfer[] = []
  /** How often something has come or gone, whatever it was. */
  readonly moved = perPlace<number>(() => 0)
  private receipts = 0

  constructor(
    readonly method: Method,
    readonly reserved: (sku: Sku, place: Place) => number,
  ) {}

  onHand = (sku: Sku, place: Place) => this.cards[place][sku].reduce((n, c) => n + c.left, 0)
  value = (sku: Sku, place: Place) => sum(this.cards[place][sku].map((c) => c.value))
  defective = (sku: Sku, place: Place) => this.slips[place][sku]['X-1']
  good = (sku: Sku, place: Place) => this.onHand(sku, place) - this.defective(sku, place)
  free = (sku: Sku, place: Place) => this.good(sku, place) - this.reserved(sku, place)
  onTheWay = () => this.transfers.filter((t) => t.cards.some((c) => c.left > 0))
  incoming = (sku: Sku, place: Place) =>
    place === 'HZ'
      ? 0
      : this.transfers.reduce((n, t) => n + (t.sku === sku ? t.cards.reduce((m, c) => m + c.left, 0) : 0), 0)

  touch(place: Place, sku: Sku): void {
    this.moved[place][sku] += 1
  }

  /** Without a price: worth what those that lie there are worth on average. */
  receive(sku: Sku, quantity: number, place: Place, value?: bigint): void {
    const all = this.onHand(sku, place)
    const usual = all === 0 ? 0n : part(this.value(sku, place), quantity, all)
    this.slips[place][sku].DEFAULT += quantity
    this.file(place, sku, { age: ++this.receipts, left: quantity, value: value ?? usual })
  }

  /** A new card goes behind those that are as old or older. */
  private file(place: Place, sku: Sku, card: Card): void {
    this.touch(place, sku)
    const cards = this.cards[place][sku]
    const younger = cards.findIndex((c) => c.age > card.age)
    cards.splice(younger < 0 ? cards.length : younger, 0, card)
    this.level(place, sku, this.value(sku, place))
  }

  /** Under an average every unit is worth the same. */
  private level(place: Place, sku: Sku, worth: bigint): void {
    if (this.method === 'fifo') return
    const cards = this.cards[place][sku]
    const parts = deal(
      worth,
      cards.map((c) => c.left),
    )
    for (const [i, card] of cards.entries()) card.value = parts[i] ?? 0n
  }

  /** Each bin that gives something has an entry of its own in the books; of an average, its share of what all are worth. */
  out(place: Place, sku: Sku, quantity: number): { uses: Use[]; picks: Pick[] } {
    this.touch(place, sku)
    const picks = this.pick(place, sku, quantity)
    const shares = deal(
      part(this.value(sku, place), quantity, this.onHand(sku, place)),
      picks.map((pick) => pick.quantity),
    )
    return { picks, uses: picks.flatMap((pick, i) => this.take(place, sku, pick.quantity, shares[i] ?? 0n)) }
  }

  /** Out of the good bins, one after the other. */
  private pick(place: Place, sku: Sku, quantity: number): Pick[] {
    const picks: Pick[] = []
    let open = quantity
    for (const bin of bins) {
      const taken = bin === 'X-1' ? 0 : Math.min(open, this.slips[place][sku][bin])
      if (taken === 0) continue
      this.slips[place][sku][bin] -= taken
      open -= taken
      picks.push({ bin, quantity: taken })
    }
    return picks
  }

  /** The oldest cards first, whatever they are worth by. */
  private take(place: Place, sku: Sku, quantity: number, average: bigint): Use[] {
    const worth = this.value(sku, place)
    const uses: Use[] = []
    let open = quantity
    for (const card of this.cards[place][sku]) {
      const taken = Math.min(card.left, open)
      if (taken === 0) continue
      const value = part(card.value, taken, card.left)
      card.left -= taken
      card.value -= value
      open -= taken
      uses.push({ card, quantity: taken, value })
    }
    if (this.method === 'fifo') return uses
    this.level(place, sku, worth - average)
    const parts = deal(
      average,
      uses.map((u) => u.quantity),
    )
    return uses.map((use, i) => ({ ...use, value: parts[i] ?? 0n }))
  }

  /** Into the bins and onto the cards they came from, worth what they left with. */
  back(place: Place, sku: Sku, uses: readonly Use[], picks: readonly Pick[]): void {
    this.touch(place, sku)
    const worth = this.value(sku, place) + sum(uses.map((u) => u.value))
    for (const { card, quantity, value } of uses) {
      card.left += quantity
      card.value += value
    }
    for (const { bin, quantity } of picks) this.slips[place][sku][bin] += quantity
    this.level(place, sku, worth)
  }

  /** Bought back from their buyer: cards of their own, as old as those they left. */
  comeBack(place: Place, sku: Sku, uses: readonly Use[], bin: Bin): Card[] {
    const cards = new Map<Card, Card>()
    for (const { card, quantity, value } of uses) {
      const known = cards.get(card) ?? { age: card.age, left: 0, value: 0n }
      cards.set(card, { ...known, left: known.left + quantity, value: known.value + value })
      this.slips[place][sku][bin] += quantity
    }
    const made = [...cards.values()].sort((a, b) => a.age - b.age)
    for (const card of made) this.file(place, sku, card)
    return made
  }

  /** Cards that nobody has used were a mistake: all of them goes, worth what came in on them. */
  goAgain(place: Place, sku: Sku, cards: readonly Card[], bin: Bin, value: bigint): void {
    this.touch(place, sku)
    const worth = this.value(sku, place) - value
    for (const card of cards) {
      this.slips[place][sku][bin] -= card.left
      Object.assign(card, { left: 0, value: 0n })
    }
    this.level(place, sku, worth)
  }

  /** From bin to bin of HZ; answers why not. */
  move(sku: Sku, from: Bin, to: Bin, quantity: number): 'insufficient_stock' | 'invalid' | undefined {
    const here = this.slips.HZ[sku]
    if (to === 'X-1' && this.good(sku, 'HZ') < quantity) return 'insufficient_stock'
    const shelf = skus.reduce((n, one) => n + this.slips.HZ[one]['A-1'], 0)
    if (to === 'A-1' && shelf + quantity > roomOfShelf) return 'invalid'
    if (here[from] < quantity) return 'insufficient_stock'
    here[from] -= quantity
    here[to] += quantity
    return undefined
  }

  /** From HZ to GZ. */
  send(sku: Sku, quantity: number): string {
    const transfer: Transfer = { sku, sent: quantity, value: 0n, cards: [] }
    this.transfers.push(transfer)
    if (this.free(sku, 'HZ') < quantity) return 'insufficient_stock'
    const { uses } = this.out('HZ', sku, quantity)
    // What of one receipt leaves by two bins travels as one.
    for (const { card, quantity: left, value: worth } of uses) {
      const known = transfer.cards.find(({ age }) => age === card.age)
      if (known) Object.assign(known, { left: known.left + left, value: known.value + worth })
      else transfer.cards.push({ age: card.age, left, value: worth })
      transfer.value += worth
    }
    return 'ok'
  }

  /** What arrives beyond what was sent is worth what one of them is on average; `finish`: the rest is lost. */
  arrive(at: number, quantity: number, finish: boolean): string {
    const on = this.onTheWay()
    const transfer = on[at % Math.max(1, on.length)]
    if (!transfer) return 'not_found'
    const { sku, cards, sent, value } = transfer
    let open = quantity
    for (const card of cards) {
      const left = Math.min(card.left, open)
      if (left === 0) continue
      const worth = part(card.value, left, card.left)
      card.left -= left
      card.value -= worth
      open -= left
      this.file('GZ', sku, { age: card.age, left, value: worth })
    }
    if (open > 0) this.file('GZ', sku, { age: ++this.receipts, left: open, value: part(value * BigInt(open), 1, sent) })
    this.slips.GZ[sku].DEFAULT += quantity
    if (finish) for (const card of cards) card.left = 0
    return 'ok'
  }
}
