import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { type BulkDetail, bulkDetail } from '@/lib/modules/settings/bulk-shapes'
import { bulkViewOf, ownBulk } from '@/lib/modules/settings/internal/bulk-rows'
import { query } from '@/lib/platform/door/use-case'

type Refusal = BulkDetail['rows'][number]['refusal']

export const getBulk = query({
  name: 'bulk.get',
  summary: 'How far a bulk job is, and what was refused and why',
  http: { method: 'GET', path: '/bulk-jobs/{jobId}' },
  input: z.strictObject({ jobId: id('bulk') }),
  output: bulkDetail,
  async run(ctx, { jobId }) {
    const job = await ownBulk(ctx, jobId)
    const reasons = await ctx.sql<{ refusal: Refusal; count: number }>(
      `select refusal, count(*)::int as count from bulk_rows where tenant_id = $1 and job_id = $2 and state = 'refused'
        group by refusal order by 2 desc, 1::text limit 50`,
      [jobId],
    )
    const rows = await ctx.sql<{ target_id: string; label: string; refusal: Refusal }>(
      `select target_id, label, refusal from bulk_rows where tenant_id = $1 and job_id = $2 and state = 'refused' order by seq limit 500`,
      [jobId],
    )
    return {
      ...bulkViewOf(job),
      reasons,
      rows: rows.map(({ target_id, label, refusal }) => ({ targetId: target_id, label, refusal })),
    }
  },
})
