import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { roles, roleView as view } from '@/lib/modules/settings/internal/role-rows'
import { roleView } from '@/lib/modules/settings/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

export const listRoles = query({
  name: 'role.list',
  summary: 'List the roles with their permissions',
  http: { method: 'GET', path: '/roles' },
  input: z.strictObject(pageFields),
  example: {},
  output: pageView(roleView),
  async run(ctx, { limit, cursor }) {
    const list = await roles(ctx, { limit: limit + 1, before: cursor && decodeCursor(cursor, place)[0] })
    return pageOf(list, limit, view, (row) => encodeCursor([row.id]))
  },
})
