import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { getPreferences } from '@/lib/modules/settings/get-preferences'
import { viewsFor } from '@/lib/modules/settings/internal/view-rows'
import {
  densities,
  listName,
  noticeChannels,
  noticeKinds,
  preferencesView,
  viewColumns,
} from '@/lib/modules/settings/list-shapes'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { LOCALES } from '@/lib/platform/i18n/locales'

const mostLists = 60

export const setPreferences = command({
  name: 'preference.set',
  summary: 'Choose row height, columns and first view of a list, and which notices to get',
  http: { method: 'PATCH', path: '/preferences' },
  input: z.strictObject({
    density: z.enum(densities).optional(),
    locale: z.enum(LOCALES).optional(),
    list: z
      .strictObject({
        name: listName,
        columns: viewColumns.nullable().optional(),
        defaultView: id('view').nullable().optional(),
      })
      .optional(),
    notices: z.partialRecord(z.enum(noticeKinds), noticeChannels).optional(),
  }),
  example: { density: 'compact', list: { name: 'orders', columns: [{ key: 'number' }, { key: 'total', width: 120 }] } },
  output: preferencesView,
  async run(ctx, { density, locale, list, notices }) {
    const member = ctx.actor.id ?? refuse('forbidden', { permission: 'preference.set' })
    if (list?.defaultView) await mustSeeView(ctx, list.defaultView)
    const entries: [string, unknown][] = []
    if (density || locale) entries.push(['rows', { ...(density && { density }), ...(locale && { locale }) }])
    if (notices) entries.push(['notices', notices])
    if (list) {
      const { name, ...taste } = list
      entries.push([`list:${name}`, taste])
    }
    await insertMany(
      ctx,
      'member_preferences',
      {
        member_id: ['uuid', entries.map(() => member)],
        key: ['text', entries.map(([key]) => key)],
        value: ['jsonb', entries.map(([, value]) => value)],
        updated_at: ['timestamptz', entries.map(() => ctx.now)],
      },
      // What is not named stays: a new sequence of columns must not forget the first view.
      `on conflict (tenant_id, member_id, key) do update
         set value = member_preferences.value || excluded.value, updated_at = excluded.updated_at`,
    )
    const [{ kept } = { kept: 0 }] = await ctx.sql<{ kept: number }>(
      'select count(*)::int as kept from member_preferences where tenant_id = $1 and member_id = $2',
      [member],
    )
    if (kept > mostLists) invalid([{ path: 'list.name', code: 'too_many' }])
    return getPreferences.within(ctx, {})
  },
})

async function mustSeeView(ctx: Context, viewId: string): Promise<void> {
  const views = await viewsFor(ctx, undefined)
  if (!views.some(({ id }) => id === viewId)) refuse('not_found')
}
