import type { channelCodes } from '@/lib/modules/settings/schema'

export type Channel = (typeof channelCodes)[number]

/**
 * The smallest thing a channel takes a tracking number for. `quantity`: any units of a line; `line`: whole lines, so of a line in two
 * parcels it shows one number; `order`: one number, what else was sent must be told the buyer in words; `free`: nobody asks.
 */
export type TrackedUnit = 'quantity' | 'line' | 'order' | 'free'

export type ChannelLimits = {
  unit: TrackedUnit
  /** Further parcels have a call of their own. */
  extraParcels: boolean
  /** A parcel may carry orders of other shops beside its own: nothing where the label is the channel's and made for one shop's order. */
  shared: boolean
}

const quantity: ChannelLimits = { unit: 'quantity', extraParcels: true, shared: true }
const line: ChannelLimits = { unit: 'line', extraParcels: true, shared: true }
const order: ChannelLimits = { unit: 'order', extraParcels: false, shared: true }
const free: ChannelLimits = { unit: 'free', extraParcels: true, shared: true }
const labelled = (limits: ChannelLimits): ChannelLimits => ({ ...limits, shared: false })

/** As each channel's ship confirmation is defined: which of its fields says what is in the parcel. */
export const channelLimits: Record<Channel, ChannelLimits> = {
  // logistics.offline.send: is_split with sub_tid[].
  taobao: line,
  // logistics.online.send: one tracking_number an order; order.upload.extra.logistics adds parcels.
  pinduoduo: { unit: 'order', extraParcels: true, shared: true },
  // shipmentConfirmation: orderItems[{ orderItemId, quantity }].
  amazon: quantity,
  // shipping_fulfillment: lineItems[{ lineItemId, quantity }].
  ebay: quantity,
  // shipping: statusQuantity of each order line.
  walmart: quantity,
  // solution.order.fulfill: send_type all or part, without saying of what.
  aliexpress: { unit: 'order', extraParcels: true, shared: true },
  // shipment.v2.confirm: orderSendInfoList[{ orderSn, quantity }].
  temu: labelled(quantity),
  // import-batch-multiple-express: infoList by goodsId.
  shein: labelled(line),
  // shipment notice: smallParcelShipments with items[{ partNumber, quantity }].
  wayfair: labelled(quantity),
  // posting/fbs/ship: packages[{ products[{ product_id, quantity }] }].
  ozon: labelled(quantity),
  // orders/{id}/packages: order_line_item_ids.
  tiktok: labelled(line),
  // fulfillments: line items with quantities.
  shopify: quantity,
  // No call of its core: the number goes into a note of the order.
  woocommerce: order,
  manual: free,
  file: free,
}
