import type { ChannelNotice, ChannelRefund } from '@/lib/adapters/marketplaces/channel-order'
import { notA, type Parser } from '@/lib/adapters/marketplaces/parse'
import { pddBody, pddZone } from '@/lib/adapters/marketplaces/pinduoduo/parse-order'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'
import { fromMinor } from '@/lib/kernel/money'

const closed = [0, 4, 6, 7, 8, 9]
const refunded = [5, 10, 18]

export const pinduoduoRefunds: Parser<'refund'> = {
  find(payload) {
    const body = pddBody(payload, 'refund')
    return body.has('refund_list') ? body.list('refund_list') : notA('refund')
  },
  read(refund) {
    const state = refund.whole('after_sales_status')
    const status: ChannelRefund['status'] = refunded.includes(state)
      ? 'refunded'
      : closed.includes(state)
        ? 'closed'
        : state === 2
          ? 'requested'
          : 'agreed'
    return {
      refundNo: refund.must('id'),
      channelOrderNo: refund.must('order_sn'),
      channelLineNo: '',
      status,
      withReturn: refund.text('after_sales_type') === '3',
      amount: refund.amount('refund_amount'),
      currency: 'CNY',
      reason: refund.short(200, 'after_sale_reason'),
      createdAt: refund.mustInstant(pddZone, 'created_time'),
      modifiedAt: refund.mustInstant(pddZone, 'updated_time'),
    }
  },
}

export const pinduoduoListings: Parser<'listing'> = {
  find(payload) {
    const body = pddBody(payload, 'listing')
    if (!body.has('goods_list')) notA('listing')
    return body.list('goods_list').flatMap((goods) => {
      const skus = goods.list('sku_list')
      return skus.length > 0 ? skus : [goods]
    })
  },
  read: (row) => ({
    itemId: row.must('goods_id'),
    variationId: row.text('sku_id'),
    sellerSku: row.short(200, 'outer_id'),
    title: row.short(500, row.has('spec') ? 'spec' : 'goods_name'),
    quantity: row.has('sku_quantity') ? row.whole('sku_quantity') : null,
    state: row.text('is_onsale') === '0' || row.text('is_sku_onsale') === '0' ? 'off' : 'on',
    // The list of goods says none.
    price: null,
  }),
}

/** A pushed message; its content is JSON in a text, and its money is whole fen. */
export const pinduoduoNotices: Parser<'webhook'> = {
  find: (payload) => (payload.has('type') && payload.has('content') ? [payload] : notA('webhook')),
  read(message): ChannelNotice {
    const topic = message.must('type')
    const content = contentOf(message)
    const fen = content.text('refund_fee')
    if (fen !== '' && !/^\d{1,15}$/.test(fen)) throw new BadElement('content.refund_fee', 'not_an_amount')
    return {
      event: topic.startsWith('pdd_refund_') ? 'refund' : topic.startsWith('pdd_trade_') ? 'order' : 'other',
      topic,
      channelOrderNo: content.text('tid'),
      refundNo: content.text('refund_id'),
      amount: fen === '' ? '' : fromMinor(BigInt(fen), 'CNY'),
      at: content.instant(pddZone, 'modified'),
    }
  },
}

function contentOf(message: Reading): Reading {
  try {
    return new Reading(parseExact(message.must('content')), 'content')
  } catch (e) {
    if (e instanceof SyntaxError) throw new BadElement(message.at('content').path, 'not_json')
    throw e
  }
}
