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
  'order.edit-note',
  'order.split',
  'order.unsplit',
  'order.merge',
  'order.unmerge',
  'order.merge-suggestions',
  'order.lineage',
  'order.refunds',
  'order.add-gift',
  'order.remove-gift',
  'order.set-sealed',
  'order.set-presale',
  'fulfilment.block',
  'fulfilment.unblock',
  'call.record',
  'buyer.reveal',
  'customer.keep-buyer',
  'rule.trace',
  'fulfilment.ship',
  'fulfilment.unship',
  'fulfilment.get',
  'fulfilment.packing-slip',
] as const

export type OrderRights = Rights<(typeof orderRights)[number]>
