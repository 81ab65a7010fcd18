import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.uuid()])

const noticeView = z.object({
  id: z.string(),
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
  at: z.string(),
  readAt: z.string().nullable(),
})

type Row = { id: string; kind: string; data: Record<string, unknown>; created_at: Date; read_at: Date | null }

/** With how many are unread, counted up to a hundred: one question for bell and list. */
export const listNotices = query({
  name: 'notice.inbox',
  summary: 'What one should know, the newest first, and how much of it is unread',
  http: { method: 'GET', path: '/notices' },
  input: z.strictObject(pageFields),
  example: { limit: 20 },
  output: pageView(noticeView).extend({ unread: z.int() }),
  async run(ctx, { limit, cursor }) {
    const before = cursor ? decodeCursor(cursor, place)[0] : null
    const rows = await ctx.sql<Row>(
      `select id, kind, data, created_at, read_at from notices
        where tenant_id = $1 and member_id = $2 and ($3::uuid is null or id < $3) order by id desc limit $4`,
      [ctx.actor.id, before, limit + 1],
    )
    const [count] = await ctx.sql<{ n: number }>(
      `select count(*)::int as n from (
         select 1 from notices where tenant_id = $1 and member_id = $2 and read_at is null limit 100) seen`,
      [ctx.actor.id],
    )
    const page = pageOf(
      rows,
      limit,
      ({ id, kind, data, created_at, read_at }) => ({
        id,
        kind,
        data,
        at: created_at.toISOString(),
        readAt: read_at?.toISOString() ?? null,
      }),
      (row) => encodeCursor([row.id]),
    )
    return { ...page, unread: count?.n ?? 0 }
  },
})
