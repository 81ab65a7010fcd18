import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type RunRow, runColumns, runView } from '@/lib/modules/orders/internal/rules/dry-run'
import { forWholeCompany } from '@/lib/modules/rules/whole-company'
import { command } from '@/lib/platform/door/use-case'

/** What it has found so far stays. */
export const cancelDryRun = command({
  name: 'rule.cancel-dry-run',
  summary: 'Stop a dry run of rules',
  http: { method: 'POST', path: '/rule-dry-runs/{runId}/cancel' },
  input: z.strictObject({ runId: id('rule-run') }),
  async run(ctx, { runId }) {
    forWholeCompany(ctx, 'rule.cancel-dry-run')
    const [row] = await ctx.sql<RunRow>(
      `update rule_runs set state = case when state = 'running' then 'cancelled' else state end,
              finished_at = coalesce(finished_at, $3) where tenant_id = $1 and id = $2 returning ${runColumns}`,
      [runId, ctx.now],
    )
    return row ? runView(row) : refuse('not_found')
  },
})
