import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

type Seen = { id: string; number: string; channel_order_no: string; state: OrderState }

/**
 * Of the orders whose goods lie in parcels, those whose shop the actor sees. A parcel of several shops is seen by whoever sees the one
 * it goes under; its goods have to be packed, but whose orders they are is the other shop's affair.
 */
export async function seenOrders(ctx: Context, orderIds: readonly string[]): Promise<Seen[]> {
  return ctx.sql<Seen>(
    `select id, number, channel_order_no, state from orders
      where tenant_id = $1 and id = any($2::uuid[]) and ($3::uuid[] is null or shop_id = any($3::uuid[])) order by number`,
    [[...new Set(orderIds)], ctx.actor.scope.shopIds],
    'orders-seen-in-parcels',
  )
}
