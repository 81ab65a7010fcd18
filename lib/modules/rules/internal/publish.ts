import { routingPublished } from '@/lib/modules/rules/events'
import type { SetRow } from '@/lib/modules/rules/internal/set-rows'
import type { Rule } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'

type What = { rules: readonly Rule[]; note: string; fromVersion: number | null }

/** Makes the next version and lets it run from this transaction on; the set's row is locked by the caller. Answers its number. */
export async function publish(ctx: Context, set: SetRow, { rules, note, fromVersion }: What): Promise<number> {
  const [made] = await ctx.sql<{ version: number }>(
    `insert into rule_versions (tenant_id, kind, version, rules, note, from_version, published_at, published_by)
     select $1, $2, coalesce(max(v.version), 0) + 1, $3, $4, $5, $6, $7 from rule_versions v where v.tenant_id = $1 and v.kind = $2
     returning version`,
    [set.kind, JSON.stringify(rules), note, fromVersion, ctx.now, ctx.actor.name],
  )
  if (!made) throw new Error('a version is always made')
  await ctx.sql('update rule_sets set live_version = $3, version = version + 1 where tenant_id = $1 and kind = $2', [
    set.kind,
    made.version,
  ])
  if (set.kind === 'routing') ctx.emit(routingPublished)
  ctx.tell({ kind: set.kind, version: made.version, rules: rules.length, ...(fromVersion && { fromVersion }) })
  return made.version
}
