import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { type BlacklistRow, blacklistColumns, blacklistView } from '@/lib/modules/orders/internal/blacklist-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listBlacklist = query({
  name: 'blacklist.list',
  summary: 'Phones and names that are not delivered to, masked, newest first',
  http: { method: 'GET', path: '/blacklist' },
  input: z.strictObject({ ...pageFields }),
  example: {},
  async run(ctx, { limit, cursor }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<BlacklistRow>(
      `select ${blacklistColumns} from blacklist b
        where b.tenant_id = $1 and ($2::timestamptz is null or (b.created_at, b.id) < ($2::timestamptz, $3::uuid))
        order by b.created_at desc, b.id desc limit $4`,
      [after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      'blacklist-list',
    )
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (row) => blacklistView(crypt, row),
      (row) => encodeCursor([row.created_at.toISOString(), row.id]),
    )
  },
})
