import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type StressRow, stressColumns, stressOf } from '@/lib/modules/dispatch/internal/stress-rows'
import { stressView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

export const getStressRun = query({
  name: 'stress.get',
  summary: 'One stress run with its result',
  http: { method: 'GET', path: '/invariants/stress-runs/{stressRunId}' },
  input: z.strictObject({ stressRunId: id('stress') }),
  output: stressView,
  async run(ctx, { stressRunId }) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'stress.get' })
    const [row] = await ctx.sql<StressRow>(
      `select ${stressColumns} from stress_runs where tenant_id = $1 and id = $2`,
      [stressRunId],
    )
    return row ? stressOf(row) : refuse('not_found')
  },
})
