import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { markedKinds } from '@/lib/kernel/marked-kinds'
import { seenOf } from '@/lib/modules/marks/internal/seen'
import { type MarkView, markView } from '@/lib/modules/marks/schema'
import { query } from '@/lib/platform/door/use-case'

type Row = Omit<MarkView, 'assignee'> & { memberId: string | null; member: string | null }

export const listMarks = query({
  name: 'mark.all',
  summary: 'Flags and assignees of up to 200 products, customers or return requests, and how many notes there are',
  http: { method: 'GET', path: '/marks' },
  input: z.strictObject({ kind: z.enum(markedKinds), objectIds: z.array(id('marked')).max(200) }),
  example: { kind: 'product', objectIds: ['0199b3c4-0000-7000-8000-000000000001'] },
  /** Those that carry something. */
  output: z.object({ items: z.array(markView) }),
  async run(ctx, { kind, objectIds }) {
    const seen = await seenOf(ctx, kind, objectIds)
    const rows = await ctx.sql<Row>(
      `select i as "objectId", coalesce(m.flag, '') as flag, m.assignee_id as "memberId", b.name as member, n.notes
         from unnest($3::uuid[]) as u(i)
         left join marks m on m.tenant_id = $1 and m.kind = $2 and m.object_id = i
         left join members b on b.tenant_id = $1 and b.id = m.assignee_id
         cross join lateral (select count(*)::int as notes from notes o where o.tenant_id = $1 and o.kind = $2 and o.object_id = i) n
        where m.flag <> '' or m.assignee_id is not null or n.notes > 0`,
      [kind, seen],
      'marks-of',
    )
    return {
      items: rows.map(({ memberId, member, ...row }) => ({
        ...row,
        assignee: memberId === null ? null : { id: memberId, name: member ?? '' },
      })),
    }
  },
})
