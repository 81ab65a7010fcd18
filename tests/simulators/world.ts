import { Faults } from '@/tests/simulators/faults'
import { Limits } from '@/tests/simulators/limits'
import { Tokens } from '@/tests/simulators/tokens'

export type SimStatus = 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'cancelled'

export type SimLine = {
  no: string
  sku: string
  /** Of the listing with this SKU; '' where the shop lists none. */
  itemId: string
  variationId: string
  title: string
  quantity: number
  /** Whole cents (or yen). */
  price: number
  discount: number
}

/** `lines`: what of them the parcel holds, as far as the marketplace is told. */
export type Confirmation = {
  carrier: string
  trackingNo: string
  lines: { no: string; quantity: number }[]
  at: string
  /** The seller's own number of the parcel, where the marketplace takes one. */
  reference?: string
}

export type SimRefund = {
  no: string
  amount: number
  reason: string
  status: 'requested' | 'refunded' | 'closed'
  at: number
}

export type SimOrder = {
  no: string
  status: SimStatus
  createdAt: number
  modifiedAt: number
  paidAt: number | null
  currency: string
  lines: SimLine[]
  freight: number
  discount: number
  buyer: { id: string; name: string; email: string }
  address: {
    phone: string
    country: string
    province: string
    city: string
    district: string
    line1: string
    postcode: string
  }
  note: string
  confirmed: Confirmation[]
  refunds: SimRefund[]
}

export type Listing = {
  itemId: string
  variationId: string
  sku: string
  title: string
  quantity: number
  /** Whole cents. */
  price: number
  /** When the shop last heard of its stock, in milliseconds. */
  toldAt?: number
  /** Taken off the shelf by its seller. */
  off?: boolean
  /** When it was changed last, in milliseconds; where nobody says, long ago. */
  modifiedAt?: number
}

export type Hook = { url: string; secret: string }

/** One marketplace with one shop: its orders are the truth that whoever connects must arrive at. */
export class World {
  readonly channel: string
  readonly orders = new Map<string, SimOrder>()
  readonly listings: Listing[] = []
  readonly faults: Faults
  readonly limits: Limits
  readonly tokens = new Tokens()
  readonly calls = { total: 0, refused: 0, byOperation: {} as Record<string, number> }
  readonly hooks: Hook[] = []
  readonly deliveries: { url: string; status: number }[] = []
  /** How long after a change the marketplace's own index shows it. */
  lagMs = 0
  /** How long it says nothing before it cuts the connection: where a caller waits longer than that, time-outs cost only so much. */
  holdMs = 30_000
  /** Of what a search finds so much can be seen, however it is paged. */
  reach = 20_000
  /** What the marketplace's clock is ahead of the real one. */
  skewMs = 0

  constructor(channel: string, seed: number) {
    this.channel = channel
    this.faults = new Faults(`${channel} ${seed}`)
    this.limits = new Limits()
  }

  now(): number {
    return Date.now() + this.skewMs
  }

  count(operation: string): void {
    this.calls.total++
    this.calls.byOperation[operation] = (this.calls.byOperation[operation] ?? 0) + 1
  }

  setStock(listing: Listing, quantity: number): void {
    listing.quantity = quantity
    listing.toldAt = Date.now()
  }

  /** Changed between the two, in the sequence a channel shows them; what its index does not show yet is left out. */
  changed(from: number, to: number): SimOrder[] {
    const visible = this.now() - this.lagMs
    return [...this.orders.values()].filter(
      (o) => o.modifiedAt >= from && o.modifiedAt <= to && o.modifiedAt <= visible,
    )
  }

  /** How many of a line are in no parcel yet. */
  left(order: SimOrder, lineNo: string): number {
    const told = order.confirmed.flatMap((c) => c.lines).filter((l) => l.no === lineNo)
    const ordered = order.lines.find((l) => l.no === lineNo)?.quantity ?? 0
    return ordered - told.reduce((sum, l) => sum + l.quantity, 0)
  }

  /** What a confirmation that counts does; false when the order is not to be shipped, or not so many are left. */
  confirm(order: SimOrder, confirmation: Omit<Confirmation, 'at'>, whole: boolean): boolean {
    const { lines } = confirmation
    if (order.status !== 'paid' || lines.some((l) => !(l.quantity >= 1 && l.quantity <= this.left(order, l.no))))
      return false
    order.confirmed.push({ ...confirmation, at: new Date(this.now()).toISOString() })
    if (whole || order.lines.every((l) => this.left(order, l.no) === 0)) order.status = 'shipped'
    order.modifiedAt = this.now()
    return true
  }
}

export function goodsOf(order: SimOrder): number {
  return order.lines.reduce((sum, l) => sum + l.price * l.quantity - l.discount, 0)
}

export function totalOf(order: SimOrder): number {
  return goodsOf(order) - order.discount + order.freight
}

/** Amounts of every simulated currency have two digits. */
export function decimal(cents: number): string {
  const size = Math.abs(cents)
  return `${cents < 0 ? '-' : ''}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`
}
