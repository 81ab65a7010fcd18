import type { Rights } from '@/lib/platform/entrance/rights'

/** What the order's page offers, by the use cases behind it. */
export const orderRights = [
  'order.review',
  'order.unapprove',
  'order.cancel',
  'order.hold',
  'order.release-hold',
  'finance-review.release',
  'order.deliver',
  'order.reroute',
  'order.set-urgent',
  'order.add-note',
  'call.record',
  'buyer.reveal',
  'fulfilment.ship',
  'fulfilment.unship',
  'fulfilment.get',
  'fulfilment.packing-slip',
] as const

export type OrderRights = Rights<(typeof orderRights)[number]>
