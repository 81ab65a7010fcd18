import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { dryRunStarted } from '@/lib/modules/orders/events'
import {
  dryRunOrders,
  dryRunTurn,
  mostOrders,
  type RunRow,
  runColumns,
  runView,
  turn,
} from '@/lib/modules/orders/internal/rules/dry-run'
import { kindField, kindOf } from '@/lib/modules/rules/kind-field'
import { rulesToTry } from '@/lib/modules/rules/rules-to-try'
import { mostRules, type RuleKind } from '@/lib/modules/rules/schema'
import { forWholeCompany } from '@/lib/modules/rules/whole-company'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/** Dry runs that are kept per kind; the rows of older ones are of no use to anybody. */
const kept = 10

/**
 * Holds rules against the orders of the last days as they were when they came in. A page of orders is done at once, more by a job
 * whose progress can be watched.
 */
export const startDryRun = command({
  name: 'rule.dry-run',
  summary: 'Try rules on the orders of the last days',
  http: { method: 'POST', path: '/rules/{kind}/dry-runs', status: 201 },
  input: z.strictObject({
    kind: kindField,
    days: z.int().min(1).max(30).default(30),
    /** The rules to try; the saved draft without. */
    rules: z.array(z.unknown()).max(mostRules).optional(),
  }),
  example: { days: 30 },
  async run(ctx, { kind: asked, days, rules: raw }) {
    const kind = kindOf(asked)
    forWholeCompany(ctx, 'rule.dry-run')
    const rules = await rulesToTry(ctx, kind, raw)
    const since = new Date(ctx.now.getTime() - days * 86_400_000)
    await forget(ctx, kind)
    const [row] = await ctx.sql<RunRow>(
      `insert into rule_runs (tenant_id, id, kind, rules, since, total, started_at, started_by)
       select $1, $2, $3, $4, $5, (select count(*) from (select 1 from orders o where ${dryRunOrders} and o.ordered_at >= $5
                                     limit ${mostOrders}) few), $6, $7
       returning ${runColumns}`,
      [newId(), kind, JSON.stringify(rules), since, ctx.now, ctx.actor.name],
    )
    if (!row) throw new Error('the run was just made')
    ctx.tell({ kind, days, rules: rules.length })
    if (row.total < turn) return runView(await dryRunTurn(ctx, row))
    ctx.emit(dryRunStarted())
    return runView(row)
  },
})

async function forget(ctx: Context, kind: RuleKind): Promise<void> {
  const old = `select id from rule_runs where tenant_id = $1 and kind = $2 order by id desc offset ${kept - 1}`
  await ctx.sql(`delete from rule_run_orders where tenant_id = $1 and run_id in (${old})`, [kind])
  await ctx.sql(`delete from rule_runs where tenant_id = $1 and id in (${old})`, [kind])
}
