import { type Bind, binder, shapeOf, visible } from '@/lib/modules/orders/internal/visible-orders'
import { type Count, countedUpTo, countOf } from '@/lib/platform/count-rows'
import type { Context } from '@/lib/platform/door/context'

/** Work that waits for somebody: the orders `o` it is made of, and since when each waits. */
type Work = (bind: Bind, now: Date) => { where: string; since: string }

const inState =
  (state: string): Work =>
  () => ({ where: `o.state = '${state}'`, since: 'o.ordered_at' })

/** Orders that something holds up while there is still something to hold up. */
export const isHeld = `o.hold_count > 0 and o.state not in ('shipped', 'delivered', 'cancelled')`

/** Promised for a time that has passed. */
export function isOverdue(bind: Bind, now: Date): string {
  return `o.state = 'awaiting_shipment' and o.promised_ship_at < ${bind(now)}::timestamptz`
}

/**
 * Cancelled here after it was paid, wholly or in part, and the money is still with us: `told` says whether a person's word that it is back is missing.
 * What a marketplace has cancelled, before the order came in or after, it pays back by itself.
 */
export const refundDue = (told: 'is null' | 'is not null' = 'is null') =>
  `o.state = 'cancelled' and o.refunded_minor < o.paid_minor and o.refund_done_at ${told}
   and exists (select 1 from order_events e where e.tenant_id = $1 and e.order_id = o.id and e.to_state = 'cancelled'
                  and e.from_state is not null and e.reason <> 'channel')`

/** Nobody has called yet, or the agreed time has come. */
const callDue: Work = (bind, now) => ({
  where: `o.state = 'awaiting_contact' and (o.next_call_at is null or o.next_call_at <= ${bind(now)}::timestamptz)`,
  since: 'coalesce(o.next_call_at, o.ordered_at)',
})

const works = {
  pendingReview: inState('pending_review'),
  callsDue: callDue,
  held: () => ({ where: isHeld, since: 'o.ordered_at' }),
  awaitingPurchase: inState('awaiting_purchase'),
  overdue: (bind, now) => ({
    where: isOverdue(bind, now),
    since: 'o.promised_ship_at',
  }),
  refundDue: () => ({ where: refundDue(), since: 'o.ordered_at' }),
} satisfies Record<string, Work>

export type WorkKey = keyof typeof works
const workKeys = Object.keys(works)
export type Waiting = Count & { oldest: Date | null }

/** Several work lists in one statement: how many orders wait, counted up to a thousand, and since when the first of them. */
export async function waitingOrders<K extends WorkKey>(
  ctx: Context,
  keys: readonly K[],
  shopIds: readonly string[] | null = ctx.actor.scope.shopIds,
): Promise<Record<K, Waiting>> {
  const { bind, params } = binder()
  const parts = keys.map((key) => {
    const { where, since } = works[key](bind, ctx.now)
    return `select '${key}' as key, count(*)::int as n, min(w.since) as oldest from (
      select ${since} as since from orders o where o.tenant_id = $1 and ${where} and ${visible(ctx, bind, shopIds)}
       order by ${since} limit ${countedUpTo + 1}) w`
  })
  const rows = await ctx.sql<{ key: K; n: number; oldest: Date | null }>(
    parts.join(' union all '),
    params,
    `orders-waiting-${keys.map((key) => workKeys.indexOf(key)).join('')}-${shapeOf(ctx, shopIds)}`,
  )
  return Object.fromEntries(rows.map(({ key, n, oldest }) => [key, { ...countOf(n), oldest }])) as Record<K, Waiting>
}
