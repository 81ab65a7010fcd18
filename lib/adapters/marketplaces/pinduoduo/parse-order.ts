import type { ChannelLine, ChannelOrder, PayloadKind } from '@/lib/adapters/marketplaces/channel-order'
import { minus, plus } from '@/lib/adapters/marketplaces/decimal'
import { notA, type Parser, said } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

export const pddZone = 'Asia/Shanghai'

/** The answers' keys do not follow from the calls' names. */
export const pddAnswers = {
  'pdd.order.list.get': 'order_list_get_response',
  'pdd.order.number.list.increment.get': 'order_sn_increment_get_response',
  'pdd.order.information.get': 'order_info_get_response',
  'pdd.refund.list.increment.get': 'refund_increment_get_response',
  'pdd.logistics.online.send': 'logistics_online_send_response',
  'pdd.goods.quantity.update': 'goods_quantity_update_response',
  'pdd.goods.list.get': 'goods_list_get_response',
  'pdd.pop.auth.token.refresh': 'pop_auth_token_refresh_response',
  'pdd.mall.info.get': 'mall_info_get_response',
} as const

export function pddBody(payload: Reading, kind: PayloadKind): Reading {
  if (payload.has('error_response')) notA(kind, `error answer ${payload.text('error_response', 'error_code')}`)
  const [envelope] = payload.keys().filter((key) => key.endsWith('_response'))
  return envelope ? payload.at(envelope) : payload
}

export const pinduoduoOrders: Parser<'order'> = {
  find(payload) {
    const body = pddBody(payload, 'order')
    if (body.has('order_info')) return [body.at('order_info')]
    const key = ['order_list', 'order_sn_list'].find((name) => body.has(name))
    if (key) return body.list(key)
    return body.has('order_sn') && body.has('order_status') ? [body] : notA('order')
  },
  read(order) {
    const status = statusOf(order)
    const total = order.amount('pay_amount')
    const paidAt = order.instant(pddZone, 'pay_time') || order.instant(pddZone, 'confirm_time')
    const fees = order.list('service_fee_detail').map((fee) => fee.amount('service_fee'))
    return {
      channelOrderNo: order.must('order_sn'),
      status,
      createdAt: order.mustInstant(pddZone, 'created_time'),
      ...said({ paidAt: status === 'unpaid' ? '' : paidAt }),
      modifiedAt: order.mustInstant(pddZone, 'updated_at'),
      ...said({ promisedShipAt: order.instant(pddZone, 'last_ship_time') }),
      currency: 'CNY',
      buyer: {},
      address: addressOf(order),
      lines: linesOf(order),
      shippingFee: order.amount('postage'),
      // pay_amount = goods − discount + postage + service fees
      discount: minus(order.amount('discount_amount'), ...fees),
      total,
      paid: status === 'unpaid' ? '0.00' : plus(total),
      ...said({ buyerNote: order.short(2000, 'buyer_memo') }),
    }
  },
}

/** 0 in a group that is not complete, 1 made, 2 cancelled; then 1 to ship, 2 shipped, 3 received. Refunded before shipping is cancelled. */
function statusOf(order: Reading): ChannelOrder['status'] {
  const made = order.text('confirm_status')
  if (made === '0') return 'unpaid'
  if (made === '2') return 'cancelled'
  if (made !== '' && made !== '1') throw new BadElement(order.at('confirm_status').path, 'unknown_status')
  const status = ({ 1: 'paid', 2: 'shipped', 3: 'delivered' } as const)[order.must('order_status')]
  if (!status) throw new BadElement(order.at('order_status').path, 'unknown_status')
  return status === 'paid' && order.text('refund_status') === '4' ? 'cancelled' : status
}

/** Lines have no number of their own: the variation's, and its count where it comes twice. */
function linesOf(order: Reading): ChannelLine[] {
  const seen = new Map<string, number>()
  const line = (item: Reading, prefix: string, price: string): ChannelLine => {
    const id = prefix + (item.text('sku_id') || item.must('goods_id'))
    const count = (seen.get(id) ?? 0) + 1
    seen.set(id, count)
    return {
      channelLineNo: count > 1 ? `${id}-${count}` : id,
      ...said({ itemId: item.short(100, 'goods_id'), variationId: item.short(100, 'sku_id') }),
      sellerSku: item.short(200, 'outer_id') || item.short(200, 'outer_goods_id'),
      title: [item.short(400, 'goods_name'), item.short(99, 'goods_spec')].filter(Boolean).join(' '),
      quantity: item.whole('goods_count'),
      unitPrice: price,
      discount: '0.00',
    }
  }
  return [
    ...order.list('item_list').map((item) => line(item, '', item.amount('goods_price'))),
    // Gifts leave with the parcel and cost nothing.
    ...order.list('gift_list').map((gift) => line(gift, 'gift-', '0.00')),
  ]
}

/** The receiver's fields are ciphertext (in ~ signs) or empty; the masked twins are for people, the address id is the token. */
function addressOf(order: Reading): ChannelOrder['address'] {
  const shown = (max: number, field: string) => {
    const masked = order.short(max, `${field}_mask`)
    const given = masked || order.short(max, field)
    return /^[~$@#].*[~$@#]$/.test(given) ? '***' : given
  }
  return {
    name: shown(200, 'receiver_name'),
    phone: shown(60, 'receiver_phone'),
    country: 'CN',
    province: order.short(100, 'province'),
    city: order.short(100, 'city'),
    district: order.short(100, 'town'),
    line1: shown(500, 'receiver_address') || shown(500, 'address'),
    postcode: '',
    ...said({ token: order.short(2000, 'open_address_id') }),
  }
}
