import type { CompanyView } from '@/lib/modules/settings/schema'
import { defaultSettings, type TenantSettings } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export async function companyView(ctx: Context): Promise<CompanyView> {
  const row = await ctx.db.selectFrom('companies').selectAll().executeTakeFirstOrThrow()
  const settings: TenantSettings = { ...defaultSettings, ...(row.settings as Partial<TenantSettings>) }
  const ordered = await ctx.db.selectFrom('orders').select('id').limit(1).executeTakeFirst()
  const moved = await ctx.db.selectFrom('stock_movements').select('id').limit(1).executeTakeFirst()
  return {
    name: row.name,
    currency: row.currency,
    timeZone: row.time_zone,
    ...settings,
    areasOff: [...settings.areasOff],
    // Values in stock are in it as well.
    currencyMayChange: !ordered && !moved,
    costMethodMayChange: !moved,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
