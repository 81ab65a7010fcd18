import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { invalid } from '@/lib/kernel/refusal'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { alertSettingsFields, alertSettingsView } from '@/lib/modules/purchasing/schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

export const setAlertSettings = command({
  name: 'alert.configure',
  summary: 'Change what the company is warned of',
  http: { method: 'PATCH', path: '/stock/alert-settings' },
  input: z.object(alertSettingsFields).partial().extend({ version: versionField }).strict(),
  example: { overstock: { on: true, mail: false, days: 120 }, version: 1 },
  output: alertSettingsView,
  async run(ctx, { version, ...wished }) {
    await ctx.sql('select pg_advisory_xact_lock(hashtextextended($1::text, 17))')
    const { version: known, ...before } = await settingsOf(ctx)
    expectVersion({ version: known }, version)
    const settings = { ...before, ...wished }
    const roles = await ctx.sql<{ code: string }>('select code from roles where tenant_id = $1 and code = any($2)', [
      settings.mailRoles,
    ])
    const there = new Set(roles.map(({ code }) => code))
    const unknown = settings.mailRoles.map((code) => there.has(code)).indexOf(false)
    if (unknown >= 0) invalid([{ path: `mailRoles.${unknown}`, code: 'unknown' }])
    await ctx.sql(
      `insert into alert_settings (tenant_id, settings, updated_at, version) values ($1, $2, $3, 2)
       on conflict (tenant_id) do update set settings = excluded.settings, updated_at = excluded.updated_at, version = alert_settings.version + 1`,
      [JSON.stringify(settings), ctx.now],
    )
    ctx.emit({ name: 'alerts.configured', payload: {} })
    return { ...settings, version: known + 1 }
  },
})
