import { invalid, refuse } from '@/lib/kernel/refusal'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export type Deed = {
  seq: number
  kind: string
  from_state: OrderState | null
  to_state: OrderState | null
  reason: string
  data: Record<string, unknown>
}

type Row = Deed & { at: Date; actor_kind: string; actor_id: string | null }

/** Long enough to notice a slip, too short for others to have built on it. */
const windowMs = 5 * 60_000

/** What follows by itself from what a person did, and goes away with it. */
const follows = (row: Row) =>
  row.actor_kind === 'system' && (row.kind === 'state' || row.kind === 'allocation' || 'promised' in row.data)

/** All that one command of the actor did to the order, if it was the last thing that anybody did and not long ago. */
export async function lastDeed(ctx: Context, orderId: string): Promise<Deed[]> {
  const rows = await ctx.sql<Row>(
    `select seq, kind, from_state, to_state, reason, data, at, actor_kind, actor_id from order_events
      where tenant_id = $1 and order_id = $2 order by seq desc limit 50`,
    [orderId],
  )
  const done = rows.slice(rows.findIndex((row) => !follows(row)))
  const [last] = done
  if (!last || last.actor_kind !== ctx.actor.kind || last.actor_id !== ctx.actor.id) return refuse('version_conflict')
  if (ctx.now.getTime() - last.at.getTime() > windowMs) return invalid([{ path: 'id', code: 'too_late' }])
  return done.filter((row) => row.at.getTime() === last.at.getTime() && row.actor_id === last.actor_id)
}
