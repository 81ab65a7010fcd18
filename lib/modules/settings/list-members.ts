import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { holding } from '@/lib/modules/settings/internal/holding'
import { members, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listMembers = query({
  name: 'member.list',
  summary: 'List the members',
  http: { method: 'GET', path: '/members' },
  input: z.strictObject({
    ...pageFields,
    /** Only those who may come in and have not for so many days, nor were made within them. */
    idleDays: z.coerce.number().int().min(1).max(3650).optional(),
    /** Part of the name or the e-mail address. */
    q: z.string().trim().max(100).optional(),
  }),
  example: { idleDays: 90 },
  output: pageView(memberView),
  async run(ctx, { limit, cursor, idleDays, q }) {
    let list = members(ctx)
      .orderBy('m.id', 'desc')
      .limit(limit + 1)
    if (q) list = list.where(holding(q, ['m.name', 'm.email']))
    if (cursor) list = list.where('m.id', '<', decodeCursor(cursor, place)[0])
    if (idleDays) {
      const since = new Date(ctx.now.getTime() - idleDays * 86_400_000)
      list = list
        .where('m.disabled_at', 'is', null)
        .where((eb) => eb.fn.coalesce('m.last_seen_at', 'm.created_at'), '<', since)
    }
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.id]))
  },
})
