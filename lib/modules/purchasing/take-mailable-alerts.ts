import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { type AlertRow, alertOf, selectAlerts } from '@/lib/modules/purchasing/internal/alert-rows'
import { settingsOf } from '@/lib/modules/purchasing/internal/alert-settings'
import { type AlertSettings, alertKinds } from '@/lib/modules/purchasing/schema'
import { preferencesOf } from '@/lib/modules/settings/preferences'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Reader = { name: string; email: string; warehouseIds: string[] | null; kept: unknown }

/** Each in the language they chose for the screen. */
const readerOf = ({ kept, ...member }: Reader) => ({
  ...member,
  locale: preferencesOf({ rows: kept }).locale,
})

/**
 * Open alerts that no mail has told of, and who wants to hear of them. What one mail tells is settled before it is written: whoever
 * goes on after a crash tells the same under the same name. While nobody wants mail, nothing counts as told.
 */
export const takeMailableAlerts = command({
  name: 'alert.mailable',
  summary: 'Stock alerts that are to be mailed, and to whom',
  // It names members by their addresses: the house's own work, and no right that a role could hold.
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const settings = await settingsOf(ctx)
    const members = await ctx.sql<Reader>(
      `select m.name, m.email, m.warehouse_ids as "warehouseIds", p.value as kept from members m join roles r on r.tenant_id = $1 and r.id = m.role_id
         left join member_preferences p on p.tenant_id = $1 and p.member_id = m.id and p.key = 'rows'
        where m.tenant_id = $1 and m.disabled_at is null and m.user_id is not null and r.code = any($2)
        order by m.email limit 100`,
      [settings.mailRoles],
    )
    const batch = members.length === 0 ? null : ((await begun(ctx)) ?? (await claimed(ctx, settings)))
    if (batch === null) return { batch, alerts: [], members: [] }
    const rows = await ctx.sql<AlertRow>(`${selectAlerts} and a.mail_batch = $2 order by a.since desc, a.id desc`, [
      batch,
    ])
    const alerts = rows.map((row) => ({ ...alertOf(ctx.actor.scope)(row), warehouseId: row.warehouse_id }))
    return { batch, alerts, members: members.map(readerOf) }
  },
})

/** The mail that was begun and not seen to its end. */
async function begun(ctx: Context): Promise<string | null> {
  const [row] = await ctx.sql<{ mail_batch: string }>(
    `select mail_batch from stock_alerts where tenant_id = $1 and state = 'open' and mailed_at is null and mail_batch is not null
      order by mail_batch limit 1`,
  )
  return row?.mail_batch ?? null
}

/** What is new now, under one name; of two that come at once one gets all of it. */
async function claimed(ctx: Context, settings: AlertSettings): Promise<string | null> {
  const kinds = alertKinds.filter((kind) => settings[kind].on && settings[kind].mail)
  const batch = newId()
  const rows = await ctx.sql(
    `update stock_alerts set mail_batch = $4
      where tenant_id = $1 and mail_batch is null and id in (
        select a.id from stock_alerts a where a.tenant_id = $1 and a.state = 'open' and a.mailed_at is null and a.mail_batch is null
           and a.kind = any($2) and a.deed is distinct from 'aside' and coalesce(a.snoozed_until, '-infinity') <= $3::timestamptz
         order by a.since desc, a.id desc limit 1000 for update)
     returning 1`,
    [kinds, ctx.now, batch],
  )
  return rows.length > 0 ? batch : null
}
