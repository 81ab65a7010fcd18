import { z } from 'zod'
import { orderConditions } from '@/lib/modules/orders/internal/order-list.sql'
import { binder, shopsOf } from '@/lib/modules/orders/internal/visible-orders'
import { countedUpTo, countOf } from '@/lib/modules/orders/internal/waiting-orders'
import { orderFilter } from '@/lib/modules/orders/order-filter'
import { listViews } from '@/lib/modules/settings/list-views'
import { shopsById } from '@/lib/modules/settings/resolve-shops'
import { query } from '@/lib/platform/door/use-case'

const mostCounted = 20

/** The figures beside saved views, bounded like those of the tabs, all in one statement. */
export const countViews = query({
  name: 'order.view-counts',
  summary: 'Count what each saved view of the orders opens, up to a thousand',
  http: { method: 'GET', path: '/orders/view-counts' },
  input: z.strictObject({}),
  example: {},
  output: z.object({ items: z.array(z.object({ viewId: z.string(), n: z.int(), capped: z.boolean() })) }),
  async run(ctx) {
    const { items: views } = await listViews.within(ctx, { list: 'orders' })
    const shops = new Map([...(await shopsById(ctx)).values()].map((shop) => [shop.code, shop.id]))
    const { bind, params } = binder()
    const parts = views.slice(0, mostCounted).flatMap((view) => {
      const filter = orderFilter.safeParse(view.query)
      if (!filter.success) return []
      const { shopCode } = filter.data
      const shopIds = shopCode === undefined || shops.has(shopCode) ? shopsOf(ctx, shops.get(shopCode ?? '')) : []
      const where = orderConditions(ctx, filter.data, undefined, bind)
      if (shopIds) where.push(`o.shop_id = any(${bind(shopIds)}::uuid[])`)
      return [
        `select ${bind(view.id)}::uuid as id, count(*)::int as n from (
           select 1 from orders o where ${where.join(' and ')} limit ${countedUpTo + 1}) seen`,
      ]
    })
    if (parts.length === 0) return { items: [] }
    const rows = await ctx.sql<{ id: string; n: number }>(parts.join(' union all '), params)
    return { items: rows.map(({ id, n }) => ({ viewId: id, ...countOf(n) })) }
  },
})
