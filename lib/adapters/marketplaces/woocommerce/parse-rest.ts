import type { ChannelNotice } from '@/lib/adapters/marketplaces/channel-order'
import { notA, type Parser } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'
import { wooZone } from '@/lib/adapters/marketplaces/woocommerce/parse-order'

/** A refund does not name its order: only its address does. */
export const wooRefunds: Parser<'refund'> = {
  find(payload) {
    const found = payload.isList() ? payload.list() : [payload]
    return found.every((refund) => refund.has('refunded_by') || refund.has('refunded_payment')) ? found : notA('refund')
  },
  read(refund) {
    const [up] = refund.list('_links', 'up')
    const at = refund.mustInstant(wooZone, 'date_created_gmt')
    return {
      refundNo: refund.must('id'),
      channelOrderNo: /\/orders\/(\d+)$/.exec(up?.text('href') ?? '')?.[1] ?? '',
      channelLineNo: '',
      status: 'refunded',
      withReturn: false,
      amount: refund.amount('amount'),
      currency: '',
      reason: refund.short(200, 'reason'),
      createdAt: at,
      modifiedAt: at,
    }
  },
}

export const wooListings: Parser<'listing'> = {
  find(payload) {
    const found = payload.isList() ? payload.list() : [payload]
    return found.length > 0 && found.every(isProduct) ? found : notA('listing')
  },
  read: (product) => ({
    itemId: product.must('id'),
    variationId: '',
    sellerSku: product.short(200, 'sku'),
    title: product.short(500, 'name') || product.short(500, 'permalink'),
    quantity: product.text('stock_quantity') === '' ? null : product.whole('stock_quantity'),
    state: ['', 'publish'].includes(product.text('status')) ? 'on' : 'off',
    price: product.text('price') === '' ? null : product.amount('price'),
  }),
}

export const wooNotices: Parser<'webhook'> = {
  find(payload) {
    if (payload.has('delivery_url')) notA('webhook', 'a subscription, not a delivery')
    return payload.text('id') !== '' || payload.has('webhook_id') ? [payload] : notA('webhook')
  },
  read(body): ChannelNotice {
    const order = body.has('order_key')
    return {
      event: body.has('webhook_id') ? 'ping' : order ? 'order' : isProduct(body) ? 'listing' : 'other',
      topic: '',
      channelOrderNo: order ? body.must('id') : '',
      refundNo: '',
      amount: '',
      at: body.instant(wooZone, 'date_modified_gmt'),
    }
  },
}

function isProduct(row: Reading): boolean {
  return row.has('stock_status') && row.has('manage_stock')
}
