import type { Facts, Outcome, RuleKind, TraceView } from '@/lib/modules/rules/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

export type Trace = { orderId: string; facts: Facts; outcomes: readonly Outcome[] }

/** One trace per order and version: a later look replaces what was found; what was done is carried along in the outcomes. */
export async function keepTraces(
  ctx: Context,
  about: { kind: RuleKind; version: number; cause: TraceView['cause'] },
  traces: readonly Trace[],
): Promise<void> {
  const all = <T>(value: T) => traces.map(() => value)
  await insertMany(
    ctx,
    'rule_traces',
    {
      order_id: ['uuid', traces.map((t) => t.orderId)],
      kind: ['text', all(about.kind)],
      version: ['int', all(about.version)],
      cause: ['text', all(about.cause)],
      facts: ['jsonb', traces.map((t) => t.facts)],
      outcomes: ['jsonb', traces.map((t) => t.outcomes)],
      at: ['timestamptz', all(ctx.now)],
      actor: ['text', all(ctx.actor.name)],
    },
    `on conflict (tenant_id, order_id, kind, version) do update
       set cause = excluded.cause, facts = excluded.facts, outcomes = excluded.outcomes, at = excluded.at, actor = excluded.actor`,
  )
}

/** What one version did to orders before. */
export async function outcomesBefore(
  ctx: Context,
  kind: RuleKind,
  version: number,
  orderIds: readonly string[],
): Promise<Map<string, Outcome[]>> {
  const rows = await ctx.sql<{ order_id: string; outcomes: Outcome[] }>(
    `select order_id, outcomes from rule_traces
      where tenant_id = $1 and kind = $2 and version = $3 and order_id = any($4::uuid[])`,
    [kind, version, orderIds],
    'rules-before',
  )
  return new Map(rows.map((row) => [row.order_id, row.outcomes]))
}
