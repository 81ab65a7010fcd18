import { publishedOf } from '@/lib/modules/channels/internal/published'
import type { Context } from '@/lib/platform/door/context'

const most = 500

/**
 * How many listings of a shop show a figure that is not ours, and would show another after our first word. The merchant may keep part of
 * the stock elsewhere, or nothing of it here yet: a person says so before it is replaced.
 */
export async function firstWords(ctx: Context, shopId: string): Promise<number> {
  const rows = await ctx.sql<{ id: string; quantity: number }>(
    `select id, channel_quantity as quantity from listings where tenant_id = $1 and shop_id = $2 and sku_id is not null and state <> 'gone'
        and channel_quantity is not null and pushed_quantity is null order by id desc limit $3`,
    [shopId, most],
  )
  const shown = new Map(rows.map((row) => [row.id, row.quantity]))
  const ours = shown.size > 0 ? await publishedOf(ctx, [...shown.keys()]) : []
  return ours.filter(({ listingId, quantity }) => quantity !== shown.get(listingId)).length
}
