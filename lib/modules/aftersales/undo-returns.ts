import { unmarkRefundRequested } from '@/lib/modules/orders/find-sales'
import type { Context } from '@/lib/platform/door/context'

/** Takes return requests of an import back; the orders they asked about are as if nobody had asked. */
export async function undoReturns(ctx: Context, returnIds: readonly string[]): Promise<void> {
  if (returnIds.length === 0) return
  const gone = await ctx.sql<{ order_id: string }>(
    'delete from return_requests where tenant_id = $1 and id = any($2::uuid[]) returning order_id',
    [returnIds],
  )
  const orderIds = [...new Set(gone.map(({ order_id }) => order_id))]
  const still = await ctx.sql<{ order_id: string }>(
    'select distinct order_id from return_requests where tenant_id = $1 and order_id = any($2::uuid[])',
    [orderIds],
  )
  const asked = new Set(still.map(({ order_id }) => order_id))
  await unmarkRefundRequested(
    ctx,
    orderIds.filter((id) => !asked.has(id)),
  )
}
