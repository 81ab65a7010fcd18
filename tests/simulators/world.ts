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

export type Confirmation = { carrier: string; trackingNo: string; lines: string[]; at: string }

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

  /** What a confirmation that counts does; false when there is nothing left to confirm. */
  confirm(order: SimOrder, confirmation: Omit<Confirmation, 'at'>, whole: boolean): boolean {
    if (order.status !== 'paid') return false
    order.confirmed.push({ ...confirmation, at: new Date(this.now()).toISOString() })
    const sent = new Set(order.confirmed.flatMap((c) => c.lines))
    if (whole || order.lines.every((l) => sent.has(l.no))) order.status = 'shipped'
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
