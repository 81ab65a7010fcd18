import type { ShipmentLimits, TrackedUnit } from '@/lib/adapters/marketplaces/connector'
import { connectors } from '@/lib/adapters/marketplaces/connectors'
import { isMarketplace, type Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { channelCodes } from '@/lib/modules/settings/schema'

export type Channel = (typeof channelCodes)[number]

const of = (unit: TrackedUnit, more: Partial<ShipmentLimits> = {}): ShipmentLimits => ({
  unit,
  extraParcels: true,
  shared: true,
  ...more,
})
const labelled = { shared: false }

/** Channels without a connector, as each one's ship confirmation is defined: which of its fields says what is in the parcel. */
const others: Record<Exclude<Channel, Marketplace>, ShipmentLimits> = {
  // shipping_fulfillment: lineItems[{ lineItemId, quantity }].
  ebay: of('quantity'),
  // shipping: statusQuantity of each order line.
  walmart: of('quantity'),
  // solution.order.fulfill: send_type all or part, without saying of what.
  aliexpress: of('order'),
  // shipment.v2.confirm: orderSendInfoList[{ orderSn, quantity }].
  temu: of('quantity', labelled),
  // import-batch-multiple-express: infoList by goodsId.
  shein: of('line', labelled),
  // shipment notice: smallParcelShipments with items[{ partNumber, quantity }].
  wayfair: of('quantity', labelled),
  // posting/fbs/ship: packages[{ products[{ product_id, quantity }] }].
  ozon: of('quantity', labelled),
  // orders/{id}/packages: order_line_item_ids.
  tiktok: of('line', labelled),
  manual: of('free'),
  file: of('free'),
}

/** What each channel takes a tracking number for: of those we speak to, what their connector declares and does. */
export const limitsOf = (channel: Channel): ShipmentLimits =>
  isMarketplace(channel) ? connectors[channel].declared.shipments : others[channel]

/** Channels whose parcels carry nobody else's orders. */
export const aloneChannels: readonly Channel[] = channelCodes.filter((channel) => !limitsOf(channel).shared)
