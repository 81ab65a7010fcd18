import { meantOrders } from '@/lib/modules/orders/internal/meant-orders'
import { orderConditions } from '@/lib/modules/orders/internal/order-list.sql'
import { promiseSequence } from '@/lib/modules/orders/internal/promise-sequence.sql'
import { binder, shopsOf } from '@/lib/modules/orders/internal/visible-orders'
import type { OrderFilter } from '@/lib/modules/orders/order-filter'
import { beforeShipped } from '@/lib/modules/orders/states'
import { mostBulkRows } from '@/lib/modules/settings/bulk'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import type { Context } from '@/lib/platform/door/context'

/**
 * The orders that a bulk job works on, in its sequence, and one more where there are too many. `byTurn`: those that have not left come
 * first, urgent ones and the oldest promises before others, as allocation serves them; a job that takes no more leaves the latest promises
 * out. Else, and for the rest, the newest first.
 */
export async function bulkTargets(
  ctx: Context,
  filter: OrderFilter,
  byTurn: boolean,
): Promise<{ id: string; number: string }[]> {
  const shop = filter.shopCode === undefined ? undefined : await shopByCode(ctx, filter.shopCode)
  if (filter.shopCode !== undefined && !shop) return []
  const shopIds = shopsOf(ctx, shop?.id)
  const ids = await meantOrders(ctx, filter, shopIds)
  const { bind, params } = binder()
  const where = orderConditions(ctx, filter, ids, bind)
  if (shopIds) where.push(`o.shop_id = any(${bind(shopIds)}::uuid[])`)
  const most = mostBulkRows + 1
  const find = (conditions: readonly string[], sequence: string): Promise<{ id: string; number: string }[]> =>
    ctx.sql(
      `select o.id, o.number from orders o where ${conditions.join(' and ')} order by ${sequence} limit ${most}`,
      params,
    )
  const newest = 'o.ordered_at desc, o.id desc'
  if (!byTurn) return find(where, newest)
  const open = `o.state = any(${bind(beforeShipped)})`
  const due = await find([...where, open], promiseSequence)
  return due.length < most ? [...due, ...(await find([...where, `not ${open}`], newest))].slice(0, most) : due
}
