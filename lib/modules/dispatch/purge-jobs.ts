import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

/** Jobs that ended well two days ago, and all others after thirty, are of no more use. What still waits stays, however old. */
export const purgeJobs = command({
  name: 'job.purge',
  summary: 'Forget jobs that ended long ago',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from queue_jobs where tenant_id = $1 and (event_id, name) in (
         select event_id, name from queue_jobs where tenant_id = $1 and finished_at is not null
            and finished_at < $2::timestamptz - case when state in ('done', 'replayed') then interval '2 days' else interval '30 days' end
          order by finished_at limit ${batch}) returning name`,
      [ctx.now],
    )
    await ctx.sql('delete from dispatch_mutes where tenant_id = $1 and until < $2 returning key', [ctx.now])
    return { more: gone.length === batch, purged: gone.length }
  },
})
