import { refuse } from '@/lib/kernel/refusal'
import { type FulfilmentState, fulfilmentStates } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

/** What the warehouse does with parcels that are to leave: begin, go on, finish packing, or put them back. */
export type FloorState = Extract<FulfilmentState, 'allocated' | 'released' | 'picking' | 'packed'>

/**
 * Moves parcels that the caller holds locked. Those that are in the state already stay as they are; one that cannot come there is
 * refused with both states.
 */
export async function moveParcels(ctx: Context, fulfilmentIds: readonly string[], to: FloorState): Promise<void> {
  if (fulfilmentIds.length === 0) return
  const rows = await ctx.sql<{ state: FulfilmentState }>(
    'select distinct state from fulfilments where tenant_id = $1 and id = any($2::uuid[]) and state <> $3',
    [fulfilmentIds, to],
  )
  for (const { state } of rows) if (!fulfilmentStates.can(state, to)) refuse('illegal_transition', { from: state, to })
  if (rows.length === 0) return
  await ctx.sql(
    `update fulfilments f set state = $3, version = f.version + 1, updated_at = $4
      where f.tenant_id = $1 and f.id = any($2::uuid[]) and f.state <> $3`,
    [fulfilmentIds, to, ctx.now],
  )
}
