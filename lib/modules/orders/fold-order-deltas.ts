import { z } from 'zod'
import { insertMany } from '@/lib/platform/db/bulk'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

type Sum = {
  day: string
  shop_id: string
  currency: string
  state: string
  rows: number
  orders: number
  units: number
  goods_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
}

const added = ['orders', 'units', 'goods_minor', 'discount_minor', 'freight_minor'] as const

/**
 * Moves counter deltas into the summaries. Readers add both in one statement, so they see the same sum before and after.
 * Two at once stay exact as well: each adds only what its own delete gave back.
 */
export const foldOrderDeltas = command({
  name: 'order.fold',
  summary: 'Add the latest changes of the order counters to their summaries',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const sums = await ctx.sql<Sum>(
      `with taken as (
         delete from order_deltas where tenant_id = $1 and id in (
           select id from order_deltas where tenant_id = $1 order by id limit ${batch})
         returning day, shop_id, currency, state, orders, units, goods_minor, discount_minor, freight_minor)
       select day, shop_id, currency, state, count(*)::int as rows, sum(orders)::int as orders, sum(units)::int as units,
              sum(goods_minor)::bigint as goods_minor, sum(discount_minor)::bigint as discount_minor, sum(freight_minor)::bigint as freight_minor
         from taken group by day, shop_id, currency, state order by day, shop_id, currency, state`,
      [],
      'orders-fold',
    )
    const days = sums.filter((s) => added.some((column) => BigInt(s[column]) !== 0n))
    await insertMany(
      ctx,
      'order_days',
      {
        day: ['date', days.map((s) => s.day)],
        shop_id: ['uuid', days.map((s) => s.shop_id)],
        currency: ['text', days.map((s) => s.currency)],
        state: ['text', days.map((s) => s.state)],
        orders: ['int', days.map((s) => s.orders)],
        units: ['int', days.map((s) => s.units)],
        goods_minor: ['bigint', days.map((s) => s.goods_minor)],
        discount_minor: ['bigint', days.map((s) => s.discount_minor)],
        freight_minor: ['bigint', days.map((s) => s.freight_minor)],
      },
      `on conflict (tenant_id, day, shop_id, currency, state) do update set
         ${added.map((column) => `${column} = order_days.${column} + excluded.${column}`).join(', ')}`,
    )
    const states = byState(sums)
    await insertMany(
      ctx,
      'order_state_counts',
      {
        shop_id: ['uuid', states.map((s) => s.shopId)],
        state: ['text', states.map((s) => s.state)],
        orders: ['int', states.map((s) => s.orders)],
      },
      'on conflict (tenant_id, shop_id, state) do update set orders = order_state_counts.orders + excluded.orders',
    )
    return { more: sums.reduce((n, s) => n + s.rows, 0) === batch }
  },
})

/** Sorted, so that whoever adds to the same rows takes them in the same sequence. */
function byState(sums: readonly Sum[]): { shopId: string; state: string; orders: number }[] {
  const counts = new Map<string, { shopId: string; state: string; orders: number }>()
  for (const { shop_id: shopId, state, orders } of sums) {
    const key = `${shopId} ${state}`
    const count = counts.get(key) ?? { shopId, state, orders: 0 }
    count.orders += orders
    counts.set(key, count)
  }
  return [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, count]) => (count.orders === 0 ? [] : [count]))
}
