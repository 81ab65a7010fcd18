import type { ChannelNotice } from '@/lib/adapters/marketplaces/channel-order'
import { plus } from '@/lib/adapters/marketplaces/decimal'
import { notA, type Parser } from '@/lib/adapters/marketplaces/parse'

const zone = 'UTC'

/** A refund that was calculated or asked about has no number: it did not happen. */
export const shopifyRefunds: Parser<'refund'> = {
  find(payload) {
    const found = payload.has('refund') ? [payload.at('refund')] : payload.list('refunds')
    const all = payload.has('refund_line_items') && payload.has('order_id') ? [payload] : found
    if (all.length === 0 && !payload.has('refunds')) notA('refund')
    if (all.some((refund) => refund.text('id') === '')) notA('refund', 'only calculated')
    return all
  },
  read(refund) {
    const paid = refund.list('transactions').filter((t) => t.text('kind') === 'refund')
    return {
      refundNo: refund.must('id'),
      channelOrderNo: refund.must('order_id'),
      channelLineNo: '',
      status: 'refunded',
      withReturn: false,
      amount: plus(...paid.map((t) => t.amount('amount'))),
      currency: paid[0]?.text('currency') ?? '',
      reason: refund.short(200, 'note'),
      createdAt: refund.mustInstant(zone, 'created_at'),
      modifiedAt: refund.instant(zone, 'processed_at') || refund.mustInstant(zone, 'created_at'),
    }
  },
}

export const shopifyListings: Parser<'listing'> = {
  find(payload) {
    const products = payload.has('product') ? [payload.at('product')] : payload.list('products')
    if (products.length === 0 && !payload.has('products')) notA('listing')
    return products.flatMap((product) => product.list('variants'))
  },
  read: (variant) => ({
    itemId: variant.must('product_id'),
    variationId: variant.must('id'),
    sellerSku: variant.short(200, 'sku'),
    title: variant.short(500, 'title'),
    quantity: variant.has('inventory_quantity') ? variant.whole('inventory_quantity') : null,
    state: 'on',
    price: variant.has('price') ? variant.amount('price') : null,
  }),
}

/** A delivery's body is the thing itself; its topic stands in a header, so the body alone must tell. */
export const shopifyNotices: Parser<'webhook'> = {
  find: (payload) => (payload.text('id') !== '' || payload.has('inventory_item_id') ? [payload] : notA('webhook')),
  read(body): ChannelNotice {
    const refund = body.has('refund_line_items')
    const order = body.has('line_items') && body.has('financial_status')
    return {
      event: refund ? 'refund' : order ? 'order' : body.has('variants') ? 'listing' : 'other',
      topic: '',
      channelOrderNo: order ? body.must('id') : body.text('order_id'),
      refundNo: refund ? body.must('id') : '',
      amount: '',
      at: body.instant(zone, 'updated_at') || body.instant(zone, 'processed_at'),
    }
  },
}
