import { type WorkKey, waitingOrders } from '@/lib/modules/orders/internal/waiting-orders'
import { type Count, countedUpTo, countOf } from '@/lib/platform/count-rows'
import type { Context } from '@/lib/platform/door/context'

export type Waits = Count & { oldest: Date | null }

/** The work lists of orders: how many wait, counted up to a thousand, and since when the first of them. */
export async function orderWork(ctx: Context): Promise<Record<WorkKey, Waits>> {
  return waitingOrders(ctx, ['pendingReview', 'callsDue', 'held', 'awaitingPurchase', 'overdue', 'refundDue'])
}

/** Payloads that could not be taken in and that nobody has looked at. */
export async function openRejects(ctx: Context): Promise<Waits> {
  const { shopIds } = ctx.actor.scope
  const [row] = await ctx.sql<{ n: number; oldest: Date | null }>(
    `select count(*)::int as n, min(r.created_at) as oldest from (
       select created_at from intake_rejects
        where tenant_id = $1 and state = 'open' and ($2::uuid[] is null or shop_id = any($2::uuid[]))
        order by created_at, id limit ${countedUpTo + 1}) r`,
    [shopIds],
    'rejects-open',
  )
  return { ...countOf(row?.n ?? 0), oldest: row?.oldest ?? null }
}
