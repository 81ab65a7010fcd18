import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { type Channel, limitsOf } from '@/lib/modules/orders/channel-limits'
import { getOrder } from '@/lib/modules/orders/get-order'
import { planRest } from '@/lib/modules/orders/internal/plan-rest'
import type { SplitPlan } from '@/lib/modules/orders/schema'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

type Row = { state: OrderState; shop_id: string; province: string; sealed: boolean; channel: Channel }

/** What can be split of an order, what its channel takes tracking numbers for, and how allocation would split what waits. */
export const getSplitPlan = query({
  name: 'order.split-plan',
  summary: "What of an order can be split, with the channel's limits and allocation's suggestion",
  http: { method: 'GET', path: '/orders/{orderId}/split-plan' },
  input: z.strictObject({ orderId: id('order') }),
  async run(ctx, { orderId }): Promise<SplitPlan> {
    const order = await getOrder.within(ctx, { orderId })
    const [row] = await ctx.sql<Row>(
      `select o.state, o.shop_id, o.province, o.sealed, s.channel from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
        where o.tenant_id = $1 and o.id = $2`,
      [orderId],
    )
    if (!row) return refuse('not_found')
    const open = order.fulfilments.filter((f) => f.state === 'allocated' || f.state === 'released')
    return {
      channel: row.channel,
      limits: limitsOf(row.channel),
      sealed: row.sealed,
      parcels: open.filter((f) => !f.merged && f.blockReason === null),
      // What waits in warehouses out of one's sight is not one's to plan.
      suggestion:
        row.state === 'awaiting_purchase' && !row.sealed && ctx.actor.scope.warehouseIds === null
          ? await suggest(ctx, { id: orderId, state: row.state, shopId: row.shop_id, province: row.province })
          : null,
    }
  },
})

async function suggest(ctx: Context, order: Parameters<typeof planRest>[1]): Promise<SplitPlan['suggestion']> {
  const { parcels, allocation } = await planRest(ctx, order, 'look')
  const skus = await skusById(
    ctx,
    parcels.flatMap((p) => p.lines.map((l) => l.skuId)),
  )
  return {
    parcels: parcels.map(({ place, lines }) => ({
      warehouseCode: place.code,
      lines: lines.map(({ orderLineId, skuId, quantity }) => ({
        orderLineId,
        skuCode: skus.get(skuId)?.code ?? '',
        quantity,
      })),
    })),
    short: allocation.short,
  }
}
