/** One order in the shape that intake takes. Money is decimal text, instants are ISO texts. */
export type ChannelOrder = {
  channelOrderNo: string
  status: 'unpaid' | 'paid' | 'shipped' | 'delivered' | 'cancelled'
  createdAt: string
  paidAt?: string
  modifiedAt: string
  promisedShipAt?: string
  currency: string
  buyer: { id?: string; nick?: string; email?: string }
  address: ChannelAddress
  lines: ChannelLine[]
  shippingFee: string
  /** What is taken off the whole order, less what is charged on top of it (tax not in the prices, tips, fees): then total = goods − discounts + freight. */
  discount: string
  total: string
  paid: string
  buyerNote?: string
}

export type ChannelAddress = {
  name: string
  phone: string
  country: string
  province: string
  city: string
  district: string
  line1: string
  postcode: string
  /** Where the channel masks or encrypts the receiver: its own name for the address, with which it decrypts or prints. */
  token?: string
}

export type ChannelLine = {
  channelLineNo: string
  /** The listing it was bought from, as the channel numbers it; absent where it does not say. */
  itemId?: string
  variationId?: string
  sellerSku: string
  title: string
  quantity: number
  unitPrice: string
  discount: string
}

export type ChannelRefund = {
  refundNo: string
  channelOrderNo: string
  /** '' when it is about the whole order. */
  channelLineNo: string
  status: 'requested' | 'agreed' | 'refunded' | 'closed'
  withReturn: boolean
  amount: string
  currency: string
  reason: string
  createdAt: string
  modifiedAt: string
}

export type ChannelListing = {
  itemId: string
  /** '' when the item has no variations. */
  variationId: string
  sellerSku: string
  title: string
  quantity: number | null
  /** 'off': not for sale at the moment. */
  state: 'on' | 'off'
  /** null: the channel does not say, or says no currency beside it that is not the shop's own. */
  price: string | null
}

/** A push says that something happened; what is true is then asked for. */
export type ChannelNotice = {
  event: 'order' | 'refund' | 'listing' | 'ping' | 'other'
  topic: string
  channelOrderNo: string
  refundNo: string
  amount: string
  at: string
}

/** Shipment events, as far as a marketplace tells them. */
export type ChannelTracking = { channelOrderNo: string; trackingNo: string; status: string; at: string }

export type ItemOf = {
  order: ChannelOrder
  refund: ChannelRefund
  listing: ChannelListing
  webhook: ChannelNotice
  tracking: ChannelTracking
}

export const payloadKinds = ['order', 'refund', 'listing', 'webhook', 'tracking'] as const
export type PayloadKind = (typeof payloadKinds)[number]
