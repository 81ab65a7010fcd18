import { connectorOf } from '@/lib/modules/channels/internal/connection-rows'
import type { ShopView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'

/** Whether we know what the marketplace shows: until its list was read once, nobody can say what our first word would replace. */
export async function listingsRead(ctx: Context, { id, channel }: Pick<ShopView, 'id' | 'channel'>): Promise<boolean> {
  if (!connectorOf(channel)) return true
  const rows = await ctx.sql(
    `select 1 from shop_flows where tenant_id = $1 and shop_id = $2 and flow = 'listings' and done_at is not null`,
    [id],
  )
  return rows.length > 0
}
