import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { bulkAad } from '@/lib/modules/settings/bulk'
import { query } from '@/lib/platform/door/use-case'

const perTurn = 20

type Job = { action: string; input: Buffer; owner_id: string }

/** The next rows of a job that still runs, for the worker; undefined when there is nothing (more) to do. */
export const takeBulkRows = query({
  name: 'bulk.next-rows',
  summary: 'The next rows of a bulk job',
  /** `after`: rows up to this one have been met. */
  input: z.strictObject({ jobId: id('bulk'), after: z.int().default(-1) }),
  async run(ctx, { jobId, after }) {
    const [job] = await ctx.sql<Job>(
      `select action, input, owner_id from bulk_jobs where tenant_id = $1 and id = $2 and state = 'running'`,
      [jobId],
    )
    if (!job) return undefined
    const rows = await ctx.sql<{ seq: number; targetId: string; try: number }>(
      `select seq, target_id as "targetId", try from bulk_rows
        where tenant_id = $1 and job_id = $2 and state = 'waiting' and seq > $3 order by seq limit ${perTurn}`,
      [jobId, after],
    )
    const crypt = await ctx.crypt()
    const input = JSON.parse(crypt.open(bulkAad(jobId), job.input)) as Record<string, unknown>
    return { action: job.action, ownerId: job.owner_id, input, rows }
  },
})
