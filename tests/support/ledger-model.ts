export type Method = 'fifo' | 'moving_average'
export const ledgerSkus = ['TEA', 'CUP'] as const
export type LedgerSku = (typeof ledgerSkus)[number]
export const ledgerPlaces = ['HZ', 'GZ'] as const
export type LedgerPlace = (typeof ledgerPlaces)[number]
/** In the sequence in which goods leave them; X-1 holds what is defective and keeps it. */
export const ledgerBins = ['A-1', 'DEFAULT', 'X-1'] as const
export type LedgerBin = (typeof ledgerBins)[number]
/** Units that A-1 has room for, of both SKUs together. */
export const roomOfShelf = 14

type Card = { age: number; left: number; value: bigint }
type Use = { card: Card; quantity: number; value: bigint }
type Pick = { bin: LedgerBin; quantity: number }
export type ModelOrder = {
  no: number
  sku: LedgerSku
  quantity: number
  /** Minutes until it is promised, another for each. */
  promise: number
  state: 'new' | 'awaiting_purchase' | 'awaiting_shipment' | 'shipped' | 'cancelled'
  place: LedgerPlace
  uses: Use[]
  picks: Pick[]
}
export type ModelTransfer = { no: number; sku: LedgerSku; sent: number; value: bigint; cards: Card[] }

/** Half up: what `take` of `all` units are worth of `value`. */
const part = (value: bigint, take: number, all: number) =>
  (2n * value * BigInt(take) + BigInt(all)) / (2n * BigInt(all))

/** Cent by cent to whom most is owed, the earlier first. */
function deal(worth: bigint, counts: readonly number[]): bigint[] {
  const units = BigInt(counts.reduce((a, b) => a + b, 0))
  if (units === 0n) return counts.map(() => 0n)
  const owed = counts.map((n) => (worth * BigInt(n)) % units)
  const parts = counts.map((n) => (worth * BigInt(n)) / units)
  for (let rest = worth - parts.reduce((a, b) => a + b, 0n); rest > 0n; rest--) {
    const most = owed.reduce((best, one, i) => (one > (owed[best] ?? 0n) ? i : best), 0)
    parts[most] = (parts[most] ?? 0n) + 1n
    owed[most] = -1n
  }
  return parts
}

const perPlace = <T>(make: () => T): Record<LedgerPlace, Record<LedgerSku, T>> => ({
  HZ: { TEA: make(), CUP: make() },
  GZ: { TEA: make(), CUP: make() },
})

/**
 * Two warehouses as a clerk would keep them who has a card for each receipt, a slip at each bin and a list of promises: what
 * the ledger has to come to, written without looking at how it is done there.
 */
export class LedgerModel {
  readonly cards = perPlace<Card[]>(() => [])
  readonly bins = perPlace<Record<LedgerBin, number>>(() => ({ 'A-1': 0, DEFAULT: 0, 'X-1': 0 }))
  transfers: ModelTransfer[] = []
  private receipts = 0
  constructor(
    readonly method: Method,
    readonly orders: ModelOrder[],
  ) {}

  onHand = (sku: LedgerSku, place: LedgerPlace = 'HZ') => this.cards[place][sku].reduce((n, c) => n + c.left, 0)
  value = (sku: LedgerSku, place: LedgerPlace = 'HZ') => this.cards[place][sku].reduce((n, c) => n + c.value, 0n)
  defective = (sku: LedgerSku, place: LedgerPlace = 'HZ') => this.bins[place][sku]['X-1']
  reserved = (sku: LedgerSku, place: LedgerPlace = 'HZ') =>
    this.inState('awaiting_shipment').reduce((n, o) => n + (o.sku === sku && o.place === place ? o.quantity : 0), 0)
  free = (sku: LedgerSku, place: LedgerPlace = 'HZ') =>
    this.onHand(sku, place) - this.defective(sku, place) - this.reserved(sku, place)
  incoming = (sku: LedgerSku) =>
    this.transfers.reduce((n, t) => n + (t.sku === sku ? t.cards.reduce((m, c) => m + c.left, 0) : 0), 0)
  inState = (...states: ModelOrder['state'][]) => this.orders.filter((o) => states.includes(o.state))
  onTheWay = () => this.transfers.filter((t) => t.cards.some((c) => c.left > 0))

  receive(sku: LedgerSku, quantity: number, value?: bigint): void {
    const all = this.onHand(sku)
    const usual = all === 0 ? 0n : part(this.value(sku), quantity, all)
    this.bins.HZ[sku].DEFAULT += quantity
    this.file('HZ', sku, { age: ++this.receipts, left: quantity, value: value ?? usual })
  }

  /** A new card goes behind those that are as old or older. */
  private file(place: LedgerPlace, sku: LedgerSku, card: Card): void {
    const cards = this.cards[place][sku]
    const younger = cards.findIndex((c) => c.age > card.age)
    cards.splice(younger < 0 ? cards.length : younger, 0, card)
    if (this.method === 'moving_average') this.level(place, sku, this.value(sku, place))
  }

  /** Each bin that gives something has an entry of its own in the books, with its own share of the value. */
  private out(place: LedgerPlace, sku: LedgerSku, quantity: number): { uses: Use[]; picks: Pick[] } {
    const picks = this.pick(place, sku, quantity)
    return { picks, uses: picks.flatMap((pick) => this.take(place, sku, pick.quantity)) }
  }

  /** The oldest cards first, whatever they are worth by. */
  private take(place: LedgerPlace, sku: LedgerSku, quantity: number): Use[] {
    const worth = this.value(sku, place)
    const left = this.cards[place][sku].reduce((n, card) => n + card.left, 0)
    const average = part(worth, quantity, left)
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
    if (this.method === 'moving_average') {
      this.level(place, sku, worth - average)
      const parts = deal(
        average,
        uses.map((u) => u.quantity),
      )
      for (const [i, use] of uses.entries()) use.value = parts[i] ?? 0n
    }
    return uses
  }

  /** Every unit worth the same. */
  private level(place: LedgerPlace, sku: LedgerSku, worth: bigint): void {
    const cards = this.cards[place][sku]
    const parts = deal(
      worth,
      cards.map((c) => c.left),
    )
    for (const [i, card] of cards.entries()) card.value = parts[i] ?? 0n
  }

  /** Out of the good bins, one after the other. */
  private pick(place: LedgerPlace, sku: LedgerSku, quantity: number): Pick[] {
    const picks: Pick[] = []
    let open = quantity
    for (const bin of ledgerBins) {
      const taken = bin === 'X-1' ? 0 : Math.min(open, this.bins[place][sku][bin])
      if (taken === 0) continue
      this.bins[place][sku][bin] -= taken
      open -= taken
      picks.push({ bin, quantity: taken })
    }
    return picks
  }

  /** Gone is gone: the latest promises give way. Answers their numbers. */
  lose(sku: LedgerSku, quantity: number): number[] | 'insufficient_stock' {
    if (this.onHand(sku) - this.defective(sku) < quantity) return 'insufficient_stock'
    this.out('HZ', sku, quantity)
    return this.giveWay(sku)
  }

  private giveWay(sku: LedgerSku): number[] {
    const broken: number[] = []
    const youngest = this.inState('awaiting_shipment').filter((o) => o.sku === sku && o.place === 'HZ')
    for (const order of youngest.sort((a, b) => b.promise - a.promise)) {
      if (this.free(sku) >= 0) break
      order.state = 'awaiting_purchase'
      broken.push(order.no)
    }
    return broken.sort((a, b) => a - b)
  }

  /** From bin to bin; what is set aside as defective may have been promised. */
  move(sku: LedgerSku, from: LedgerBin, to: LedgerBin, quantity: number): number[] | 'insufficient_stock' | 'invalid' {
    const here = this.bins.HZ[sku]
    const good = this.onHand(sku) - this.defective(sku)
    if (to === 'X-1' && good < quantity) return 'insufficient_stock'
    const shelf = ledgerSkus.reduce((n, one) => n + this.bins.HZ[one]['A-1'], 0)
    if (to === 'A-1' && shelf + quantity > roomOfShelf) return 'invalid'
    if (here[from] < quantity) return 'insufficient_stock'
    here[from] -= quantity
    here[to] += quantity
    return this.giveWay(sku)
  }

  send(no: number, sku: LedgerSku, quantity: number): 'insufficient_stock' | undefined {
    if (this.free(sku) < quantity) return 'insufficient_stock'
    const { uses } = this.out('HZ', sku, quantity)
    // What of one receipt leaves by two bins travels as one.
    const cards: Card[] = []
    for (const { card, quantity: left, value: worth } of uses) {
      const known = cards.find(({ age }) => age === card.age)
      if (known) Object.assign(known, { left: known.left + left, value: known.value + worth })
      else cards.push({ age: card.age, left, value: worth })
    }
    const value = uses.reduce((n, u) => n + u.value, 0n)
    this.transfers.push({ no, sku, sent: quantity, value, cards })
    return undefined
  }

  /** What arrives beyond what was sent is worth what one of them is on average; `finish`: the rest is lost. */
  arrive(transfer: ModelTransfer, quantity: number, finish: boolean): void {
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
    if (open > 0) {
      const worth = part(value * BigInt(open), 1, sent)
      this.file('GZ', sku, { age: ++this.receipts, left: open, value: worth })
    }
    this.bins.GZ[sku].DEFAULT += quantity
    if (finish) for (const card of cards) card.left = 0
  }

  /** One order is approved; then whoever is due gets what there is, the earliest promise first, from here before from there. */
  approve(order: ModelOrder): void {
    const where = (o: ModelOrder) => ledgerPlaces.find((place) => o.quantity <= this.free(o.sku, place))
    const due = [order, ...this.inState('awaiting_purchase').filter(where)]
    for (const one of due.sort((a, b) => a.promise - b.promise)) {
      const place = where(one)
      one.state = place ? 'awaiting_shipment' : 'awaiting_purchase'
      one.place = place ?? 'HZ'
    }
  }

  ship(order: ModelOrder): void {
    Object.assign(order, this.out(order.place, order.sku, order.quantity))
    order.state = 'shipped'
  }

  unship(order: ModelOrder): void {
    const { place, sku } = order
    const worth = order.uses.reduce((n, u) => n + u.value, this.value(sku, place))
    for (const { card, quantity, value } of order.uses) {
      card.left += quantity
      card.value += value
    }
    for (const { bin, quantity } of order.picks) this.bins[place][sku][bin] += quantity
    if (this.method === 'moving_average') this.level(place, sku, worth)
    order.state = 'awaiting_shipment'
  }
}
