import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const batch = 5000

/** A task is tried again for hours, not for days: after a week its steps are of no more use. */
export const purgeTaskSteps = command({
  name: 'task-step.purge',
  summary: 'Forget what the steps of tasks answered more than a week ago',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const gone = await ctx.sql(
      `delete from task_steps where tenant_id = $1 and (task_key, step) in (
         select task_key, step from task_steps
          where tenant_id = $1 and at < $2::timestamptz - interval '7 days' order by at limit ${batch})
       returning step`,
      [ctx.now],
    )
    return { more: gone.length === batch, purged: gone.length }
  },
})
