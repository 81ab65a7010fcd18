import { planOf } from '@/lib/modules/onboarding/plan-of'
import { type Answers, answersShape, type Chosen, type SetupPlanView } from '@/lib/modules/onboarding/schema'
import { getCompany } from '@/lib/modules/settings/get-company'
import type { Context } from '@/lib/platform/door/context'

export type PlanRow = {
  answers: unknown
  applied: Chosen | null
  applied_at: Date | null
  updated_at: Date
  version: number
}

export async function planRow(ctx: Context): Promise<PlanRow | undefined> {
  const [row] = await ctx.sql<PlanRow>(
    'select answers, applied, applied_at, updated_at, version from setup_plans where tenant_id = $1',
  )
  return row
}

/** Locked; made at version 1 by the first answers, so that of two first ones only one wins. */
export async function lockPlan(ctx: Context): Promise<PlanRow> {
  await ctx.sql(
    `insert into setup_plans (tenant_id, answers, updated_at) values ($1, '{}', $2) on conflict (tenant_id) do nothing`,
    [ctx.now],
  )
  const [row] = await ctx.sql<PlanRow>(
    'select answers, applied, applied_at, updated_at, version from setup_plans where tenant_id = $1 for update',
  )
  if (!row) throw new Error('the plan was just made')
  return row
}

/** Null: nothing was answered, or by an earlier version of the questions. */
export function answersOf(row: PlanRow | undefined): Answers | null {
  return answersShape.safeParse(row?.answers).data ?? null
}

/** The plan is made anew from the answers each time: it follows what the house can do today. */
export async function planView(ctx: Context): Promise<SetupPlanView> {
  const row = await planRow(ctx)
  const answers = answersOf(row)
  const company = await getCompany.within(ctx, {})
  const drafts = await ctx.sql<{ id: string }>(
    `select r.value ->> 'id' as id from rule_sets s, jsonb_array_elements(s.draft) r where s.tenant_id = $1`,
  )
  return {
    answers,
    plan: answers && planOf(answers, company),
    areasOff: company.areasOff,
    drafted: drafts.map(({ id }) => id),
    atWork: !company.currencyMayChange,
    applied: row?.applied ?? null,
    appliedAt: row?.applied_at?.toISOString() ?? null,
    updatedAt: row?.updated_at.toISOString() ?? null,
    version: row?.version ?? 1,
  }
}
