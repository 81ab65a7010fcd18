import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const amounts = ['orders', 'units', 'goods_minor', 'discount_minor', 'freight_minor']
const listOf = (make: (column: string) => string) => amounts.map(make).join(', ')
const from = (table: string, sign: '' | '-') =>
  `select day, shop_id, currency, state, ${listOf((c) => `${sign}${c}`)} from ${table} where tenant_id = $1`

/**
 * Makes the counters what the orders say, without keeping anybody out. An order and its delta become visible together, so in
 * the one snapshot of a statement (orders − summary − deltas) is exactly what the summary lacks; and because that is added,
 * not set, it stays right whatever is folded or counted meanwhile. Needed after a change of the time zone.
 */
export const rebuildCounters = command({
  name: 'counter.rebuild',
  summary: 'Count all orders anew and correct the counters',
  http: { method: 'POST', path: '/counters/rebuild' },
  input: z.strictObject({}),
  example: {},
  output: z.object({ more: z.literal(false), days: z.int(), states: z.int() }),
  async run(ctx) {
    // Two rebuilds of one snapshot would both add what is missing.
    await ctx.sql("select pg_advisory_xact_lock(hashtextextended('rebuild ' || $1::uuid, 0))")
    const days = await ctx.sql(
      `insert into order_days (tenant_id, day, shop_id, currency, state, ${listOf((c) => c)})
       select $1, day, shop_id, currency, state, ${listOf((c) => `sum(${c})::${c.endsWith('minor') ? 'bigint' : 'int'}`)}
         from (select (o.ordered_at at time zone $2::text)::date as day, o.shop_id, o.currency, o.state, 1 as orders,
                      o.units, o.goods_minor, o.discount_minor, o.freight_minor
                 from orders o where o.tenant_id = $1
               union all ${from('order_days', '-')}
               union all ${from('order_deltas', '-')}) as counted
        group by day, shop_id, currency, state
       having ${amounts.map((c) => `sum(${c}) <> 0`).join(' or ')}
        order by day, shop_id, currency, state
       on conflict (tenant_id, day, shop_id, currency, state) do update set ${listOf((c) => `${c} = order_days.${c} + excluded.${c}`)}
       returning day`,
      [ctx.tenant.timeZone],
    )
    const states = await ctx.sql(
      `insert into order_state_counts (tenant_id, shop_id, state, orders)
       select $1, shop_id, state, sum(n)::int
         from (select shop_id, state, 1 as n from orders where tenant_id = $1
               union all select shop_id, state, -orders from order_state_counts where tenant_id = $1
               union all select shop_id, state, -orders from order_deltas where tenant_id = $1) as counted
        group by shop_id, state
       having sum(n) <> 0
        order by shop_id, state
       on conflict (tenant_id, shop_id, state) do update set orders = order_state_counts.orders + excluded.orders
       returning state`,
    )
    ctx.tell({ days: days.length, states: states.length })
    return { more: false as const, days: days.length, states: states.length }
  },
})
