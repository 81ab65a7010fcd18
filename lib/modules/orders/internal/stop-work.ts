import { forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { releaseStock } from '@/lib/modules/inventory/reserve-stock'
import type { Context } from '@/lib/platform/door/context'

/**
 * Ends our own work on orders that nobody has shipped: their fulfilments are cancelled, what they hold is given back,
 * what they wait for is forgotten. The orders' rows are locked by the caller; the states are moved by the caller.
 */
export async function stopWork(ctx: Context, orderIds: readonly string[]): Promise<void> {
  if (orderIds.length === 0) return
  const cancelled = await ctx.sql<{ id: string }>(
    `update fulfilments f set state = 'cancelled', block_reason = null, blocked_at = null, version = f.version + 1, updated_at = $3
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
}

/** Stops the stations: whoever picks, packs or ships these parcels is refused until a person resolves the block. */
export async function blockWork(ctx: Context, orderIds: readonly string[], reason: string): Promise<void> {
  if (orderIds.length === 0) return
  await ctx.sql(
    `update fulfilments f set block_reason = $3, blocked_at = $4, version = f.version + 1, updated_at = $4
      where f.tenant_id = $1 and f.state in ('waiting', 'allocated', 'released', 'picking', 'packed') and f.block_reason is null
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))`,
    [orderIds, reason, ctx.now],
  )
}

/** Lets the stations go on; not where the goods themselves are lost, which no hold's release brings back. */
export async function unblockWork(ctx: Context, orderIds: readonly string[]): Promise<void> {
  await ctx.sql(
    `update fulfilments f set block_reason = null, blocked_at = null, version = f.version + 1, updated_at = $3
      where f.tenant_id = $1 and f.block_reason is not null and f.block_reason <> 'stock_lost'
        and f.id in (select l.fulfilment_id from fulfilment_lines l where l.tenant_id = $1 and l.order_id = any($2::uuid[]))`,
    [orderIds, ctx.now],
  )
}
