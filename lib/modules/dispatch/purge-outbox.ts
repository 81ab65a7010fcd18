import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

/** Events that were told a week ago are of no more use; those not told yet stay, however old. */
export const purgeOutbox = command({
  name: 'outbox.purge',
  summary: 'Forget events told more than a week ago',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from outbox where tenant_id = $1 and id in (
         select id from outbox where tenant_id = $1 and sent_at < $2::timestamptz - interval '7 days' order by sent_at limit ${batch})
       returning id`,
      [ctx.now],
    )
    return { more: gone.length === batch, purged: gone.length }
  },
})
