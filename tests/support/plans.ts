import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'

export type PlanNode = Record<string, unknown>

/**
 * Every node of every plan of the statements that `work` sends, each explained as the app role just before it is answered.
 * `unfilled`: of tables without rows, which the planner reads whole whatever there is; then only what no index could answer is.
 */
export function plansOf(
  actor: Actor,
  work: (ctx: Context) => Promise<unknown>,
  { unfilled = false } = {},
): Promise<PlanNode[]> {
  return inTenant(actor.tenantId, 'read', async (client) => {
    if (unfilled) await client.query('set local enable_seqscan = off')
    const ctx = new Context(client, actor, new Date())
    const found: PlanNode[] = []
    const ask = ctx.sql.bind(ctx)
    ctx.sql = async <R extends object>(text: string, params: readonly unknown[] = []) => {
      found.push(...nodesOf(await ask(`explain (format json) ${text}`, params)))
      return ask<R>(text, params)
    }
    await work(ctx)
    return found
  })
}

/** Tables that are read whole, but for those named as small whatever the company's size. */
export function sequentialScans(nodes: readonly PlanNode[], small: readonly string[] = []): string[] {
  const scans = nodes.filter((n) => n['Node Type'] === 'Seq Scan').map((n) => String(n['Relation Name']))
  return scans.filter((table) => !small.includes(table))
}

function nodesOf(value: unknown): PlanNode[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf)
  if (typeof value !== 'object' || value === null) return []
  return [...('Node Type' in value ? [value as PlanNode] : []), ...Object.values(value).flatMap(nodesOf)]
}
