import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { bulkView } from '@/lib/modules/settings/bulk-shapes'
import { bulkViewOf, ownBulk } from '@/lib/modules/settings/internal/bulk-rows'
import { command } from '@/lib/platform/door/use-case'

/** What is done stays done; the row under way ends, the others are not begun. */
export const cancelBulk = command({
  name: 'bulk.cancel',
  summary: 'Stop a bulk job',
  http: { method: 'POST', path: '/bulk-jobs/{jobId}/cancel' },
  input: z.strictObject({ jobId: id('bulk') }),
  output: bulkView,
  async run(ctx, { jobId }) {
    const job = await ownBulk(ctx, jobId, 'for update')
    ctx.touch('bulk', jobId)
    if (job.state !== 'running') return bulkViewOf(job)
    await ctx.sql(`update bulk_jobs set state = 'cancelled', finished_at = $3 where tenant_id = $1 and id = $2`, [
      jobId,
      ctx.now,
    ])
    return bulkViewOf({ ...job, state: 'cancelled', finished_at: ctx.now })
  },
})
