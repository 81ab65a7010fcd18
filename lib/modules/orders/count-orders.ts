import { z } from 'zod'
import { binder, shopsOf, visible } from '@/lib/modules/orders/internal/visible-orders'
import { waitingOrders } from '@/lib/modules/orders/internal/waiting-orders'
import { type OrderState, orderStates } from '@/lib/modules/orders/states'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { type Count, countedUpTo, countOf } from '@/lib/platform/count-rows'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

const count = z.object({ n: z.int(), capped: z.boolean() })

/** The figures of the list's tabs: what each of them opens, exact at any moment. */
export const countOrders = query({
  name: 'order.counts',
  summary: 'Count the orders per state, those on hold and the calls that are due',
  http: { method: 'GET', path: '/orders/counts' },
  input: z.strictObject({ shopCode: z.string().max(100).optional() }),
  example: {},
  output: z.object({ states: z.record(z.enum(orderStates.states), count), all: count, held: count, callsDue: count }),
  async run(ctx, { shopCode }) {
    const shop = shopCode === undefined ? undefined : await shopByCode(ctx, shopCode)
    const shopIds = shopCode === undefined || shop ? shopsOf(ctx, shop?.id) : []
    const [found, { held, callsDue }] = await Promise.all([
      ctx.actor.scope.warehouseIds ? countByLooking(ctx, shopIds) : countBySums(ctx, shopIds),
      waitingOrders(ctx, ['held', 'callsDue'], shopIds),
    ])
    const states = Object.fromEntries(orderStates.states.map((state) => [state, found.get(state) ?? countOf(0)]))
    const all = Object.values(states).reduce((a, b) => ({ n: a.n + b.n, capped: a.capped || b.capped }), countOf(0))
    const bare = ({ n, capped }: Count): Count => ({ n, capped })
    return { states: states as Record<OrderState, Count>, all, held: bare(held), callsDue: bare(callsDue) }
  },
})

type Counts = Map<OrderState, Count>

/** Summary and deltas in one statement, hence one snapshot: no order is missed or counted twice while the deltas are folded. */
async function countBySums(ctx: Context, shopIds: readonly string[] | null): Promise<Counts> {
  const { bind, params } = binder()
  const mine = shopIds === null ? '' : ` and shop_id = any(${bind(shopIds)}::uuid[])`
  const rows = await ctx.sql<{ state: OrderState; n: number }>(
    `select state, sum(orders)::int as n
       from (select state, orders from order_state_counts where tenant_id = $1${mine}
             union all select state, orders from order_deltas where tenant_id = $1${mine}) as counted
      group by state`,
    params,
    `orders-counts-${shopIds === null ? 'all' : 'shops'}`,
  )
  return new Map(rows.map(({ state, n }) => [state, { n, capped: false }]))
}

/** Which orders a warehouse ships is in no summary: they are counted one by one, but not beyond the cap. */
async function countByLooking(ctx: Context, shopIds: readonly string[] | null): Promise<Counts> {
  const { bind, params } = binder()
  const condition = visible(ctx, bind, shopIds)
  const parts = orderStates.states.map(
    (state) => `select '${state}' as state, count(*)::int as n from (
      select 1 from orders o where o.tenant_id = $1 and o.state = '${state}' and ${condition} limit ${countedUpTo + 1}) seen`,
  )
  const rows = await ctx.sql<{ state: OrderState; n: number }>(parts.join(' union all '), params)
  return new Map(rows.map(({ state, n }) => [state, countOf(n)]))
}
