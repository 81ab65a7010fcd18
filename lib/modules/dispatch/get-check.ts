import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type CheckRow, checkColumns, checkOf } from '@/lib/modules/dispatch/internal/check-rows'
import { checkView } from '@/lib/modules/dispatch/schema'
import { seesAll } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'

export const getCheck = query({
  name: 'check.get',
  summary: 'One check of the invariants with all that it found',
  http: { method: 'GET', path: '/invariants/checks/{checkId}' },
  input: z.strictObject({ checkId: id('check') }),
  output: checkView,
  async run(ctx, { checkId }) {
    if (!seesAll(ctx.actor)) refuse('forbidden', { permission: 'check.get' })
    const [row] = await ctx.sql<CheckRow>(
      `select ${checkColumns} from invariant_checks where tenant_id = $1 and id = $2`,
      [checkId],
    )
    return row ? checkOf(row) : refuse('not_found')
  },
})
