import { refuse } from '@/lib/kernel/refusal'
import type { FulfilmentState, OrderState } from '@/lib/modules/orders/states'
import { seesShop, seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type LockedFulfilment = {
  id: string
  number: string
  state: FulfilmentState
  shop_id: string
  warehouse_id: string
  block_reason: string | null
  carrier_code: string | null
  tracking_key: string | null
  version: number
  orders: { id: string; state: OrderState }[]
  lines: { id: string; order_id: string; sku_id: string; quantity: number }[]
}

/**
 * A fulfilment with its orders, all locked. Orders first, ids ascending, then the parcel: the house's one lock order, so that
 * shipping and cancelling at the same moment wait for each other and one of them sees the other's result.
 */
export async function lockFulfilment(ctx: Context, fulfilmentId: string): Promise<LockedFulfilment> {
  const lines = await ctx.sql<LockedFulfilment['lines'][number]>(
    'select id, order_id, sku_id, quantity from fulfilment_lines where tenant_id = $1 and fulfilment_id = $2 order by id',
    [fulfilmentId],
    'fulfilment-lines',
  )
  const orders = await ctx.sql<LockedFulfilment['orders'][number]>(
    'select id, state from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update',
    [[...new Set(lines.map((l) => l.order_id))]],
    'fulfilment-orders-lock',
  )
  const [parcel] = await ctx.sql<Omit<LockedFulfilment, 'orders' | 'lines'>>(
    `select id, number, state, shop_id, warehouse_id, block_reason, carrier_code, tracking_key, version
       from fulfilments where tenant_id = $1 and id = $2 for update`,
    [fulfilmentId],
    'fulfilment-lock',
  )
  if (!parcel || !seesShop(ctx.actor, parcel.shop_id) || !seesWarehouse(ctx.actor, parcel.warehouse_id))
    return refuse('not_found')
  return { ...parcel, orders, lines }
}
