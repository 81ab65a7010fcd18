export const skus = ['CUP', 'POT'] as const
export type Sku = (typeof skus)[number]
export type Units = Record<Sku, number>
export type Status = 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'cancelled'
export type Word = { no: number; status: Status; units: Units; street: string; minute: number }

type Order = Word & {
  state: string
  paid: boolean
  holds: Set<string>
  /** What is held for it; its parcel's state, once it has one. */
  reserved: Units
  parcel?: 'allocated' | 'shipped' | 'delivered' | 'cancelled'
  /** What left with us stays what it was, whatever is said of it later. */
  left?: Units
}

const none = (): Units => ({ CUP: 0, POT: 0 })
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
 * The domain's rules in memory, for one warehouse and orders of at most one line per SKU: what a careful reader of the
 * domain's page would do with pencil and paper. Every method answers the code it refuses with, or `ok`.
 */
export class OrderModel {
  readonly orders = new Map<number, Order>()
  readonly onHand: Units

  constructor(stock: Units) {
    this.onHand = { ...stock }
  }

  reserved(sku: Sku): number {
    return [...this.orders.values()].reduce((n, o) => n + o.reserved[sku], 0)
  }

  private available(units: Units): boolean {
    return skus.every((sku) => units[sku] === 0 || this.onHand[sku] - this.reserved(sku) >= units[sku])
  }

  /** What a channel says, in whatever sequence it says it. */
  hear(word: Word): string {
    const { no, status, units, street, minute } = word
    const known = this.orders.get(no)
    const started = status === 'unpaid' || status === 'paid' ? 'pending_review' : status
    if (!known) {
      const holds = new Set<string>()
      const order: Order = { ...word, state: started, paid: status !== 'unpaid', holds, reserved: none() }
      if (started === 'pending_review') this.payloadHolds(order, false)
      this.orders.set(no, order)
      return 'created'
    }
    if (minute < known.minute) return 'stale'
    const [lines, moved] = [!same(known.units, units), known.street !== street]
    const news = lines || moved || known.status !== status
    known.minute = minute
    if (!news) return 'unchanged'
    const [from, wasPaid] = [known.state, known.paid]
    Object.assign(known, { status, units, street, paid: wasPaid || status !== 'unpaid' })
    if (!open.includes(from)) {
      if (status === 'delivered' && from === 'shipped') this.deliver(known)
      return 'updated'
    }
    if (status === 'cancelled' || status === 'shipped' || status === 'delivered') {
      this.stop(known)
      known.holds.clear()
      known.state = status
      return 'updated'
    }
    const working = inWork.includes(from)
    this.payloadHolds(known, wasPaid)
    if (working && moved) known.holds.add('address_changed')
    if (working && lines) {
      this.stop(known)
      known.state = 'pending_review'
      known.holds.add('manual')
    }
    return 'updated'
  }

  private payloadHolds({ status, units, holds }: Order, wasPaid: boolean): void {
    const put = (code: string, there: boolean) => (there ? holds.add(code) : holds.delete(code))
    put('unpaid', status === 'unpaid' && !wasPaid)
    put('no_lines', same(units, none()))
  }

  private stop(order: Order): void {
    order.reserved = none()
    if (order.parcel === 'allocated') order.parcel = 'cancelled'
  }

  private deliver(order: Order): void {
    order.state = 'delivered'
    if (order.parcel === 'shipped') order.parcel = 'delivered'
  }

  /** What a person decides: the state to which the decision leads. */
  decide(no: number, to: string): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    if (to === 'cancelled' && ['shipped', 'delivered'].includes(order.state)) return 'already_shipped'
    if (!allowed[to]?.includes(order.state)) return 'illegal_transition'
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
    return 'ok'
  }

  release(no: number, code: string): string {
    const order = this.orders.get(no)
    if (!order) return 'not_found'
    return order.holds.delete(code) ? 'ok' : 'invalid'
  }

  ship(no: number): string {
    const order = this.orders.get(no)
    if (!order?.parcel) return 'not_found'
    if (order.parcel === 'shipped' || order.parcel === 'delivered') return 'ok'
    if (order.parcel === 'cancelled') return 'illegal_transition'
    if (order.holds.size > 0) return 'on_hold'
    for (const sku of skus) this.onHand[sku] -= order.units[sku]
    order.reserved = none()
    order.left = { ...order.units }
    order.parcel = 'shipped'
    order.state = 'shipped'
    return 'ok'
  }

  /** The carrier says that a parcel has arrived. */
  track(no: number): string {
    const order = this.orders.get(no)
    if (order?.parcel !== 'shipped' && order?.parcel !== 'delivered') return 'unknown'
    if (order.parcel === 'shipped') this.deliver(order)
    return 'ok'
  }

  /** What is gone is gone: the latest promises give way, and wait again. */
  adjust(sku: Sku, quantity: number): string {
    if (this.onHand[sku] + quantity < 0) return 'insufficient_stock'
    this.onHand[sku] += quantity
    const youngest = [...this.orders.values()].sort((a, b) => b.no - a.no)
    for (const order of youngest) {
      if (this.reserved(sku) <= this.onHand[sku]) break
      if (order.reserved[sku] === 0) continue
      this.stop(order)
      order.state = 'awaiting_purchase'
    }
    return 'ok'
  }

  /** The earliest promise first (it rises with the number); whole orders only; who waits is asked again only where goods lie. */
  allocate(): void {
    const free = [...this.orders.values()].filter((o) => o.holds.size === 0).sort((a, b) => a.no - b.no)
    const due = free.filter(
      (o) => o.state === 'approved' || (o.state === 'awaiting_purchase' && this.available(o.units)),
    )
    for (const order of due) {
      const fits = this.available(order.units)
      order.state = fits ? 'awaiting_shipment' : 'awaiting_purchase'
      if (!fits) continue
      order.reserved = { ...order.units }
      order.parcel = 'allocated'
    }
  }
}
