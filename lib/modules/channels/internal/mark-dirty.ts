import { dueOf } from '@/lib/modules/channels/internal/flow-steps'
import { isTold } from '@/lib/modules/channels/internal/is-told'
import type { PushCause } from '@/lib/modules/channels/schema'
import type { Context } from '@/lib/platform/door/context'

type Which = { skuIds: readonly string[] } | { listingIds: readonly string[] } | { shopId: string } | { all: true }

/**
 * Marks mapped listings of shops that publish their stock, and tells their shops. What was refused for good waits on; everything
 * else is due now. The rows are locked in one sequence, for two changes may mark the same listings.
 */
export async function markDirty(ctx: Context, which: Which & { cause: PushCause }): Promise<number> {
  const [column, value] =
    'skuIds' in which
      ? ['x.sku_id = any($2::uuid[])', which.skuIds]
      : 'listingIds' in which
        ? ['x.id = any($2::uuid[])', which.listingIds]
        : 'shopId' in which
          ? ['x.shop_id = $2', which.shopId]
          : ['$2::text is null', null]
  if (Array.isArray(value) && value.length === 0) return 0
  const rows = await ctx.sql<{ shop_id: string }>(
    `update listings l set dirty_at = coalesce(l.dirty_at, $3), push_due_at = coalesce(l.push_due_at, $3),
            cause = case when l.cause = '' then $4 else l.cause end
       from (select x.id from listings x where x.tenant_id = $1 and ${column} and ${isTold('x')} order by x.id for update of x) d
      where l.tenant_id = $1 and l.id = d.id returning l.shop_id`,
    [value, ctx.now, which.cause],
  )
  for (const shopId of new Set(rows.map((r) => r.shop_id))) ctx.emit(dueOf('stock', shopId))
  return rows.length
}

/** The shop tells nothing more: what was marked is to be told no longer, and counts as waiting no longer. */
export async function unmark(ctx: Context, shopId: string): Promise<void> {
  await ctx.sql(
    `update listings l set dirty_at = null, push_due_at = null, cause = '' from (
       select x.id from listings x where x.tenant_id = $1 and x.shop_id = $2 and x.push_due_at is not null order by x.id for update of x) d
      where l.tenant_id = $1 and l.id = d.id`,
    [shopId],
  )
}
