import { refuse } from '@/lib/kernel/refusal'
import type { Context } from '@/lib/platform/door/context'

/** The listing under its lock; unknown, or of a shop that is not the actor's to see: refused alike. */
export async function lockListing(ctx: Context, listingId: string, version?: number): Promise<void> {
  const [row] = await ctx.sql<{ version: number }>(
    'select version from listings where tenant_id = $1 and id = $2 and ($3::uuid[] is null or shop_id = any($3::uuid[])) for update',
    [listingId, ctx.actor.scope.shopIds],
  )
  if (!row) return refuse('not_found')
  if (version !== undefined && version !== row.version) refuse('version_conflict', { version: row.version })
}
