import { z } from 'zod'
import { type RuleKind, ruleKinds } from '@/lib/modules/rules/schema'
import { query } from '@/lib/platform/door/use-case'

type Row = {
  kind: RuleKind
  draft_rules: number
  live_version: number | null
  live_rules: number
  published_at: Date | null
  published_by: string | null
  updated_at: Date
  updated_by: string
}

export const listRules = query({
  name: 'rule.sets',
  summary: 'The sets of rules, and which version of each runs',
  http: { method: 'GET', path: '/rules' },
  input: z.strictObject({}),
  async run(ctx) {
    const rows = await ctx.sql<Row>(
      `select s.kind, jsonb_array_length(s.draft) as draft_rules, s.live_version, s.updated_at, s.updated_by,
              v.published_at, v.published_by,
              (select count(*)::int from jsonb_array_elements(v.rules) r where (r ->> 'enabled')::boolean) as live_rules
         from rule_sets s left join rule_versions v on v.tenant_id = $1 and v.kind = s.kind and v.version = s.live_version
        where s.tenant_id = $1`,
      [],
      'rule-sets',
    )
    return {
      items: ruleKinds.map((kind) =>
        summary(
          kind,
          rows.find((row) => row.kind === kind),
        ),
      ),
    }
  },
})

/** A kind that nobody has touched has no row, and is shown all the same. */
function summary(kind: RuleKind, row: Row | undefined) {
  return {
    kind,
    draftRules: row?.draft_rules ?? 0,
    liveVersion: row?.live_version ?? null,
    liveRules: row?.live_rules ?? 0,
    publishedAt: row?.published_at?.toISOString() ?? null,
    publishedBy: row?.published_by ?? '',
    updatedAt: row?.updated_at.toISOString() ?? null,
    updatedBy: row?.updated_by ?? '',
  }
}
