import { listSkus } from '@/lib/modules/catalog/list-skus'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { trackSku } from '@/lib/modules/orders/track-sku'
import type { Actor } from '@/lib/platform/door/actor'
import { type RunOptions, run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { incoming, type TestShop } from '@/tests/support/shop'

/** Switches what a SKU asks for. */
export async function track(owner: Actor, skuCode: string, change: Record<string, unknown>) {
  const { items } = await run(listSkus, owner, { q: skuCode })
  const sku = items.find((one) => one.code === skuCode)
  return run(trackSku, owner, { skuId: sku?.id, version: sku?.version, ...change })
}

export function receiveBatch(
  owner: Actor,
  [skuCode, batchNo, quantity, expiresOn, unitCost = '10.00']: [string, string, number, string?, string?],
  options?: RunOptions,
) {
  const line = { skuCode, batchNo, quantity, unitCost, ...(expiresOn && { expiresOn }) }
  return run(receiveStock, owner, { warehouseCode: 'HZ', lines: [line] }, options)
}

/** `{ 'B1 usable': 5 }`, what expires first first. */
export async function batchesOf(owner: Actor, options?: RunOptions): Promise<Record<string, number>> {
  const { items } = await run(listBatches, owner, { limit: 200 }, options)
  return Object.fromEntries(items.map((b) => [`${b.batchNo} ${b.status}`, b.onHand]))
}

/** An order with its parcel, as far as there are goods for it. */
export async function ordered(shop: TestShop, no: string, skuCode: string, quantity: number, options?: RunOptions) {
  const [orderId = ''] = await arrive(shop, [incoming(no, skuCode, quantity)])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' }, options)
  await run(allocateOrders, shop.system, {}, options)
  const order = await run(getOrder, shop.owner, { orderId }, options)
  return { orderId, state: order.state, fulfilmentId: order.fulfilments[0]?.id ?? '' }
}

/** The codes a command is refused with, at their places. */
export const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((error) => `${error.path}:${error.code}`).join() ?? e.code ?? String(e),
  )
