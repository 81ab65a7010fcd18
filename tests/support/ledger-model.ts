export type Method = 'fifo' | 'moving_average'
export const ledgerSkus = ['TEA', 'CUP'] as const
export type LedgerSku = (typeof ledgerSkus)[number]

type Card = { left: number; value: bigint }
type Use = { card: Card; quantity: number; value: bigint }
export type ModelOrder = {
  no: number
  sku: LedgerSku
  quantity: number
  /** Minutes until it is promised, another for each. */
  promise: number
  state: 'new' | 'awaiting_purchase' | 'awaiting_shipment' | 'shipped' | 'cancelled'
  uses: Use[]
}

/** Half up: what `take` of `all` units are worth of `value`. */
const part = (value: bigint, take: number, all: number) =>
  (2n * value * BigInt(take) + BigInt(all)) / (2n * BigInt(all))

/**
 * A warehouse as a clerk would keep it who has a card for each receipt and a list of promises: what the ledger has to come
 * to, written without looking at how it is done there.
 */
export class LedgerModel {
  readonly cards: Record<LedgerSku, Card[]> = { TEA: [], CUP: [] }
  constructor(
    readonly method: Method,
    readonly orders: ModelOrder[],
  ) {}

  onHand = (sku: LedgerSku) => this.cards[sku].reduce((n, c) => n + c.left, 0)
  value = (sku: LedgerSku) => this.cards[sku].reduce((n, c) => n + c.value, 0n)
  reserved = (sku: LedgerSku) =>
    this.orders.reduce((n, o) => n + (o.sku === sku && o.state === 'awaiting_shipment' ? o.quantity : 0), 0)
  free = (sku: LedgerSku) => this.onHand(sku) - this.reserved(sku)
  inState = (...states: ModelOrder['state'][]) => this.orders.filter((o) => states.includes(o.state))

  receive(sku: LedgerSku, quantity: number, value?: bigint): void {
    const all = this.onHand(sku)
    const usual = all === 0 ? 0n : part(this.value(sku), quantity, all)
    this.cards[sku].push({ left: quantity, value: value ?? usual })
    if (this.method === 'moving_average') this.level(sku, this.value(sku))
  }

  /** The oldest cards first, whatever they are worth by. */
  private take(sku: LedgerSku, quantity: number): Use[] {
    const worth = this.value(sku)
    const average = part(worth, quantity, this.onHand(sku))
    const uses: Use[] = []
    for (const card of this.cards[sku]) {
      const taken = Math.min(
        card.left,
        uses.reduce((n, u) => n - u.quantity, quantity),
      )
      if (taken === 0) continue
      const value = part(card.value, taken, card.left)
      card.left -= taken
      card.value -= value
      uses.push({ card, quantity: taken, value })
    }
    if (this.method === 'moving_average') {
      this.level(sku, worth - average)
      // Only the sum matters from here on: it is worth what it left with.
      for (const [i, use] of uses.entries()) use.value = i === 0 ? average : 0n
    }
    return uses
  }

  /** Every unit worth the same; what does not divide goes cent by cent to whom most is owed, the older card first. */
  private level(sku: LedgerSku, worth: bigint): void {
    const cards = this.cards[sku]
    const units = BigInt(this.onHand(sku))
    const owed = cards.map((c) => (units === 0n ? 0n : (worth * BigInt(c.left)) % units))
    for (const card of cards) card.value = units === 0n ? 0n : (worth * BigInt(card.left)) / units
    for (let rest = worth - this.value(sku); rest > 0n; rest--) {
      const most = owed.reduce((best, one, i) => (one > (owed[best] ?? 0n) ? i : best), 0)
      const card = cards[most]
      if (card) card.value += 1n
      owed[most] = -1n
    }
  }

  /** Gone is gone: the latest promises give way. Answers their numbers. */
  lose(sku: LedgerSku, quantity: number): number[] | 'insufficient_stock' {
    if (this.onHand(sku) < quantity) return 'insufficient_stock'
    this.take(sku, quantity)
    const broken: number[] = []
    const youngest = this.inState('awaiting_shipment').filter((o) => o.sku === sku)
    for (const order of youngest.sort((a, b) => b.promise - a.promise)) {
      if (this.free(sku) >= 0) break
      order.state = 'awaiting_purchase'
      broken.push(order.no)
    }
    return broken.sort((a, b) => a - b)
  }

  /** One order is approved; then whoever is due gets what there is, the earliest promise first. */
  approve(order: ModelOrder): void {
    const due = [order, ...this.inState('awaiting_purchase').filter((o) => o.quantity <= this.free(o.sku))]
    for (const one of due.sort((a, b) => a.promise - b.promise))
      one.state = one.quantity <= this.free(one.sku) ? 'awaiting_shipment' : 'awaiting_purchase'
  }

  ship(order: ModelOrder): void {
    order.uses = this.take(order.sku, order.quantity)
    order.state = 'shipped'
  }

  unship(order: ModelOrder): void {
    const worth = order.uses.reduce((n, u) => n + u.value, this.value(order.sku))
    for (const { card, quantity, value } of order.uses) {
      card.left += quantity
      card.value += value
    }
    if (this.method === 'moving_average') this.level(order.sku, worth)
    order.state = 'awaiting_shipment'
  }
}
