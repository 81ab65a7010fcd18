import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { bulkStarted } from '@/lib/modules/settings/bulk'
import { bulkView } from '@/lib/modules/settings/bulk-shapes'
import { bulkViewOf, ownBulk } from '@/lib/modules/settings/internal/bulk-rows'
import { command } from '@/lib/platform/door/use-case'

export const retryBulk = command({
  name: 'bulk.retry',
  summary: 'Try the refused rows of a bulk job again, and those that were not begun',
  http: { method: 'POST', path: '/bulk-jobs/{jobId}/retry' },
  input: z.strictObject({ jobId: id('bulk') }),
  output: bulkView,
  async run(ctx, { jobId }) {
    const job = await ownBulk(ctx, jobId, 'for update')
    ctx.touch('bulk', jobId)
    if (job.state === 'running' || job.done === job.total) return bulkViewOf(job)
    // Its rows are kept for a month: without them there is nothing to try, and the job stays as it ended.
    const [left] = await ctx.sql(
      `select 1 from bulk_rows where tenant_id = $1 and job_id = $2 and state in ('waiting', 'refused') limit 1`,
      [jobId],
    )
    if (!left) invalid([{ path: 'jobId', code: 'rows_forgotten' }])
    await ctx.sql(
      `update bulk_rows set state = 'waiting', refusal = null, try = try + 1
        where tenant_id = $1 and job_id = $2 and state = 'refused'`,
      [jobId],
    )
    await ctx.sql(
      `update bulk_jobs set state = 'running', refused = 0, finished_at = null where tenant_id = $1 and id = $2`,
      [jobId],
    )
    ctx.emit(bulkStarted(jobId))
    return bulkViewOf({ ...job, state: 'running', refused: 0, finished_at: null })
  },
})
