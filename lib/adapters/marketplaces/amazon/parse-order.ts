import { readModernOrder } from '@/lib/adapters/marketplaces/amazon/parse-modern-order'
import { readV0Order } from '@/lib/adapters/marketplaces/amazon/parse-v0-order'
import { notA, type Parser } from '@/lib/adapters/marketplaces/parse'
import type { Reading } from '@/lib/adapters/marketplaces/reading'

/** Both living versions of the Orders API; one order looks quite different in each. */
export const amazonOrders: Parser<'order'> = {
  find(payload) {
    if (payload.has('errors')) notA('order', 'error answer')
    if (payload.has('order', 'orderItems')) return [payload.at('order')]
    if (payload.list('orders').some(isModern)) return payload.list('orders')
    const body = payload.has('payload') ? payload.at('payload') : payload
    if (body.has('Orders')) return body.list('Orders')
    if (body.has('AmazonOrderId') && body.has('OrderStatus')) return [body]
    if (body.has('AmazonOrderId')) notA('order', 'a part of one')
    return payload.isList() || !payload.has('orders') ? notA('order') : payload.list('orders')
  },
  read: (order) => (isModern(order) ? readModernOrder(order) : readV0Order(order)),
}

function isModern(order: Reading): boolean {
  return order.has('orderId') && order.has('fulfillment')
}
