import { listReturnRequests } from '@/lib/modules/aftersales/list-return-requests'
import { exportOf } from '@/lib/modules/exchange/internal/export-of'
import { listCalls } from '@/lib/modules/orders/list-calls'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { command } from '@/lib/platform/door/use-case'
import type { Locale } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'

function word(words: Readonly<Record<string, string>>, code: string): string {
  return words[code] ?? code
}

const stateOf = (state: string, locale: Locale) => word(MESSAGES[locale].orders.state, state)
const holdsOf = (holds: readonly { code: string }[], locale: Locale) =>
  holds.map(({ code }) => word(MESSAGES[locale].orders.hold, code)).join(', ')

/** As the list shows them: buyers stay masked in a file, too. */
export const exportOrders = command(
  exportOf({
    name: 'order.export',
    path: '/orders/export',
    file: 'orders',
    list: listOrders,
    columns: [
      ...(['number', 'channelOrderNo', 'shopCode'] as const),
      ['state', (row, locale) => stateOf(row.state, locale)],
      ['holds', (row, locale) => holdsOf(row.holds, locale)],
      [
        'refundStatus',
        (row, locale) =>
          row.refundStatus === 'none' ? null : word(MESSAGES[locale].orders.mark.refund, row.refundStatus),
      ],
      ['buyerName', (row) => row.buyer.name],
      ['country', (row) => row.buyer.country],
      ['province', (row) => row.buyer.province],
      ['city', (row) => row.buyer.city],
      ...(['lineCount', 'units', 'total', 'currency', 'createdAt', 'paidAt', 'promisedShipAt'] as const),
    ],
  }),
)

export const exportFulfilments = command(
  exportOf({
    name: 'fulfilment.export',
    path: '/fulfilments/export',
    file: 'fulfilments',
    list: listFulfilments,
    columns: [
      'number',
      ['state', (row, locale) => word(MESSAGES[locale].orders.fulfilmentState, row.state)],
      ...(['warehouseCode', 'carrierCode', 'trackingNo', 'shippedAt', 'deliveredAt', 'blockReason'] as const),
      ['lines', (row) => row.lines.map(({ skuCode, quantity }) => `${skuCode} × ${quantity}`).join(', ')],
    ],
  }),
)

export const exportCalls = command(
  exportOf({
    name: 'call.export',
    path: '/calls/export',
    file: 'calls',
    list: listCalls,
    columns: [
      ['number', ({ order }) => order.number],
      ['channelOrderNo', ({ order }) => order.channelOrderNo],
      ['shopCode', ({ order }) => order.shopCode],
      ['holds', ({ order }, locale) => holdsOf(order.holds, locale)],
      ['buyerName', ({ order }) => order.buyer.name],
      ['total', ({ order }) => order.total],
      ['currency', ({ order }) => order.currency],
      ['createdAt', ({ order }) => order.createdAt],
      'nextCallAt',
      'callCount',
      'lastResult',
    ],
  }),
)

export const exportRejects = command(
  exportOf({
    name: 'reject.export',
    path: '/orders/rejects/export',
    file: 'rejected-orders',
    list: listRejects,
    columns: [
      ...(['channelOrderNo', 'shopCode', 'source', 'state', 'attempts', 'createdAt'] as const),
      ['errors', (row) => row.errors.map(({ path, code }) => (path ? `${path}: ${code}` : code)).join('; ')],
    ],
  }),
)

export const exportReturnRequests = command(
  exportOf({
    name: 'return-request.export',
    path: '/return-requests/export',
    file: 'return-requests',
    list: listReturnRequests,
    columns: [
      ...(['number', 'state', 'shopCode', 'orderNumber', 'channelOrderNo', 'channelReturnNo', 'sellerSku'] as const),
      ...(['title', 'quantity', 'amount', 'currency', 'requestedAt'] as const),
    ],
  }),
)
