import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { bulkView } from '@/lib/modules/settings/bulk-shapes'
import { type BulkRow, bulkColumns, bulkViewOf } from '@/lib/modules/settings/internal/bulk-rows'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const place = z.tuple([z.iso.datetime(), z.uuid()])

export const listBulk = query({
  name: 'bulk.list',
  summary: 'One’s own bulk jobs, the newest first',
  http: { method: 'GET', path: '/bulk-jobs' },
  input: z.strictObject(pageFields),
  example: { limit: 20 },
  output: pageView(bulkView),
  async run(ctx, { limit, cursor }) {
    const after = cursor ? decodeCursor(cursor, place) : undefined
    const rows = await ctx.sql<BulkRow>(
      `select ${bulkColumns} from bulk_jobs where tenant_id = $1 and owner_id = $2
          and ($3::timestamptz is null or (created_at, id) < ($3::timestamptz, $4::uuid))
        order by created_at desc, id desc limit $5`,
      [ctx.actor.id, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    )
    return pageOf(rows, limit, bulkViewOf, (row) => encodeCursor([row.created_at.toISOString(), row.id]))
  },
})
