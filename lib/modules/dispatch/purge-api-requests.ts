import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

export const purgeApiRequests = command({
  name: 'api-request.purge',
  summary: 'Forget what programs asked for more than a fortnight ago',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from api_requests where tenant_id = $1 and id in (
         select id from api_requests where tenant_id = $1 and at < $2::timestamptz - interval '14 days' order by at limit ${batch})
       returning id`,
      [ctx.now],
    )
    return { more: gone.length === batch, purged: gone.length }
  },
})
