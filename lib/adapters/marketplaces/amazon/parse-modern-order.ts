import { marketplaceCurrency } from '@/lib/adapters/marketplaces/amazon/currencies'
import type { ChannelLine, ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { minus, per, plus } from '@/lib/adapters/marketplaces/decimal'
import { said } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

const statuses: Readonly<Record<string, ChannelOrder['status']>> = {
  PENDING: 'unpaid',
  PENDING_AVAILABILITY: 'unpaid',
  UNSHIPPED: 'paid',
  PARTIALLY_SHIPPED: 'paid',
  SHIPPED: 'shipped',
  INVOICE_UNCONFIRMED: 'shipped',
  CANCELLED: 'cancelled',
  UNFULFILLABLE: 'cancelled',
}

/** Orders API 2026-01-01: items, amounts, receiver and parcels in one answer. https://developer-docs.amazon.com/sp-api/docs/orders-api */
export function readModernOrder(order: Reading): ChannelOrder {
  const stated = statuses[order.must('fulfillment', 'fulfillmentStatus')]
  if (!stated) throw new BadElement(order.at('fulfillment', 'fulfillmentStatus').path, 'unknown_status')
  const status = stated === 'shipped' && allDelivered(order) ? 'delivered' : stated
  const currency = order.text('proceeds', 'grandTotal', 'currencyCode') || byMarketplace(order)
  const created = order.mustInstant('UTC', 'createdTime')
  const items = order.list('orderItems').filter((item) => item.whole('quantityOrdered') > 0)
  const total = order.amount('proceeds', 'grandTotal', 'amount')
  const sums = breakdown([order], currency) ?? breakdown(items, currency) ?? { freight: '0', discount: '0', onTop: '0' }
  return {
    channelOrderNo: order.must('orderId'),
    status,
    createdAt: created,
    ...said({ paidAt: status === 'unpaid' ? '' : created }),
    modifiedAt: order.mustInstant('UTC', 'lastUpdatedTime'),
    ...said({ promisedShipAt: order.instant('UTC', 'fulfillment', 'shipByWindow', 'latestDateTime') }),
    currency,
    buyer: said({
      nick: order.short(200, 'buyer', 'buyerName'),
      email: order.short(320, 'buyer', 'buyerEmail'),
    }),
    address: addressOf(order.at('recipient', 'deliveryAddress')),
    lines: items.map((item) => readItem(item, currency)),
    shippingFee: sums.freight,
    discount: minus(sums.discount, sums.onTop),
    total,
    paid: status === 'unpaid' ? '0.00' : total,
  }
}

/** What the total is made of beside the goods; everything that is neither goods, freight nor discount was charged on top. */
function breakdown(of: Reading[], currency: string) {
  const parts = of.flatMap((from) => from.list('proceeds', 'breakdowns'))
  if (parts.length === 0) return undefined
  const sum = (wanted: (type: string) => boolean) =>
    plus(...parts.filter((p) => wanted(p.must('type'))).map((p) => money(p.at('subtotal'), currency)))
  return {
    freight: sum((type) => type === 'SHIPPING'),
    // Written with or without its minus sign.
    discount: sum((type) => type === 'DISCOUNT').replace('-', ''),
    onTop: sum((type) => !['ITEM', 'SHIPPING', 'DISCOUNT'].includes(type)),
  }
}

function readItem(item: Reading, currency: string): ChannelLine {
  const quantity = item.whole('quantityOrdered')
  const price = item.at('product', 'price', 'unitPrice')
  const goods = () =>
    plus(
      ...item
        .list('proceeds', 'breakdowns')
        .filter((part) => part.text('type') === 'ITEM')
        .map((part) => money(part.at('subtotal'), currency)),
    )
  return {
    channelLineNo: item.must('orderItemId'),
    ...said({ itemId: item.short(100, 'product', 'asin'), variationId: item.short(100, 'product', 'sellerSku') }),
    sellerSku: item.short(200, 'product', 'sellerSku'),
    title: item.short(500, 'product', 'title'),
    quantity,
    unitPrice: price.has('amount') ? money(price, currency) : per(goods(), quantity),
    discount: '0.00',
  }
}

function money(amount: Reading, currency: string): string {
  const stated = amount.text('currencyCode')
  if (stated !== '' && stated !== currency) throw new BadElement(amount.path, 'mixed_currencies')
  return amount.amount('amount')
}

function byMarketplace(order: Reading): string {
  const found = marketplaceCurrency[order.text('salesChannel', 'marketplaceId')]
  if (!found) throw new BadElement(order.at('proceeds', 'grandTotal', 'currencyCode').path, 'missing')
  return found
}

function allDelivered(order: Reading): boolean {
  const parcels = order.list('packages').map((parcel) => parcel.text('packageStatus', 'status'))
  return parcels.length > 0 && parcels.every((status) => status === 'DELIVERED')
}

function addressOf(to: Reading): ChannelOrder['address'] {
  const lines = ['companyName', 'addressLine1', 'addressLine2', 'addressLine3'].map((field) => to.short(120, field))
  return {
    name: to.short(200, 'name'),
    phone: to.short(60, 'phone'),
    country: to.short(60, 'countryCode'),
    province: to.short(100, 'stateOrRegion'),
    city: to.short(100, 'city') || to.short(100, 'municipality'),
    district: to.short(100, 'districtOrCounty'),
    line1: lines.filter(Boolean).join(', '),
    postcode: to.short(20, 'postalCode'),
  }
}
