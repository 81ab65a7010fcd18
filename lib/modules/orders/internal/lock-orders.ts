import { refuse } from '@/lib/kernel/refusal'
import { binder, visible } from '@/lib/modules/orders/internal/visible-orders'
import type { Context } from '@/lib/platform/door/context'

export type LockedMark = { id: string; flag: string; assignee_id: string | null }

/** Many orders a command is about, locked by ascending id. One that is unknown, foreign or out of scope refuses them all. */
export async function lockOrders(ctx: Context, orderIds: readonly string[]): Promise<LockedMark[]> {
  const wanted = [...new Set(orderIds)]
  const { bind, params } = binder()
  const rows = await ctx.sql<LockedMark>(
    `select o.id, o.flag, o.assignee_id from orders o
      where o.tenant_id = $1 and o.id = any(${bind(wanted)}::uuid[]) and ${visible(ctx, bind)} order by o.id for update of o`,
    params,
  )
  if (rows.length < wanted.length) refuse('not_found')
  for (const { id } of rows) ctx.touch('order', id)
  return rows
}
