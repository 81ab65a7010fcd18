import { z } from 'zod'
import { startCheck } from '@/lib/modules/dispatch/start-check'
import { command } from '@/lib/platform/door/use-case'

/** Once a day where something has happened since the last one; what is older than ninety days goes. */
export const nightlyCheck = command({
  name: 'check.nightly',
  summary: 'Ask for the daily check, forget old ones',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    await ctx.sql(
      `delete from invariant_checks where tenant_id = $1 and id in (
         select id from invariant_checks where tenant_id = $1 and created_at < $2::timestamptz - interval '90 days' limit 1000)`,
      [ctx.now],
    )
    const [due] = await ctx.sql<{ due: boolean }>(
      `select not exists (select 1 from invariant_checks where tenant_id = $1 and created_at > $2::timestamptz - interval '20 hours')
          and exists (select 1 from outbox o where o.tenant_id = $1 and o.event not in ('check.asked', 'invariants.broken') and o.created_at > coalesce(
                (select max(created_at) from invariant_checks where tenant_id = $1), '-infinity')) as due`,
      [ctx.now],
    )
    if (due?.due) await startCheck.within(ctx, {})
    return { more: false }
  },
})
