import { ordersHref } from '@/components/reports/orders-href'
import type { WorkListKey } from '@/lib/modules/reports/schema'

/** The list that each figure of the dashboard's work opens: the very rows it counts. */
export const workHrefs: Readonly<Record<WorkListKey, string>> = {
  overdue: ordersHref({ overdue: true }),
  held: ordersHref({ hold: 'any' }),
  pendingReview: ordersHref({ state: 'pending_review' }),
  callsDue: '/orders/calls?due=1',
  awaitingPurchase: ordersHref({ state: 'awaiting_purchase' }),
  refundDue: '/orders?refundDue=1',
  rejects: '/orders/rejects',
}
