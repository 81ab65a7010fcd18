import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 2000

/**
 * Pasted numbers are looked at for a day, notices for a season, the rows of a bulk job for a month; the job itself stays. A tag that was
 * deleted comes back for a month.
 */
export const purgeLists = command({
  name: 'list.purge',
  summary: 'Forget old pasted numbers, notices, rows of bulk jobs and deleted tags',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql<{ n: number }>(
      `with a as (delete from number_sets where tenant_id = $1 and id in (
                    select id from number_sets where tenant_id = $1 and created_at < $2::timestamptz - interval '7 days'
                     order by created_at limit ${batch}) returning 1),
            b as (delete from notices where tenant_id = $1 and id in (
                    select id from notices where tenant_id = $1 and created_at < $2::timestamptz - interval '90 days'
                     order by created_at limit ${batch}) returning 1),
            c as (delete from bulk_rows where tenant_id = $1 and (job_id, seq) in (
                    select r.job_id, r.seq from bulk_jobs j join bulk_rows r on r.tenant_id = $1 and r.job_id = j.id
                     where j.tenant_id = $1 and j.state <> 'running' and j.created_at < $2::timestamptz - interval '30 days'
                     limit ${batch}) returning 1),
            d as (delete from removed_tags where tenant_id = $1 and removed_at < $2::timestamptz - interval '30 days')
       select greatest((select count(*) from a), (select count(*) from b), (select count(*) from c))::int as n`,
      [ctx.now],
    )
    return { more: gone[0]?.n === batch }
  },
})
