import { z } from 'zod'
import { firstIdAt } from '@/lib/kernel/ids'
import { orderConditions } from '@/lib/modules/orders/internal/order-list.sql'
import { binder, shopsOf } from '@/lib/modules/orders/internal/visible-orders'
import { orderFilter } from '@/lib/modules/orders/order-filter'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import { query } from '@/lib/platform/door/use-case'

const mostCounted = 99

const { q: _q, set: _set, limit: _limit, cursor: _cursor, ...filters } = orderFilter.shape

/** By the ids, which begin with the time they were made at: the primary key is the only index this needs. */
export const countNews = query({
  name: 'order.news',
  summary: 'How many orders have come since a moment that a list with these filters would show',
  http: { method: 'GET', path: '/orders/news' },
  input: z.strictObject({ ...filters, since: z.iso.datetime() }),
  example: { since: '2026-11-22T08:00:00Z', state: 'pending_review' },
  output: z.object({ n: z.int(), capped: z.boolean() }),
  async run(ctx, { since, ...filter }) {
    const shop = filter.shopCode === undefined ? undefined : await shopByCode(ctx, filter.shopCode)
    if (filter.shopCode !== undefined && !shop) return { n: 0, capped: false }
    const { bind, params } = binder()
    const where = orderConditions(ctx, { ...filter, limit: 1 }, undefined, bind)
    const shopIds = shopsOf(ctx, shop?.id)
    if (shopIds) where.push(`o.shop_id = any(${bind(shopIds)}::uuid[])`)
    const [row] = await ctx.sql<{ n: number }>(
      `select count(*)::int as n from (
         select 1 from orders o where ${where.join(' and ')} and o.id > ${bind(firstIdAt(new Date(since)))}::uuid
          limit ${mostCounted + 1}) seen`,
      params,
    )
    const n = row?.n ?? 0
    return { n: Math.min(n, mostCounted), capped: n > mostCounted }
  },
})
