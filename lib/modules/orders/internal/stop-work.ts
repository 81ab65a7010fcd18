import { forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { dropPresale } from '@/lib/modules/inventory/drop-presale'
import { releaseStock } from '@/lib/modules/inventory/reserve-stock'
import { leaveSiblings } from '@/lib/modules/orders/internal/leave-siblings'
import { holdCodes } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

/**
 * Ends our own work on orders that nobody has shipped: their fulfilments are cancelled, what they hold is given back,
 * what they wait for is forgotten; orders that shared a parcel with them go on without them. The orders' rows are locked by the
 * caller; the states are moved by the caller.
 */
export async function stopWork(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  await leaveSiblings(ctx, orderIds, 'stop')
  const cancelled = await ctx.sql<{ id: string }>(
    `update fulfilments f set state = 'cancelled', block_reason = null, blocked_at = null, block_words = null, version = f.version + 1, updated_at = $3
      where f.tenant_id = $1 and f.state in ('waiting', 'allocated', 'released', 'picking', 'packed')
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))
      returning f.id`,
    [orderIds, ctx.now],
    'fulfilments-stop',
  )
  await releaseStock(
    ctx,
    cancelled.map((f) => f.id),
  )
  await forgetDemand(ctx, orderIds)
  await dropPresale(ctx, orderIds)
}

/** Reasons that outlive the release of every hold: a person has to look at the parcel itself. */
export const liftedByHand = ['by_hand', 'note_changed', 'stock_lost']

/**
 * Stops the stations: whoever picks, packs or ships these parcels is refused until a person resolves the block. A reason that only a
 * person lifts takes the place of one that goes with its hold, which stops the order by itself.
 */
export async function blockWork(ctx: Context, orderIds: readonly string[], reason: string): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    `update fulfilments f set block_reason = $3, blocked_at = $4, version = f.version + 1, updated_at = $4
      where f.tenant_id = $1 and f.state in ('waiting', 'allocated', 'released', 'picking', 'packed')
        and (f.block_reason is null or ($5 and f.block_reason <> all($6)))
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))`,
    [orderIds, reason, ctx.now, liftedByHand.includes(reason), liftedByHand],
  )
}

/**
 * Lets the stations go on where a hold of these orders had stopped them and no order in the parcel is held any more. What a person
 * stopped, what the buyer wrote anew and goods that are lost are not undone by the release of a hold.
 */
export async function unblockWork(ctx: Context, orderIds: readonly string[]): Promise<void> {
  await ctx.sql(
    `update fulfilments f set block_reason = null, blocked_at = null, version = f.version + 1, updated_at = $3
      where f.tenant_id = $1 and f.block_reason = any($4)
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))
        and not exists (
          select 1 from fulfilment_lines l join order_holds h on h.tenant_id = $1 and h.order_id = l.order_id
           where l.tenant_id = $1 and l.fulfilment_id = f.id)`,
    [orderIds, ctx.now, holdCodes],
  )
}
