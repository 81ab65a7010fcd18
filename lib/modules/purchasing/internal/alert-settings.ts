import { type AlertSettings, alertSettings, defaultAlerts } from '@/lib/modules/purchasing/schema'
import type { Context } from '@/lib/platform/door/context'

export async function settingsOf(ctx: Context): Promise<AlertSettings & { version: number }> {
  const [row] = await ctx.sql<{ settings: object; version: number }>(
    'select settings, version from alert_settings where tenant_id = $1',
  )
  // What a later version of the product adds has its default.
  const kept = alertSettings.safeParse({ ...defaultAlerts, ...row?.settings })
  return { ...(kept.success ? kept.data : defaultAlerts), version: row?.version ?? 1 }
}
