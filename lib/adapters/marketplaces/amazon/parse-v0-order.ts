import { marketplaceCurrency } from '@/lib/adapters/marketplaces/amazon/currencies'
import type { ChannelLine, ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { minus, per, plus, same } from '@/lib/adapters/marketplaces/decimal'
import { said } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

const statuses: Readonly<Record<string, ChannelOrder['status']>> = {
  Pending: 'unpaid',
  PendingAvailability: 'unpaid',
  Unshipped: 'paid',
  PartiallyShipped: 'paid',
  Shipped: 'shipped',
  InvoiceUnconfirmed: 'shipped',
  Canceled: 'cancelled',
  Unfulfillable: 'cancelled',
}

/** Orders API v0, with the answers of its items, address and buyer joined in as `OrderItems`, `ShippingAddress`, `BuyerInfo`. */
export function readV0Order(order: Reading): ChannelOrder {
  const status = statuses[order.must('OrderStatus')]
  if (!status) throw new BadElement(order.at('OrderStatus').path, 'unknown_status')
  const currency = currencyOf(order)
  const money = (from: Reading, field: string) => {
    const stated = from.text(field, 'CurrencyCode')
    if (stated !== '' && stated !== currency) throw new BadElement(from.at(field).path, 'mixed_currencies')
    return from.amount(field, 'Amount')
  }
  const items = order.list('OrderItems').filter((item) => item.whole('QuantityOrdered') > 0)
  const sum = (field: string) => plus(...items.map((item) => money(item, field)))
  const total = money(order, 'OrderTotal')
  const freight = minus(sum('ShippingPrice'), sum('ShippingDiscount'))
  const net = minus(plus(sum('ItemPrice'), freight), sum('PromotionDiscount'))
  const tax = minus(plus(sum('ItemTax'), sum('ShippingTax')), sum('PromotionDiscountTax'), sum('ShippingDiscountTax'))
  const purchased = order.mustInstant('UTC', 'PurchaseDate')
  return {
    channelOrderNo: order.must('AmazonOrderId'),
    status,
    createdAt: purchased,
    // Amazon says when it was ordered, not when it was paid; what may be shipped is paid.
    ...said({ paidAt: status === 'unpaid' ? '' : purchased }),
    modifiedAt: order.mustInstant('UTC', 'LastUpdateDate'),
    ...said({ promisedShipAt: order.instant('UTC', 'LatestShipDate') }),
    currency,
    buyer: said({
      nick: order.short(200, 'BuyerInfo', 'BuyerName'),
      email: order.short(320, 'BuyerInfo', 'BuyerEmail'),
    }),
    address: addressOf(order.at('ShippingAddress')),
    lines: items.map((item) => readItem(item, money)),
    shippingFee: freight,
    // In Europe and Japan prices hold the tax, in America it comes on top: the total tells which.
    discount: items.length === 0 || same(net, total) ? '0.00' : minus('0', tax),
    total,
    paid: status === 'unpaid' ? '0.00' : total,
  }
}

/** `ItemPrice` is for the whole quantity. */
function readItem(item: Reading, money: (from: Reading, field: string) => string): ChannelLine {
  const quantity = item.whole('QuantityOrdered')
  return {
    channelLineNo: item.must('OrderItemId'),
    ...said({ itemId: item.short(100, 'ASIN'), variationId: item.short(100, 'SellerSKU') }),
    sellerSku: item.short(200, 'SellerSKU'),
    title: item.short(500, 'Title'),
    quantity,
    unitPrice: per(money(item, 'ItemPrice'), quantity),
    discount: money(item, 'PromotionDiscount'),
  }
}

function currencyOf(order: Reading): string {
  const stated = order.text('OrderTotal', 'CurrencyCode')
  const found = stated || marketplaceCurrency[order.text('MarketplaceId')]
  return found ?? fail(order)
}

function fail(order: Reading): never {
  throw new BadElement(order.at('OrderTotal').path, 'missing')
}

function addressOf(to: Reading): ChannelOrder['address'] {
  const lines = ['CompanyName', 'AddressLine1', 'AddressLine2', 'AddressLine3'].map((field) => to.short(120, field))
  return {
    name: to.short(200, 'Name'),
    phone: to.short(60, 'Phone'),
    country: to.short(60, 'CountryCode'),
    province: to.short(100, 'StateOrRegion'),
    city: to.short(100, 'City'),
    district: to.short(100, 'District') || to.short(100, 'County'),
    line1: lines.filter(Boolean).join(', '),
    postcode: to.short(20, 'PostalCode'),
  }
}
