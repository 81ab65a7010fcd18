import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { members, memberView as view } from '@/lib/modules/settings/internal/member-rows'
import { memberView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listMembers = query({
  name: 'member.list',
  summary: 'List the members',
  http: { method: 'GET', path: '/members' },
  input: z.strictObject(pageFields),
  example: {},
  output: pageView(memberView),
  async run(ctx, { limit, cursor }) {
    let list = members(ctx)
      .orderBy('m.id', 'desc')
      .limit(limit + 1)
    if (cursor) list = list.where('m.id', '<', decodeCursor(cursor, place)[0])
    return pageOf(await list.execute(), limit, view, (row) => encodeCursor([row.id]))
  },
})
