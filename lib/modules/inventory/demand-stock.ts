import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Demand = { orderLineId: string; orderId: string; skuId: string; quantity: number }

/** Notes what orders wait for; purchasing and the drain read it. `more`: beside what they wait for already. */
export async function demandStock(
  ctx: Context,
  demands: readonly Demand[],
  how: 'all' | 'more' = 'all',
): Promise<void> {
  const quantity = how === 'all' ? 'excluded.quantity' : 'stock_demands.quantity + excluded.quantity'
  await insertMany(
    ctx,
    'stock_demands',
    {
      order_line_id: ['uuid', demands.map((d) => d.orderLineId)],
      sku_id: ['uuid', demands.map((d) => d.skuId)],
      order_id: ['uuid', demands.map((d) => d.orderId)],
      quantity: ['int', demands.map((d) => d.quantity)],
      since: ['timestamptz', demands.map(() => ctx.now)],
    },
    `on conflict (tenant_id, order_line_id, sku_id) do update set quantity = ${quantity}`,
  )
}

/** These orders wait no longer. */
export async function forgetDemand(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    'delete from stock_demands where tenant_id = $1 and order_id = any($2::uuid[])',
    [orderIds],
    'demand-forget',
  )
}
