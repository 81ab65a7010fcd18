import type { Rule, RuleKind } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'

export type LiveRules = { readonly version: number; readonly rules: readonly Rule[] }

/** What runs now; undefined where nothing was ever published or the published version has no rule that is switched on. */
export async function liveRules(ctx: Context, kind: RuleKind): Promise<LiveRules | undefined> {
  const [live] = await ctx.sql<LiveRules>(
    `select v.version, v.rules from rule_sets s
       join rule_versions v on v.tenant_id = $1 and v.kind = s.kind and v.version = s.live_version
      where s.tenant_id = $1 and s.kind = $2`,
    [kind],
    'rules-live',
  )
  return live?.rules.some((rule) => rule.enabled) ? live : undefined
}

/** Versions by number: traces name them. */
export async function versionsOf(
  ctx: Context,
  kind: RuleKind,
  versions: readonly number[],
): Promise<Map<number, readonly Rule[]>> {
  if (versions.length === 0) return new Map()
  const rows = await ctx.sql<{ version: number; rules: readonly Rule[] }>(
    'select version, rules from rule_versions where tenant_id = $1 and kind = $2 and version = any($3::int[])',
    [kind, [...new Set(versions)]],
  )
  return new Map(rows.map((row) => [row.version, row.rules]))
}
