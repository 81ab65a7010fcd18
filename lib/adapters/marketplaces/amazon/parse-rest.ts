import type { ChannelNotice } from '@/lib/adapters/marketplaces/channel-order'
import { notA, type Parser } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'

const zone = 'UTC'

/** Returns of the External Fulfillment API; the Orders API tells of none. Amounts are not part of them. */
export const amazonReturns: Parser<'refund'> = {
  find(payload) {
    if (payload.has('errors')) notA('refund', 'error answer')
    if (payload.has('returns')) return payload.list('returns')
    return payload.has('returnMetadata') ? [payload] : notA('refund')
  },
  read: (back) => ({
    refundNo: back.must('id'),
    channelOrderNo: back.must('marketplaceChannelDetails', 'customerOrderId'),
    channelLineNo: '',
    status: back.text('status') === 'CANCELLED' ? 'closed' : 'agreed',
    withReturn: true,
    amount: '0',
    currency: '',
    reason: back.short(200, 'returnMetadata', 'returnReason'),
    createdAt: back.mustInstant(zone, 'creationDateTime'),
    modifiedAt: back.mustInstant(zone, 'lastUpdatedDateTime'),
  }),
}

export const amazonListings: Parser<'listing'> = {
  find(payload) {
    if (payload.has('errors')) notA('listing', 'error answer')
    if (payload.has('items')) return payload.list('items')
    return payload.has('sku') && payload.has('summaries') ? [payload] : notA('listing')
  },
  read(item) {
    const [first] = item.list('summaries')
    const [stock] = item.list('fulfillmentAvailability')
    return {
      // Several offers of one seller may share an ASIN: the seller's own code tells them apart.
      itemId: first?.text('asin') || item.must('sku').slice(0, 200),
      variationId: item.must('sku').slice(0, 200),
      sellerSku: item.must('sku').slice(0, 200),
      title: first?.short(500, 'itemName') ?? '',
      quantity: stock?.has('quantity') ? stock.whole('quantity') : null,
      state:
        first && first.list('status').length > 0 && !first.list('status').some((s) => s.text() === 'BUYABLE')
          ? 'off'
          : 'on',
      price: null,
    }
  },
}

const events: Readonly<Record<string, ChannelNotice['event']>> = {
  ORDER_CHANGE: 'order',
  ORDER_STATUS_CHANGE: 'order',
  LISTINGS_ITEM_STATUS_CHANGE: 'listing',
  LISTINGS_ITEM_MFN_QUANTITY_CHANGE: 'listing',
  LISTINGS_ITEM_ISSUES_CHANGE: 'listing',
}

/** Notifications come through a queue; some schemas write their envelope in Pascal case, some in camel case. */
export const amazonNotices: Parser<'webhook'> = {
  find: (payload) => (topicOf(payload) ? [payload] : notA('webhook')),
  read(message): ChannelNotice {
    const topic = topicOf(message)
    const body = message.has('Payload') ? message.at('Payload') : message.at('payload')
    const order = body.has('OrderChangeNotification') ? body.at('OrderChangeNotification') : body
    return {
      event: events[topic] ?? 'other',
      topic,
      channelOrderNo: order.text('AmazonOrderId'),
      refundNo: '',
      amount: '',
      at: message.instant(zone, message.has('EventTime') ? 'EventTime' : 'eventTime'),
    }
  },
}

function topicOf(message: Reading): string {
  return message.text('NotificationType') || message.text('notificationType')
}
