import { findOrders } from '@/lib/modules/orders/internal/find-orders'
import type { OrderFilter } from '@/lib/modules/orders/order-filter'
import { idsOfSet } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** The orders that a search word or pasted numbers mean; undefined when the filter has neither, both narrow each other. */
export async function meantOrders(
  ctx: Context,
  { q, set }: Pick<OrderFilter, 'q' | 'set'>,
  shopIds: readonly string[] | null,
): Promise<string[] | undefined> {
  const found = q === undefined ? undefined : await findOrders(ctx, q, shopIds)
  const pasted = await idsOfSet(ctx, 'orders', set)
  if (pasted === null) return found
  if (!found) return [...pasted]
  const among = new Set(pasted)
  return found.filter((orderId) => among.has(orderId))
}
