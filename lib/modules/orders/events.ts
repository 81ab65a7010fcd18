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
