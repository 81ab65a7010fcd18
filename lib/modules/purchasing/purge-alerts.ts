import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

export const purgeAlerts = command({
  name: 'alert.purge',
  summary: 'Forget stock alerts closed more than a year ago',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from stock_alerts where tenant_id = $1 and id in (
         select id from stock_alerts where tenant_id = $1 and state = 'closed' and closed_at < $2::timestamptz - interval '1 year' limit ${batch})
       returning id`,
      [ctx.now],
    )
    return { more: gone.length === batch }
  },
})
