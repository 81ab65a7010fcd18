import { presaleLost } from '@/lib/modules/inventory/events'
import type { Context } from '@/lib/platform/door/context'

/** These orders no longer wait for goods on their way: what they were promised may be promised to others. */
export async function dropPresale(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const dropped = await ctx.sql<{ order_id: string }>(
    `update presale_promises set state = 'dropped', closed_at = $3 where tenant_id = $1 and order_id = any($2::uuid[]) and state = 'open'
      returning order_id`,
    [orderIds, ctx.now],
    'presale-drop',
  )
  if (dropped.length > 0) ctx.emit(presaleLost([...new Set(dropped.map((d) => d.order_id))]))
}
