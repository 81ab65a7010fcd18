import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { bulkFinished, bulkProgressed } from '@/lib/modules/settings/bulk'
import { bulkRefusal } from '@/lib/modules/settings/bulk-shapes'
import { command } from '@/lib/platform/door/use-case'

/** What became of some rows. Told twice (a worker died in between) it counts once: only waiting rows change. */
export const recordBulkRows = command({
  name: 'bulk.record-rows',
  summary: 'Write down what became of rows of a bulk job',
  audited: false,
  input: z.strictObject({
    jobId: id('bulk'),
    rows: z.array(z.strictObject({ seq: z.int(), refusal: bulkRefusal.nullable() })).max(100),
  }),
  async run(ctx, { jobId, rows }) {
    const [job] = await ctx.sql<{ owner_id: string; state: string }>(
      'select owner_id, state from bulk_jobs where tenant_id = $1 and id = $2 for update',
      [jobId],
    )
    if (!job) return { more: false }
    const changed = await ctx.sql<{ refused: boolean }>(
      `update bulk_rows r set state = case when u.refusal is null then 'done' else 'refused' end, refusal = u.refusal
         from unnest($3::int[], $4::jsonb[]) as u(seq, refusal)
        where r.tenant_id = $1 and r.job_id = $2 and r.seq = u.seq and r.state = 'waiting'
        returning r.refusal is not null as refused`,
      [jobId, rows.map(({ seq }) => seq), rows.map(({ refusal }) => refusal && JSON.stringify(refusal))],
    )
    const refused = changed.filter((row) => row.refused).length
    const [now] = await ctx.sql<{ more: boolean }>(
      `update bulk_jobs set done = done + $3, refused = refused + $4,
              state = case when done + refused + $3 + $4 >= total then 'done' else state end,
              finished_at = case when done + refused + $3 + $4 >= total then $5::timestamptz else finished_at end
        where tenant_id = $1 and id = $2 returning state = 'running' as more`,
      [jobId, changed.length - refused, refused, ctx.now],
    )
    const more = now?.more ?? false
    ctx.emit(more || job.state !== 'running' ? bulkProgressed(jobId, job.owner_id) : bulkFinished(jobId, job.owner_id))
    return { more }
  },
})
