import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { meantOrders } from '@/lib/modules/orders/internal/meant-orders'
import { orderListSql, orderRowsSql } from '@/lib/modules/orders/internal/order-list.sql'
import { type DbOrderRow, orderRow } from '@/lib/modules/orders/internal/order-row'
import { shopsOf } from '@/lib/modules/orders/internal/visible-orders'
import { type OrderFilter, orderFilter } from '@/lib/modules/orders/order-filter'
import { shopByCode } from '@/lib/modules/settings/resolve-shops'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

/** What codes and words of the filter mean; undefined: nothing. */
async function meant(ctx: Context, filter: OrderFilter) {
  const shop = filter.shopCode === undefined ? undefined : await shopByCode(ctx, filter.shopCode)
  if (filter.shopCode !== undefined && !shop) return undefined
  const ids = await meantOrders(ctx, filter, shopsOf(ctx, shop?.id))
  return ids?.length === 0 ? undefined : { shopId: shop?.id, ids }
}

export const listOrders = query({
  name: 'order.list',
  summary: 'Orders, newest first, by state, shop, day, hold, SKU, flag, tag, assignee or search word',
  http: { method: 'GET', path: '/orders' },
  input: orderFilter,
  example: { state: 'pending_review', limit: 50 },
  async rows(ctx, filter) {
    const found = await meant(ctx, filter)
    return found ? orderRowsSql(ctx, filter, found) : null
  },
  async run(ctx, filter) {
    const found = await meant(ctx, filter)
    if (!found) return { items: [], nextCursor: null }
    const after = filter.cursor ? decodeCursor(filter.cursor, cursorShape) : undefined
    const { text, params, name } = orderListSql(ctx, filter, { ...found, after })
    const rows = await ctx.sql<DbOrderRow>(text, params, name)
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      filter.limit,
      (row) => orderRow(crypt, row, ctx.actor.scope),
      (row) => encodeCursor([row.ordered_at.toISOString(), row.id]),
    )
  },
})
