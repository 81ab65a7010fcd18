import type { ChannelListing, ChannelRefund } from '@/lib/adapters/marketplaces/channel-order'
import { notA, type Parser } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { topBody, topList, topZone } from '@/lib/adapters/marketplaces/taobao/answer'
import { BadElement } from '@/lib/adapters/marketplaces/trouble'

/** https://open.taobao.com/api.htm?docId=52&docType=2 */
const refundStatuses: Readonly<Record<string, ChannelRefund['status']>> = {
  WAIT_SELLER_AGREE: 'requested',
  SELLER_REFUSE_BUYER: 'requested',
  WAIT_BUYER_RETURN_GOODS: 'agreed',
  WAIT_SELLER_CONFIRM_GOODS: 'agreed',
  WAIT_BUYER_CONFIRM_EXCHANGE_SELLER_SEND_GOODS: 'agreed',
  WAIT_SELLER_CONSIGN_GOODS: 'agreed',
  EXCHANGE_TRANSFORM_TO_REFUND: 'agreed',
  SUCCESS: 'refunded',
  CLOSED: 'closed',
}

export const taobaoRefunds: Parser<'refund'> = {
  find(payload) {
    const body = topBody(payload, 'refund')
    if (body.has('refunds')) return topList(body, 'refunds', 'refund')
    if (body.has('refund')) return [body.at('refund')]
    if (body.has('trade') || body.has('trades')) notA('refund')
    return body.has('total_results') || body.has('has_next') ? [] : notA('refund')
  },
  read(refund) {
    const status = refundStatuses[refund.must('status')]
    if (!status) throw new BadElement(refund.at('status').path, 'unknown_status')
    return {
      refundNo: refund.must('refund_id'),
      channelOrderNo: refund.must('tid'),
      channelLineNo: refund.text('oid'),
      status,
      withReturn: refund.flag('has_good_return'),
      amount: refund.amount('refund_fee'),
      currency: 'CNY',
      reason: refund.short(200, 'reason'),
      createdAt: refund.mustInstant(topZone, 'created'),
      modifiedAt: refund.mustInstant(topZone, 'modified'),
    }
  },
}

export const taobaoListings: Parser<'listing'> = {
  find(payload) {
    const body = topBody(payload, 'listing')
    const items = body.has('item') ? [body.at('item')] : body.has('items') ? topList(body, 'items', 'item') : undefined
    if (!items) return body.has('total_results') ? [] : notA('listing')
    return items.flatMap((item) => {
      const skus = topList(item, 'skus', 'sku')
      return skus.length > 0 ? skus : [item]
    })
  },
  read: readListing,
}

/** A variation stands inside its item, which says the number and whether it is on sale for all of them. */
function readListing(row: Reading): ChannelListing {
  const variation = row.has('sku_id')
  return {
    itemId: row.around('num_iid').must(),
    variationId: row.text('sku_id'),
    sellerSku: row.short(200, 'outer_id'),
    title: row.short(500, variation ? 'properties_name' : 'title'),
    quantity: row.has(variation ? 'quantity' : 'num') ? row.whole(variation ? 'quantity' : 'num') : null,
    state: row.around('approve_status').text() === 'instock' ? 'off' : 'on',
    price: row.has('price') ? row.amount('price') : null,
  }
}
