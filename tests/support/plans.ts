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
    const found: PlanNode[] = []
    const send = client.query.bind(client) as (text: unknown, values?: unknown) => Promise<{ rows: unknown }>
    // Below both ways of asking, raw and Kysely's.
    const explaining = async (asked: string | { text: string; values?: unknown }, values?: unknown) => {
      const { text, values: given } = typeof asked === 'string' ? { text: asked, values } : { values, ...asked }
      if (/^\s*(select|with|insert|update|delete)\b/i.test(text))
        found.push(...nodesOf((await send(`explain (format json) ${text}`, given)).rows))
      return send(asked, values)
    }
    await work(new Context({ query: explaining } as unknown as typeof client, actor, new Date()))
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
