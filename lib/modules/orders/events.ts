import type { DomainEvent } from '@/lib/platform/door/context'

type Many = (orderIds: readonly string[]) => DomainEvent

const ofOrders =
  (name: string): Many =>
  (orderIds) => ({ name, payload: { orderIds } })

export const ordersCreated = ofOrders('orders.created')
export const ordersApproved = ofOrders('orders.approved')
export const ordersAllocated = ofOrders('orders.allocated')
export const ordersShort = ofOrders('orders.short')
export const ordersCancelled = ofOrders('orders.cancelled')
export const ordersShipped = ofOrders('orders.shipped')
export const ordersUnshipped = ofOrders('orders.unshipped')
export const ordersDelivered = ofOrders('orders.delivered')

/** `by`: who did it, so that nobody is told of what they did themselves. */
export function ordersAssigned(
  orderIds: readonly string[],
  memberId: string,
  by: string | null,
  at: Date,
): DomainEvent {
  return { name: 'orders.assigned', payload: { orderIds, memberId, by, at: at.toISOString() } }
}

/** The review rules have orders to look at; which, stands in `rule_dues`. */
export const rulesDue = (): DomainEvent => ({ name: 'rules.due', payload: {} })
export const dryRunStarted = (): DomainEvent => ({ name: 'rules.dry-run', payload: {} })

/** Of orders that somebody follows up: that something stops them now. */
export function ordersHeld(
  holds: readonly { orderId: string; memberId: string; code: string }[],
  by: string | null,
): DomainEvent {
  return { name: 'orders.held', payload: { holds, by } }
}

/** Each parcel by itself, for its orders may wait for others. */
export const fulfilmentShipped = (fulfilmentId: string): DomainEvent => ({
  name: 'fulfilment.shipped',
  payload: { fulfilmentId },
})
