import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { OrderView } from '@/lib/modules/orders/schema'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { incoming, type TestShop } from '@/tests/support/shop'

/** An order of several SKUs at 20.00 each, of one buyer at one address unless `changes` say otherwise. */
export function ordered(no: string, units: Record<string, number>, changes: Record<string, unknown> = {}) {
  const base = incoming(no, 'X')
  const total = (20 * Object.values(units).reduce((n, q) => n + q, 0)).toFixed(2)
  const lines = Object.entries(units).map(([sku, quantity], i) => ({
    ...base.lines[0],
    channelLineNo: String(i + 1),
    sellerSku: sku,
    title: sku,
    quantity,
  }))
  return { ...base, lines, total, paid: total, ...changes }
}

export async function viewOf(shop: TestShop, orderId: string): Promise<OrderView> {
  return run(getOrder, shop.owner, { orderId })
}

/** Taken in, approved, allocated. */
export async function ready(shop: TestShop, orders: readonly unknown[]): Promise<OrderView[]> {
  const ids = await arrive(shop, orders)
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  return Promise.all(ids.map((id) => viewOf(shop, id)))
}

/** The parcels of an order that are not over. */
export const openParcels = (order: OrderView) => order.fulfilments.filter((f) => f.state === 'allocated')

export function ship(shop: TestShop, fulfilmentId: string | undefined, trackingNo: string) {
  return run(shipFulfilment, shop.owner, { fulfilmentId, carrierCode: 'sf', trackingNo })
}
