import { z } from 'zod'
import { businessDay } from '@/lib/kernel/time'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { countOrders } from '@/lib/modules/orders/count-orders'
import { openRejects, orderWork, type Waits } from '@/lib/modules/orders/order-work'
import { salesFigures } from '@/lib/modules/reports/internal/sales-figures'
import type { WorkList, WorkListKey } from '@/lib/modules/reports/schema'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

/** What the day asks for, on one page. Every part has the permission of the list behind it; without it the part is null. */
export const dashboard = query({
  name: 'report.dashboard',
  summary: 'Orders by state, sales of today and of 30 days, the work that waits, stock that runs low',
  http: { method: 'GET', path: '/reports/dashboard' },
  stale: true,
  input: z.strictObject({}),
  example: {},
  async run(ctx) {
    const today = businessDay(ctx.now, ctx.tenant.timeZone)
    const [counts, sales, work, lowStock] = await Promise.all([
      may(ctx.actor, 'order.counts') ? countOrders.within(ctx, {}) : null,
      may(ctx.actor, 'report.sales') ? salesFigures(ctx, today) : null,
      workLists(ctx),
      may(ctx.actor, 'stock.low') ? shortest(ctx) : null,
    ])
    return { today, currency: ctx.tenant.currency, counts, sales, work, lowStock }
  },
})

export type DashboardView = Awaited<ReturnType<typeof dashboard.within>>

/** The shortest few, and how many there are; who has more than a page of them needs the list itself. */
async function shortest(ctx: Context) {
  const { items, nextCursor } = await listLowStock.within(ctx, { limit: 200 })
  return { n: items.length, capped: nextCursor !== null, items: items.slice(0, 6) }
}

async function workLists(ctx: Context): Promise<WorkList[]> {
  const lists: WorkList[] = []
  const put = (key: WorkListKey, { n, capped, oldest }: Waits) =>
    lists.push({ key, n, capped, oldest: oldest?.toISOString() ?? null })
  const [work, rejects] = await Promise.all([
    may(ctx.actor, 'order.list') ? orderWork(ctx) : null,
    may(ctx.actor, 'reject.list') ? openRejects(ctx) : null,
  ])
  if (work) {
    put('pendingReview', work.pendingReview)
    if (may(ctx.actor, 'call.list')) put('callsDue', work.callsDue)
    put('held', work.held)
    put('awaitingPurchase', work.awaitingPurchase)
    put('overdue', work.overdue)
    if (may(ctx.actor, 'order.refund-done')) put('refundDue', work.refundDue)
  }
  if (rejects) put('rejects', rejects)
  return lists
}
