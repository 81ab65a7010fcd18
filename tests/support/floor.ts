import { newId } from '@/lib/kernel/ids'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { createStation } from '@/lib/modules/warehouse/create-station'
import type { ScanAnswer } from '@/lib/modules/warehouse/schema'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import type { Command } from '@/lib/platform/door/use-case'
import { registry } from '@/lib/registry'
import { arrive } from '@/tests/support/books'
import { incoming, type TestShop } from '@/tests/support/shop'

export type Floor = TestShop & { stationId: string }
export type Parcel = { id: string; number: string; orderId: string }

/** A station in the test's warehouse. */
export async function createFloor(shop: TestShop, name = 'Packing 1'): Promise<Floor> {
  const { id } = await run(createStation, shop.owner, { warehouseCode: 'HZ', name })
  return { ...shop, stationId: id }
}

/** Approved and reserved orders, one SKU each; answers their parcels in the sequence they were asked for. */
export async function parcelsFor(
  shop: TestShop,
  orders: readonly [sku: string, quantity: number][],
  changes: Record<string, unknown> = {},
): Promise<Parcel[]> {
  const ids = await arrive(
    shop,
    orders.map(([sku, quantity]) => incoming(newId(), sku, quantity, changes)),
  )
  for (const orderId of ids) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const parcels: Parcel[] = []
  for (const orderId of ids) {
    const [parcel] = (await run(getOrder, shop.owner, { orderId })).fulfilments
    if (!parcel) throw new Error('the order has no parcel')
    parcels.push({ id: parcel.id, number: parcel.number, orderId })
  }
  return parcels
}

/** One scan at the test's station, with an id of its own unless `input` has one. */
export async function scan(
  floor: Floor,
  operation: string,
  input: object,
  actor: Actor = floor.owner,
): Promise<ScanAnswer> {
  const useCase = registry.find((one) => one.name === `scan.${operation}`)
  if (!useCase) throw new Error(`there is no scan.${operation}`)
  return run(useCase as Command, actor, {
    scanId: newId(),
    stationId: floor.stationId,
    ...input,
  }) as Promise<ScanAnswer>
}
