import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { selectPeople } from '@/lib/modules/warehouse/internal/floor-people'
import { type FloorPersonView, floorPersonView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.string(), z.uuid()])

export const listFloorPeople = query({
  name: 'floor-person.list',
  summary: 'Members, and by what they sign in at stations',
  http: { method: 'GET', path: '/floor-people' },
  input: z.strictObject(pageFields),
  output: pageView(floorPersonView),
  async run(ctx, { limit, cursor }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<FloorPersonView>(
      `${selectPeople} and m.disabled_at is null and ($2::text is null or (m.name, m.id) > ($2, $3::uuid)) order by m.name, m.id limit $4`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(
      rows,
      limit,
      (row) => row,
      (row) => encodeCursor([row.name, row.memberId]),
    )
  },
})
