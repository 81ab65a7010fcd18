import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { newestRuns } from '@/lib/modules/dispatch/internal/newest-runs'
import { type StressRow, stressColumns, stressOf } from '@/lib/modules/dispatch/internal/stress-rows'
import { stressView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageView } from '@/lib/platform/paging'

export const listStressRuns = query({
  name: 'stress.list',
  summary: 'Stress runs with their results, newest first',
  http: { method: 'GET', path: '/invariants/stress-runs' },
  input: z.strictObject(pageFields),
  example: { limit: 10 },
  output: pageView(stressView),
  async run(ctx, asked) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'stress.list' })
    return newestRuns<StressRow, ReturnType<typeof stressOf>>(
      ctx,
      `select ${stressColumns} from stress_runs`,
      stressOf,
      asked,
    )
  },
})
