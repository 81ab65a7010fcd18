import { z } from 'zod'
import { type AlertRow, alertOf, selectAlerts } from '@/lib/modules/purchasing/internal/alert-rows'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { alertKinds } from '@/lib/modules/purchasing/schema'
import { preferencesOf } from '@/lib/modules/settings/preferences'
import { command } from '@/lib/platform/door/use-case'

/** More than a screen of them are counted, not listed. */
const listed = 20

/** Each in the language they chose for the screen. */
const readerOf = ({ kept, ...member }: { name: string; email: string; kept: unknown }) => ({
  ...member,
  locale: preferencesOf({ rows: kept }).locale,
})

/** Open alerts that no mail has told of, and who wants to hear of them. */
export const takeMailableAlerts = command({
  name: 'alert.mailable',
  summary: 'Stock alerts that are to be mailed, and to whom',
  // It names members by their addresses: the house's own work, and no right that a role could hold.
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const settings = await settingsOf(ctx)
    const kinds = alertKinds.filter((kind) => settings[kind].on && settings[kind].mail)
    const [rows, members] = await Promise.all([
      ctx.sql<AlertRow>(
        `${selectAlerts} and a.mailed_at is null and a.kind = any($2) and coalesce(a.snoozed_until, '-infinity') <= $3::timestamptz
          order by a.since desc, a.id desc limit 1000`,
        [kinds, ctx.now],
      ),
      ctx.sql<{ name: string; email: string; kept: unknown }>(
        `select m.name, m.email, p.value as kept from members m join roles r on r.tenant_id = $1 and r.id = m.role_id
           left join member_preferences p on p.tenant_id = $1 and p.member_id = m.id and p.key = 'rows'
          where m.tenant_id = $1 and m.disabled_at is null and m.user_id is not null and m.warehouse_ids is null and r.code = any($2)
          order by m.email limit 100`,
        [settings.mailRoles],
      ),
    ])
    const alerts = rows.map(alertOf)
    return {
      ids: alerts.map(({ id }) => id),
      alerts: alerts.slice(0, listed),
      total: alerts.length,
      members: members.map(readerOf),
    }
  },
})
