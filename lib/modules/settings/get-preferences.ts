import { z } from 'zod'
import { nilId } from '@/lib/kernel/ids'
import { preferencesView } from '@/lib/modules/settings/list-shapes'
import { preferencesOf } from '@/lib/modules/settings/preferences'
import { query } from '@/lib/platform/door/use-case'

export const getPreferences = query({
  name: 'preference.get',
  summary: 'How the one who asks likes lists and notices',
  http: { method: 'GET', path: '/preferences' },
  input: z.strictObject({}),
  example: {},
  output: preferencesView,
  async run(ctx) {
    const rows = await ctx.sql<{ key: string; value: unknown }>(
      'select key, value from member_preferences where tenant_id = $1 and member_id = $2',
      [ctx.actor.id ?? nilId],
    )
    return preferencesOf(Object.fromEntries(rows.map(({ key, value }) => [key, value])))
  },
})
