import type { ChannelLine, ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { minus, per, plus } from '@/lib/adapters/marketplaces/decimal'
import { notA, type Parser, said } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

/** `date_*` is the site's own time and says no zone; its twin `date_*_gmt` is UTC. */
export const wooZone = 'UTC'

/** A shop has no state "shipped": completed is what the merchant sets when the goods have left. */
const statuses: Readonly<Record<string, ChannelOrder['status']>> = {
  'checkout-draft': 'unpaid',
  pending: 'unpaid',
  'on-hold': 'unpaid',
  processing: 'paid',
  completed: 'shipped',
  cancelled: 'cancelled',
  refunded: 'cancelled',
  failed: 'cancelled',
  trash: 'cancelled',
}

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties */
export const wooOrders: Parser<'order'> = {
  find(payload) {
    if (payload.has('code') && payload.has('message')) notA('order', `error answer ${payload.text('code')}`)
    const found = payload.isList() ? payload.list() : [payload]
    return found.every((order) => order.has('order_key') && order.has('line_items')) ? found : notA('order')
  },
  read: readOrder,
}

function readOrder(order: Reading): ChannelOrder {
  const status = statuses[order.must('status').replace(/^wc-/, '')]
  if (!status) throw new BadElement(order.at('status').path, 'unknown_status')
  const total = order.amount('total')
  const paidAt = order.instant(wooZone, 'date_paid_gmt')
  const fees = order.list('fee_lines').map((fee) => fee.amount('total'))
  return {
    channelOrderNo: order.must('id'),
    status,
    createdAt: order.mustInstant(wooZone, 'date_created_gmt'),
    ...said({ paidAt }),
    modifiedAt: order.mustInstant(wooZone, 'date_modified_gmt'),
    currency: order.must('currency'),
    buyer: buyerOf(order),
    address: addressOf(order),
    lines: order.list('line_items').map(readLine),
    shippingFee: order.amount('shipping_total'),
    // Amounts of lines and freight never hold tax, also where the shop shows its prices with it.
    discount: minus('0', order.amount('total_tax'), ...fees),
    total,
    paid: paidAt ? plus(total) : '0.00',
    ...said({ buyerNote: order.short(2000, 'customer_note') }),
  }
}

/** `subtotal` is before coupons, `total` after them, both for the whole line. */
function readLine(line: Reading): ChannelLine {
  const quantity = line.whole('quantity')
  const before = line.amount('subtotal')
  return {
    channelLineNo: line.must('id'),
    ...said({ itemId: listed(line, 'product_id'), variationId: listed(line, 'variation_id') }),
    sellerSku: line.short(200, 'sku'),
    title: line.short(500, 'name'),
    quantity,
    unitPrice: per(before, quantity),
    discount: minus(before, line.amount('total')),
  }
}

/** 0 means none. */
function listed(line: Reading, field: string): string {
  const id = line.short(100, field)
  return id === '0' ? '' : id
}

function buyerOf(order: Reading): ChannelOrder['buyer'] {
  const billing = order.at('billing')
  const id = order.short(200, 'customer_id')
  return said({
    // Guests are all number 0.
    id: id === '0' ? '' : id,
    nick: [billing.short(99, 'first_name'), billing.short(99, 'last_name')].filter(Boolean).join(' '),
    email: billing.short(320, 'email'),
  })
}

function addressOf(order: Reading): ChannelOrder['address'] {
  // Shops that send nothing abroad ask for the billing address only.
  const own = order.text('shipping', 'address_1') !== '' || order.text('shipping', 'city') !== ''
  const to = order.at(own ? 'shipping' : 'billing')
  const lines = [to.short(150, 'company'), to.short(200, 'address_1'), to.short(148, 'address_2')]
  return {
    name: [to.short(99, 'first_name'), to.short(99, 'last_name')].filter(Boolean).join(' '),
    phone: to.short(60, 'phone') || order.short(60, 'billing', 'phone'),
    country: to.short(60, 'country'),
    province: to.short(100, 'state'),
    city: to.short(100, 'city'),
    district: '',
    line1: lines.filter(Boolean).join(', '),
    postcode: to.short(20, 'postcode'),
  }
}
