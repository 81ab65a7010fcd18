import { z } from 'zod'
import { type StressRow, stressColumns } from '@/lib/modules/dispatch/internal/stress-rows'
import { command } from '@/lib/platform/door/use-case'

/** What is to be fired, and the company to fire it in, when an earlier run has made one. Null when the run has ended. */
export const beginStress = command({
  name: 'stress.begin',
  summary: 'Take a stress run up',
  audited: false,
  input: z.strictObject({ stressRunId: z.uuid() }),
  async run(ctx, { stressRunId }) {
    const [row] = await ctx.sql<StressRow>(
      `update stress_runs set state = 'running',
              ground_id = coalesce(ground_id, (select r.ground_id from stress_runs r where r.tenant_id = $1 and r.ground_id is not null limit 1))
        where tenant_id = $1 and id = $2 and state in ('queued', 'running') returning ${stressColumns}`,
      [stressRunId],
    )
    return row ?? null
  },
})
