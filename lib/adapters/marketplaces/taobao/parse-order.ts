import type { ChannelLine, ChannelOrder } from '@/lib/adapters/marketplaces/channel-order'
import { isZero, minus, plus } from '@/lib/adapters/marketplaces/decimal'
import { notA, type Parser, said } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { topBody, topList, topZone } from '@/lib/adapters/marketplaces/taobao/answer'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

/** https://open.taobao.com/docV3.htm?docId=102856&docType=1 */
const statuses: Readonly<Record<string, ChannelOrder['status']>> = {
  TRADE_NO_CREATE_PAY: 'unpaid',
  WAIT_BUYER_PAY: 'unpaid',
  PAY_PENDING: 'unpaid',
  WAIT_PRE_AUTH_CONFIRM: 'unpaid',
  PAID_FORBID_CONSIGN: 'unpaid',
  WAIT_SELLER_SEND_GOODS: 'paid',
  SELLER_CONSIGNED_PART: 'paid',
  WAIT_BUYER_CONFIRM_GOODS: 'shipped',
  TRADE_BUYER_SIGNED: 'delivered',
  TRADE_FINISHED: 'delivered',
  TRADE_CLOSED: 'cancelled',
  TRADE_CLOSED_BY_TAOBAO: 'cancelled',
}

const closed = ['TRADE_CLOSED', 'TRADE_CLOSED_BY_TAOBAO']

export const taobaoOrders: Parser<'order'> = {
  find(payload) {
    const body = topBody(payload, 'order')
    if (body.has('trade')) return [body.at('trade')]
    if (body.has('trades')) return topList(body, 'trades', 'trade')
    if (body.has('tid') && body.has('status')) return [body]
    // A page without orders comes without its list.
    return body.has('total_results') || body.has('has_next') ? [] : notA('order')
  },
  read: readTrade,
}

function readTrade(trade: Reading): ChannelOrder {
  const status = statuses[trade.must('status')]
  if (!status) throw new BadElement(trade.at('status').path, 'unknown_status')
  const rows = topList(trade, 'orders', 'order')
  if (rows.length === 0) throw new BadElement(trade.at('orders').path, 'missing')
  // A line closed on its own, by a refund or because it was never paid, must not be shipped; its money went back.
  const open = status === 'cancelled' ? rows : rows.filter((row) => !closed.includes(lineStatus(row)))
  const gone = rows.filter((row) => !open.includes(row)).map((row) => row.amount('divide_order_fee'))
  const shopDiscountOnLines = plus(...open.map((row) => row.amount('part_mjz_discount')))
  const total = minus(trade.amount('payment'), ...gone)
  const paidAt = trade.instant(topZone, 'pay_time')
  return {
    channelOrderNo: trade.must('tid'),
    status,
    createdAt: trade.mustInstant(topZone, 'created'),
    ...said({ paidAt }),
    modifiedAt: trade.mustInstant(topZone, 'modified'),
    currency: 'CNY',
    buyer: said({ id: trade.short(200, 'buyer_open_uid'), nick: trade.short(200, 'buyer_nick') }),
    address: addressOf(trade),
    lines: open.map(readLine),
    shippingFee: trade.amount('post_fee'),
    // The shop's discount stands on the order, unless the platform has already spread it over the lines.
    discount: isZero(shopDiscountOnLines) ? minus(trade.amount('discount_fee'), trade.amount('adjust_fee')) : '0.00',
    total,
    paid: paidAt ? total : '0.00',
    ...said({ buyerNote: trade.short(2000, 'buyer_message') }),
  }
}

function lineStatus(row: Reading): string {
  const status = row.text('status')
  if (status !== '' && !statuses[status]) throw new BadElement(row.at('status').path, 'unknown_status')
  return status
}

/** The platform's own sum: payment = price × num + adjust_fee − discount_fee, less its share of the shop's discount. */
function readLine(row: Reading): ChannelLine {
  return {
    channelLineNo: row.must('oid'),
    ...said({ itemId: row.short(100, 'num_iid'), variationId: row.short(100, 'sku_id') }),
    sellerSku: row.short(200, 'outer_sku_id') || row.short(200, 'outer_iid'),
    title: [row.short(400, 'title'), row.short(99, 'sku_properties_name')].filter(Boolean).join(' '),
    quantity: row.whole('num'),
    unitPrice: row.amount('price'),
    discount: plus(minus(row.amount('discount_fee'), row.amount('adjust_fee')), row.amount('part_mjz_discount')),
  }
}

/** Name, phone and address are masked; `oaid` names them for decryption and for the waybill. */
function addressOf(trade: Reading): ChannelOrder['address'] {
  const district = trade.short(100, 'receiver_district')
  const town = trade.short(100, 'receiver_town')
  return {
    name: trade.short(200, 'receiver_name'),
    phone: trade.short(60, 'receiver_mobile') || trade.short(60, 'receiver_phone'),
    country: trade.short(60, 'receiver_country') || 'CN',
    province: trade.short(100, 'receiver_state'),
    city: trade.short(100, 'receiver_city'),
    district,
    line1: (town === district ? '' : town) + trade.short(400, 'receiver_address'),
    postcode: trade.short(20, 'receiver_zip'),
    ...said({ token: trade.short(2000, 'oaid') }),
  }
}
