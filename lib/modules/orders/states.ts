import { transitions } from '@/lib/kernel/states'

/** The order's states and the ways between them: the one table that code, screens and the API's document draw from. */
export const orderStates = transitions({
  pending_review: ['awaiting_contact', 'approved', 'invalid', 'cancelled', 'shipped'],
  awaiting_contact: ['pending_review', 'approved', 'invalid', 'cancelled', 'shipped'],
  approved: ['awaiting_shipment', 'awaiting_purchase', 'pending_review', 'cancelled', 'shipped'],
  awaiting_purchase: ['awaiting_shipment', 'pending_review', 'cancelled', 'shipped'],
  awaiting_shipment: ['shipped', 'awaiting_purchase', 'pending_review', 'cancelled'],
  shipped: ['delivered', 'awaiting_shipment'],
  invalid: ['pending_review', 'cancelled', 'shipped'],
  delivered: [],
  cancelled: [],
})

export type OrderState = (typeof orderStates.states)[number]

export const fulfilmentStates = transitions({
  waiting: ['allocated', 'cancelled'],
  allocated: ['released', 'picking', 'packed', 'shipped', 'waiting', 'cancelled'],
  released: ['picking', 'packed', 'shipped', 'cancelled', 'allocated'],
  picking: ['packed', 'shipped', 'cancelled', 'allocated'],
  packed: ['shipped', 'cancelled', 'allocated', 'picking'],
  shipped: ['delivered', 'allocated'],
  delivered: [],
  cancelled: [],
})

export type FulfilmentState = (typeof fulfilmentStates.states)[number]

/** States in which our own work on the order has begun: a change by the channel now stops that work. */
export const inWork: readonly OrderState[] = ['approved', 'awaiting_purchase', 'awaiting_shipment']

export const beforeShipped: readonly OrderState[] = ['pending_review', 'awaiting_contact', 'invalid', ...inWork]

export const holdCodes = [
  'unpaid',
  'review_wait',
  'finance_review',
  'address_incomplete',
  'suspected_duplicate',
  'suspected_fraud',
  'refund_requested',
  'address_changed',
  'amount_mismatch',
  'no_lines',
  'unmapped_sku',
  'below_margin',
  'blacklisted',
  'manual',
] as const

export type HoldCode = (typeof holdCodes)[number]

/** A person who approves may override these; the others must be released first. */
export const overridableHolds: readonly HoldCode[] = ['review_wait', 'suspected_duplicate', 'below_margin']

/** Only the facts lift these: no person can. */
export const notLiftedByHand: readonly HoldCode[] = ['unpaid', 'unmapped_sku', 'no_lines']

/**
 * Whether a person may say that the buyer has paid: of an order that a person wrote down or brought in a file (`source`: who made it), or
 * of a shop that is on no marketplace. Of all others the channel says it.
 */
export const paidByHand = (source: string, channel: string) => source === 'member' || channel === 'manual'

/** Holds that intake itself computes from the payload, and so takes away again when a later payload cures them. */
export const intakeHolds: readonly HoldCode[] = [
  'unpaid',
  'review_wait',
  'address_incomplete',
  'amount_mismatch',
  'no_lines',
  'unmapped_sku',
]

/** Colours people stick on orders; what each means is theirs to agree. */
