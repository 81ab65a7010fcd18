import type { ChannelLine, ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { minus, plus } from '@/lib/adapters/marketplaces/decimal'
import { notA, type Parser, said } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

/** Times carry the store's offset. */
const zone = 'UTC'

const unpaid = ['pending', 'authorized', 'partially_paid', 'expired']
const settled = ['paid', 'partially_refunded', 'refunded']

/** https://shopify.dev/docs/api/admin-rest/latest/resources/order */
export const shopifyOrders: Parser<'order'> = {
  find(payload) {
    if (payload.has('errors')) notA('order', 'error answer')
    const orders = payload.isList() ? payload.list() : payload.list('orders')
    const found = payload.has('order')
      ? [payload.at('order')]
      : payload.has('line_items') && payload.has('financial_status')
        ? [payload]
        : orders
    if (found.length === 0) return payload.has('orders') || payload.isList() ? [] : notA('order')
    // A call for some fields only is no order, whatever its list is called.
    if (found.some((order) => !order.has('financial_status') || !order.has('line_items')))
      notA('order', 'a part of one')
    return found
  },
  read: readOrder,
}

function readOrder(order: Reading): ChannelOrder {
  const money = order.must('financial_status')
  if (money !== 'voided' && !unpaid.includes(money) && !settled.includes(money))
    throw new BadElement(order.at('financial_status').path, 'unknown_status')
  const total = order.amount('total_price')
  const paidAt = settled.includes(money) ? order.instant(zone, 'processed_at') || order.instant(zone, 'created_at') : ''
  const freight = order
    .list('shipping_lines')
    .map((s) => s.amount(s.has('discounted_price') ? 'discounted_price' : 'price'))
  const onTop = [
    order.flag('taxes_included') ? '0' : order.amount('total_tax'),
    order.amount('total_tip_received'),
    order.amount('original_total_duties_set', 'shop_money', 'amount'),
  ]
  const lines = order.list('line_items').map(readLine)
  return {
    channelOrderNo: order.must('id'),
    status: statusOf(order, money),
    createdAt: order.mustInstant(zone, 'created_at'),
    ...said({ paidAt }),
    modifiedAt: order.mustInstant(zone, 'updated_at'),
    currency: order.must('currency'),
    buyer: buyerOf(order),
    address: addressOf(order),
    lines,
    shippingFee: plus(...freight),
    discount: minus('0', ...onTop),
    total,
    paid: settled.includes(money)
      ? total
      : money === 'partially_paid'
        ? minus(total, order.amount('total_outstanding'))
        : '0.00',
    ...said({ buyerNote: order.short(2000, 'note') }),
  }
}

function statusOf(order: Reading, money: string): ChannelOrder['status'] {
  if (order.instant(zone, 'cancelled_at') !== '' || money === 'voided') return 'cancelled'
  const sent = order.text('fulfillment_status')
  if (!['', 'partial', 'fulfilled', 'restocked'].includes(sent))
    throw new BadElement(order.at('fulfillment_status').path, 'unknown_status')
  if (sent === 'fulfilled') {
    const parcels = order.list('fulfillments').filter((f) => f.text('status') === 'success')
    return parcels.length > 0 && parcels.every((f) => f.text('shipment_status') === 'delivered')
      ? 'delivered'
      : 'shipped'
  }
  if (unpaid.includes(money)) return 'unpaid'
  return money === 'refunded' ? 'cancelled' : 'paid'
}

/** Allocations hold every discount of the line, also its share of the order's codes; payloads of old versions only have the line's own. */
function readLine(line: Reading): ChannelLine {
  const shares = line.list('discount_allocations')
  const variant = line.short(99, 'variant_title')
  return {
    channelLineNo: line.must('id'),
    ...said({ itemId: line.short(100, 'product_id'), variationId: line.short(100, 'variant_id') }),
    sellerSku: line.short(200, 'sku'),
    title: [line.short(400, 'title'), variant].filter(Boolean).join(' '),
    quantity: line.whole('quantity'),
    unitPrice: line.amount('price'),
    discount: shares.length > 0 ? plus(...shares.map((s) => s.amount('amount'))) : line.amount('total_discount'),
  }
}

function buyerOf(order: Reading): ChannelOrder['buyer'] {
  const customer = order.at('customer')
  return said({
    id: customer.short(200, 'id'),
    nick: [customer.short(99, 'first_name'), customer.short(99, 'last_name')].filter(Boolean).join(' '),
    email: order.short(320, 'email') || order.short(320, 'contact_email'),
  })
}

function addressOf(order: Reading): ChannelOrder['address'] {
  const to = order.at('shipping_address')
  const lines = [to.short(150, 'company'), to.short(200, 'address1'), to.short(148, 'address2')]
  return {
    name: to.short(200, 'name') || [to.short(99, 'first_name'), to.short(99, 'last_name')].filter(Boolean).join(' '),
    phone: to.short(60, 'phone') || order.short(60, 'phone'),
    country: to.short(60, 'country_code') || to.short(60, 'country'),
    province: to.short(100, 'province') || to.short(100, 'province_code'),
    city: to.short(100, 'city'),
    district: '',
    line1: lines.filter(Boolean).join(', '),
    postcode: to.short(20, 'zip'),
  }
}
