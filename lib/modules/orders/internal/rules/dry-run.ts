import { decide, effectsDone, effectsTraced } from '@/lib/modules/orders/internal/rules/decide'
import { readFacts } from '@/lib/modules/orders/internal/rules/read-facts'
import { effectsOf, matching, noEffects, stepsOf } from '@/lib/modules/rules/evaluate'
import { versionsOf } from '@/lib/modules/rules/live-rules'
import type { DryRunView, Effects, Outcome, Rule, RuleKind } from '@/lib/modules/rules/schema'
import { askedBy } from '@/lib/modules/rules/used-fields'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

/** Orders a turn looks at, and orders a dry run looks at in all: the newest. */
export const turn = 1000
export const mostOrders = 50_000

export type RunRow = {
  id: string
  kind: RuleKind
  rules: Rule[]
  since: Date
  state: DryRunView['state']
  total: number
  seen: number
  changed: number
  reached_at: Date | null
  reached_id: string | null
  started_at: Date
  started_by: string
  finished_at: Date | null
}

export const runColumns = `id, kind, rules, since, state, total, seen, changed, reached_at, reached_id, started_at, started_by, finished_at`

/** Orders that rules would have seen: those that came to us alive, and were paid. */
export const dryRunOrders = `o.tenant_id = $1 and o.origin = 'live' and o.payment_status = 'paid'`

export function runView(row: RunRow): DryRunView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    since: row.since.toISOString(),
    total: row.total,
    seen: row.seen,
    changed: row.changed,
    startedAt: row.started_at.toISOString(),
    startedBy: row.started_by,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

type Past = { id: string; ordered_at: Date }

/** The next orders of a dry run, from the newest backwards: what the draft makes of them against what was done. Its row is locked by the caller. */
export async function dryRunTurn(ctx: Context, run: RunRow): Promise<RunRow> {
  const most = Math.min(turn, mostOrders - run.seen)
  const orders = await ctx.sql<Past>(
    `select o.id, o.ordered_at from orders o where ${dryRunOrders} and o.ordered_at >= $2
        and ($3::timestamptz is null or (o.ordered_at, o.id) < ($3::timestamptz, $4::uuid))
      order by o.ordered_at desc, o.id desc limit $5`,
    [run.since, run.reached_at, run.reached_id, most],
    'dry-run-orders',
  )
  const changed = await differences(ctx, run, orders)
  await insertMany(ctx, 'rule_run_orders', {
    run_id: ['uuid', changed.map(() => run.id)],
    order_id: ['uuid', changed.map((c) => c.order.id)],
    ordered_at: ['timestamptz', changed.map((c) => c.order.ordered_at)],
    before: ['jsonb', changed.map((c) => c.before)],
    after: ['jsonb', changed.map((c) => c.after)],
  })
  const seen = run.seen + orders.length
  const over = orders.length < most || seen >= mostOrders
  const last = orders.at(-1)
  const [row] = await ctx.sql<RunRow>(
    `update rule_runs set seen = $3, changed = changed + $4, reached_at = coalesce($5, reached_at), reached_id = coalesce($6, reached_id),
            state = case when $7::boolean then 'done' else state end, finished_at = case when $7::boolean then $8::timestamptz end,
            total = case when $7::boolean then $3 else greatest(total, $3) end
      where tenant_id = $1 and id = $2 returning ${runColumns}`,
    [run.id, seen, changed.length, last?.ordered_at ?? null, last?.id ?? null, over, ctx.now],
    'dry-run-go-on',
  )
  if (!row) throw new Error('the run was locked')
  return row
}

type Difference = { order: Past; before: Effects; after: Effects }

async function differences(ctx: Context, run: RunRow, orders: readonly Past[]): Promise<Difference[]> {
  const ids = orders.map((o) => o.id)
  const did = await effectsOnRecord(ctx, run.kind, ids)
  const facts = await readFacts(ctx, ids, askedBy(run.rules), 'entry')
  const byId = new Map(facts.map((order) => [order.id, order]))
  return orders.flatMap((order) => {
    const entry = byId.get(order.id)
    if (!entry) return []
    const before = did.get(order.id) ?? noEffects
    const after =
      run.kind === 'review'
        ? effectsDone(decide({ ...entry, state: 'pending_review', urgent: false }, run.rules, ctx.now))
        : effectsOf(stepsOf(matching(run.rules, entry.facts)))
    return sameEffects(before, after) ? [] : [{ order, before, after }]
  })
}

/** What the version that ran did, by the traces it left. */
async function effectsOnRecord(ctx: Context, kind: RuleKind, ids: readonly string[]): Promise<Map<string, Effects>> {
  const rows = await ctx.sql<{ order_id: string; version: number; outcomes: Outcome[] }>(
    `select distinct on (order_id) order_id, version, outcomes from rule_traces
      where tenant_id = $1 and kind = $2 and order_id = any($3::uuid[]) order by order_id, version desc`,
    [kind, ids],
    'dry-run-traces',
  )
  const versions = await versionsOf(
    ctx,
    kind,
    rows.map((row) => row.version),
  )
  return new Map(rows.map((row) => [row.order_id, effectsTraced(versions.get(row.version) ?? [], row.outcomes)]))
}

/** By what happens to the order; the same by another rule is the same. */
function sameEffects(a: Effects, b: Effects): boolean {
  const told = (effects: Effects) => JSON.stringify({ ...effects, decision: effects.decision?.type ?? null })
  return told(a) === told(b)
}
