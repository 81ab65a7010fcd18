import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { type CheckRow, checkColumns, checkOf } from '@/lib/modules/dispatch/internal/check-rows'
import { newestRuns } from '@/lib/modules/dispatch/internal/newest-runs'
import { checkView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageView } from '@/lib/platform/paging'

export const listChecks = query({
  name: 'check.list',
  summary: 'Checks of the invariants with what each found, newest first',
  http: { method: 'GET', path: '/invariants/checks' },
  input: z.strictObject(pageFields),
  example: { limit: 10 },
  output: pageView(checkView),
  async run(ctx, asked) {
    // The first broken row is named, whatever shop or warehouse it is of.
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'check.list' })
    return newestRuns<CheckRow, ReturnType<typeof checkOf>>(
      ctx,
      `select ${checkColumns} from invariant_checks`,
      checkOf,
      asked,
    )
  },
})
