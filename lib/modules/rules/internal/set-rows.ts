import type { FieldError } from '@/lib/kernel/refusal'
import { invalid, isRefusal } from '@/lib/kernel/refusal'
import { analyse } from '@/lib/modules/rules/internal/analyse'
import { unknownValues } from '@/lib/modules/rules/internal/unknown-values'
import { type Rule, type RuleKind, type RuleSetView, rulesShape } from '@/lib/modules/rules/schema'
import type { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'

export type SetRow = {
  kind: RuleKind
  draft: Rule[]
  live_version: number | null
  updated_at: Date
  updated_by: string
  version: number
  live_rules: Rule[] | null
  published_at: Date | null
  published_by: string | null
}

/** What was sent as rules, checked against the catalogue of fields; errors are told at their place in the set. */
export function readRules(kind: RuleKind, raw: readonly unknown[]): Rule[] {
  try {
    return parse(rulesShape(kind), raw)
  } catch (e) {
    if (!isRefusal(e) || e.code !== 'invalid') throw e
    const errors = (e.params.errors ?? []) as FieldError[]
    return invalid(errors.map(({ path, code }) => ({ path: path === '' ? 'rules' : `rules.${path}`, code })))
  }
}

export async function setRow(ctx: Context, kind: RuleKind, lock?: 'change'): Promise<SetRow | undefined> {
  const [row] = await ctx.sql<SetRow>(
    `select s.kind, s.draft, s.live_version, s.updated_at, s.updated_by, s.version,
            v.rules as live_rules, v.published_at, v.published_by
       from rule_sets s left join rule_versions v on v.tenant_id = $1 and v.kind = s.kind and v.version = s.live_version
      where s.tenant_id = $1 and s.kind = $2 ${lock ? 'for update of s' : ''}`,
    [kind],
    lock ? 'rule-set-lock' : 'rule-set',
  )
  return row
}

/** The set's row, locked; made at the first change, at version 1, so that two first changes do not both win. */
export async function lockSet(ctx: Context, kind: RuleKind): Promise<SetRow> {
  await ctx.sql(
    `insert into rule_sets (tenant_id, kind, updated_at, updated_by) select $1, $2, $3, $4 on conflict do nothing`,
    [kind, ctx.now, ctx.actor.name],
  )
  const row = await setRow(ctx, kind, 'change')
  if (!row) throw new Error('the set was just made')
  return row
}

export async function setView(ctx: Context, kind: RuleKind, row: SetRow | undefined): Promise<RuleSetView> {
  if (!row)
    return {
      ...{ kind, draft: [], live: null, changed: false, findings: [], updatedAt: null, updatedBy: '', version: 1 },
    }
  const live =
    row.live_version !== null && row.live_rules && row.published_at
      ? {
          version: row.live_version,
          rules: row.live_rules,
          publishedAt: row.published_at.toISOString(),
          publishedBy: row.published_by ?? '',
        }
      : null
  return {
    kind,
    draft: row.draft,
    live,
    changed: !sameRules(row.draft, live?.rules ?? []),
    findings: [...analyse(row.draft), ...(await unknownValues(ctx, row.draft))],
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
    version: row.version,
  }
}

/** The database keeps the fields of an object in a sequence of its own; parsed again both have the schema's. */
function sameRules(a: readonly Rule[], b: readonly Rule[]): boolean {
  return stable(a) === stable(b)
}

function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([x], [y]) => (x < y ? -1 : 1)))
      : inner,
  )
}
