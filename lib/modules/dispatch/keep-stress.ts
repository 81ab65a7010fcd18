import { z } from 'zod'
import { stressResult } from '@/lib/modules/dispatch/schema'
import { command } from '@/lib/platform/door/use-case'

export const keepStress = command({
  name: 'stress.keep',
  summary: 'Keep where a stress run is fired, and its result',
  audited: false,
  input: z.strictObject({ stressRunId: z.uuid(), groundId: z.uuid(), result: stressResult.optional() }),
  async run(ctx, { stressRunId, groundId, result }) {
    await ctx.sql(
      `update stress_runs set ground_id = $3, result = $4, state = case when $4::jsonb is null then state else 'done' end,
              finished_at = case when $4::jsonb is null then null else $5::timestamptz end
        where tenant_id = $1 and id = $2 and state = 'running'`,
      [stressRunId, groundId, result ? JSON.stringify(result) : null, ctx.now],
    )
    return {}
  },
})
