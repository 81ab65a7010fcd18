import { refuse } from '@/lib/kernel/refusal'
import { binder, shapeOf, visible } from '@/lib/modules/orders/internal/visible-orders'
import type { Context } from '@/lib/platform/door/context'

/** For readings beside an order: one that the actor does not see is unknown. */
export async function refuseUnseen(ctx: Context, orderId: string): Promise<void> {
  const { bind, params } = binder()
  const [order] = await ctx.sql(
    `select 1 from orders o where o.tenant_id = $1 and o.id = ${bind(orderId)} and ${visible(ctx, bind)}`,
    params,
    `order-seen-${shapeOf(ctx)}`,
  )
  if (!order) refuse('not_found')
}
