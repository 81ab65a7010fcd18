import { z } from 'zod'
import { dryRunTurn, type RunRow, runColumns } from '@/lib/modules/orders/internal/rules/dry-run'
import { command } from '@/lib/platform/door/use-case'

/** The drain of dry runs: a page of orders per turn, the oldest run first. */
export const goOnDryRuns = command({
  name: 'rule.dry-run-go-on',
  summary: 'Go on with dry runs of rules',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const [row] = await ctx.sql<RunRow>(
      `select ${runColumns} from rule_runs where tenant_id = $1 and state = 'running' order by id limit 1 for update skip locked`,
      [],
      'dry-run-next',
    )
    if (!row) return { more: false }
    await dryRunTurn(ctx, row)
    return { more: true }
  },
})
