import { z } from 'zod'
import type { FlagColour } from '@/lib/kernel/flag-colours'
import { isCurrency } from '@/lib/kernel/money'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import type { FulfilmentState, HoldCode, OrderState } from '@/lib/modules/orders/states'

const text = (max: number) => z.string().max(max)
const instant = z.iso.datetime({ offset: true }).transform((t) => new Date(t))
/** A decimal in words, `"12.34"`: binary floating point never carries money. */
const amount = z.string().regex(/^-?\d{1,13}(\.\d{1,6})?$/)
const positive = z.string().regex(/^\d{1,13}(\.\d{1,6})?$/)

export const channelStatuses = ['unpaid', 'paid', 'shipped', 'delivered', 'cancelled'] as const

export const callResults = ['confirmed', 'no_answer', 'busy', 'wrong_number', 'refused', 'call_back'] as const

export const addressShape = z.strictObject({
  name: text(200).default(''),
  phone: text(60).default(''),
  country: text(60).default(''),
  province: text(100).default(''),
  city: text(100).default(''),
  district: text(100).default(''),
  line1: text(500).default(''),
  postcode: text(20).default(''),
  /** Where a channel masks or encrypts the receiver: its own name for the address, by which it decrypts or prints. */
  token: text(2000).optional(),
})

export const buyerShape = z.strictObject({
  id: text(200).optional(),
  nick: text(200).optional(),
  email: text(320).optional(),
})

export const lineShape = z.strictObject({
  channelLineNo: text(100).min(1),
  /** The listing it was bought from, as the channel numbers it: finds the SKU where the seller SKU says nothing. */
  itemId: text(100).optional(),
  variationId: text(100).optional(),
  sellerSku: text(200).default(''),
  title: text(500).default(''),
  quantity: z.int().min(1).max(1_000_000),
  unitPrice: positive,
  discount: amount.default('0'),
})

/** One order as a channel, a file or a person states it. */
export const incomingOrder = z.strictObject({
  channelOrderNo: text(100).min(1),
  status: z.enum(channelStatuses),
  createdAt: instant,
  paidAt: instant.nullish(),
  modifiedAt: instant,
  promisedShipAt: instant.nullish(),
  currency: z.string().refine(isCurrency, { params: { code: 'unknown_currency' } }),
  buyer: buyerShape.default({}),
  address: addressShape.prefault({}),
  lines: z.array(lineShape).max(2000),
  shippingFee: amount.default('0'),
  discount: amount.default('0'),
  total: amount,
  paid: amount.default('0'),
  /** What was given back of `paid`; a history tells it, later refunds are after-sales. */
  refunded: positive.optional(),
  buyerNote: text(2000).nullish(),
})

export type IncomingOrder = z.output<typeof incomingOrder>
export type Address = z.output<typeof addressShape>
export type Buyer = z.output<typeof buyerShape>

/** What is sealed in `orders.contact`. */
export type Contact = { buyer: Buyer; address: Address; buyerNote: string }

export type IngestOutcome = 'created' | 'updated' | 'unchanged' | 'stale' | 'rejected'

export type IngestResult = {
  channelOrderNo: string
  outcome: IngestOutcome
  orderId?: string
  error?: { code: string; errors: { path: string; code: string }[] }
}

export type RiskSignal = {
  code: 'address_incomplete' | 'cancelled_often' | 'amount_high' | 'quantity_extreme'
  points: number
  /** What was seen, and what would have been usual. */
  value?: string
  usual?: string
}

/** Why the house suspects something: numbers of other orders, kinds of blacklist entries, signals with their points. */
export type HoldDetails = {
  orders?: string[]
  /** Orders of other shops, of those that the reader may see; empty: there are, but not for these eyes. */
  elsewhere?: { shopId: string; shopCode: string; number: string }[]
  /** By what it is the same person. */
  same?: ('phone' | 'place' | 'buyer')[]
  hours?: number
  kinds?: ('phone' | 'name')[]
  score?: number
  threshold?: number
  signals?: RiskSignal[]
}

export type HoldView = { code: HoldCode; since: string; until?: string; note?: string; details?: HoldDetails }

export type MaskedContact = { name: string; phone: string; email: string; line1: string; nick: string }

export const tagTones = ['grey', 'teal', 'blue', 'green', 'amber', 'orange', 'violet', 'danger'] as const

export const tagView = z.object({ id: z.string(), name: z.string(), tone: z.enum(tagTones) })
export type TagView = z.output<typeof tagView>

export type OrderRow = {
  id: string
  number: string
  channelOrderNo: string
  shopCode: string
  state: OrderState
  paymentStatus: 'unpaid' | 'paid'
  refundStatus: 'none' | 'requested' | 'refunded'
  holds: HoldView[]
  urgent: boolean
  presale: boolean
  /** Not to be merged or split. */
  sealed: boolean
  shippedElsewhere: boolean
  hasBuyerNote: boolean
  flag: FlagColour | ''
  tags: TagView[]
  assignee: { id: string; name: string } | null
  buyer: { name: string; province: string; city: string; country: string }
  lineCount: number
  units: number
  total: string
  currency: string
  createdAt: string
  paidAt: string | null
  promisedShipAt: string | null
  version: number
}

export type OrderLineView = {
  id: string
  lineNo: number
  channelLineNo: string
  sellerSku: string
  skuId: string | null
  skuCode: string | null
  title: string
  quantity: number
  /** `gift`: ours, not the channel's. */
  kind: 'ordered' | 'gift'
  unitPrice: string
  goods: string
  discount: string
  freight: string
  /** What a bundle was made of when the order was allocated, with each part's share of `goods`. */
  parts: { skuCode: string; quantity: number; goods: string }[]
}

export type FulfilmentView = {
  id: string
  number: string
  state: FulfilmentState
  warehouseCode: string
  blockReason: string | null
  blockNote: string
  blockedAt: string | null
  /** Lines of several orders leave in it. */
  merged: boolean
  carrierCode: string | null
  /** Whom a routing rule would have carry it. */
  preferredCarrier: string | null
  trackingNo: string | null
  /** The scale has stopped it: it weighs something else than its goods, carton and filling. */
  weightOff: { weightG: number; expectedG: number } | null
  shippedAt: string | null
  deliveredAt: string | null
  /** `pools`: how many of the units are a pool's; the rest is general stock. */
  lines: {
    orderLineId: string
    skuCode: string
    quantity: number
    pools: { code: string; quantity: number }[]
    /** Whether the units' numbers are asked for when it leaves. */
    serialMode: SerialMode
    /** What of it has left: of which batches, and which units. */
    batches: { batchId: string; batchNo: string; expiresOn: string | null; quantity: number }[]
    serials: string[]
  }[]
  version: number
}

export type CancelPlan = {
  version: number
  possible: boolean
  /** Parcels that have left: what follows for them is after-sales. */
  shipped: string[]
  /** What is stopped and voided. */
  parcels: {
    number: string
    state: FulfilmentState
    warehouseCode: string
    picked: boolean
    printed: boolean
    /** Orders that go on without this one. */
    sharedWith: string[]
  }[]
  /** Parcels that are stopped in warehouses out of one's sight. */
  elsewhere: number
  releases: { skuCode: string; warehouseCode: string; quantity: number }[]
  demands: { skuCode: string; quantity: number }[]
  holds: HoldCode[]
  gifts: number
  /** What was paid and has to be given back outside. */
  refund: { amount: string; currency: string } | null
}

/** Which parcels an order's goods were in, and which came of which. */
export type Lineage = {
  parcels: (FulfilmentView & { createdAt: string; orders: { id: string; number: string }[] })[]
  edges: { from: string; to: string; kind: string; at: string; actor: string }[]
}

type PlannedLine = { orderLineId: string; skuCode: string; quantity: number }

export type SplitPlan = {
  channel: string
  /** What the channel takes a tracking number for: see `channel-limits.ts`. */
  limits: { unit: 'quantity' | 'line' | 'order' | 'free'; extraParcels: boolean }
  sealed: boolean
  /** Parcels that can be split now. */
  parcels: FulfilmentView[]
  /** How allocation would send what waits; null when nothing waits. */
  suggestion: {
    parcels: { warehouseCode: string; lines: PlannedLine[] }[]
    short: { skuCode: string; missing: number }[]
  } | null
}

/** `chosen`, `part` (what can leave now leaves from here), or why it was not: by the first criterion in which it is behind. */
export const allocationReasons = [
  'chosen',
  'part',
  'by_hand',
  'short',
  'more_parcels',
  'not_preferred',
  'too_late',
  'dearer',
  'farther',
  'covers_lower_priority',
  'newer_stock',
  'later_code',
  'excluded_by_rule',
] as const

export type AllocationReason = (typeof allocationReasons)[number]

/** One way to send the order: from one warehouse, or from several together (codes joined by +). `score`: how many percent of the units it has. */
export type AllocationCandidate = {
  warehouseCode: string
  warehouseCodes: string[]
  score: number
  reason: AllocationReason
  parcels: number
  /** Rank of the receiver's province in the warehouse's list, the lower the nearer; null: not in it. */
  region: number | null
  priority: number
  /** When its last parcel can leave, by the warehouses' lead times and the carriers' collections; null: nothing is said of that. */
  leavesAt?: string | null
  /** That is after the promised time. */
  late?: boolean
  /** What the parcels cost by the warehouses' lists; null: one says nothing of the province. */
  freight?: { amount: string; currency: string } | null
  stockSince: string | null
}

/** What routing rules said: where the order may leave from only, from where not, from where first, and whether it may be split. */
export type AllocationRoute = {
  version: number
  rules: string[]
  only: string[] | null
  avoid: string[] | null
  prefer: string[] | null
  keepWhole: boolean
  /** Whom the rules would have carry it. */
  carrier?: string | null
}

export type Allocation = {
  /** Where the order, or its first parcel, leaves from. */
  warehouseCode?: string
  warehouseCodes?: string[]
  candidates: AllocationCandidate[]
  short: { skuCode: string; missing: number }[]
  route?: AllocationRoute
}

export type OrderEventView = { from: OrderState | null; to: OrderState; at: string; actor: string; reason: string }

export type ActivityView = {
  seq: number
  kind: string
  at: string
  actor: string
  reason: string
  data: Record<string, unknown>
}

export type OrderView = OrderRow & {
  /** Unpaid, and no channel will say when it is paid: a person may. */
  paymentByHand: boolean
  shopName: string
  /** Until when a presale order is not allocated; null: until somebody lets it go. */
  presaleUntil: string | null
  goods: string
  discount: string
  freight: string
  paid: string
  refunded: string
  /** Of a cancelled order: what is still to be paid back outside, in its currency. */
  refundDue: string | null
  address: {
    name: string
    phone: string
    country: string
    province: string
    city: string
    district: string
    line1: string
    postcode: string
  }
  contact: { nick: string; email: string }
  buyerNote: string
  lines: OrderLineView[]
  fulfilments: FulfilmentView[]
  allocation: Allocation | null
  events: OrderEventView[]
  activity: ActivityView[]
  notes: { id: string; text: string; author: string; at: string; editedAt: string | null; version: number }[]
  calls: { id: string; result: string; nextCallAt: string | null; note: string; caller: string; at: string }[]
  nextCallAt: string | null
}

export const refundStatuses = ['requested', 'agreed', 'refunded', 'closed'] as const

export const refundView = z.object({
  id: z.string(),
  refundNo: z.string(),
  /** null: it is about the whole order, or about a line that is not known. */
  lineNo: z.number().int().nullable(),
  status: z.enum(refundStatuses),
  withReturn: z.boolean(),
  amount: z.string(),
  currency: z.string(),
  /** In the buyer's words. */
  reason: z.string(),
  requestedAt: z.string(),
  modifiedAt: z.string(),
})
export type RefundView = z.output<typeof refundView>

/** What running the routing rules again comes to for one order; all but the first two leave it as it is and say why. */
export const reroutings = [
  'changed',
  'unchanged',
  'not_waiting',
  'held',
  'presale',
  'begun',
  'in_wave',
  'labelled',
  'merged',
  'pooled',
  'by_hand',
  'would_lack',
] as const

export type Rerouting = (typeof reroutings)[number]

/** Where an order leaves from and with whom. `carriers`: empty where rules wish for none. */
export type Way = { warehouseCodes: string[]; carriers: string[] }

export type ReroutingView = {
  orderId: string
  number: string
  state: OrderState
  outcome: Rerouting
  from: Way
  to: Way
  /** Why the present way loses; null: it is none, or stays. */
  why: AllocationReason | null
  /** The rules that decided. */
  rules: string[]
}
