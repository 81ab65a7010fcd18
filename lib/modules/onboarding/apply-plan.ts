import { z } from 'zod'
import { areaNames } from '@/lib/kernel/areas'
import { versionField } from '@/lib/kernel/fields'
import { invalid, refuse } from '@/lib/kernel/refusal'
import { answersOf, lockPlan, planView } from '@/lib/modules/onboarding/internal/plan-row'
import { planOf } from '@/lib/modules/onboarding/plan-of'
import { type Chosen, chosenShape, type Plan, setupPlanView } from '@/lib/modules/onboarding/schema'
import { getRules } from '@/lib/modules/rules/get-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import { ruleKinds } from '@/lib/modules/rules/schema'
import { ruleTemplates } from '@/lib/modules/rules/templates'
import { getCompany } from '@/lib/modules/settings/get-company'
import { setAreas } from '@/lib/modules/settings/set-areas'
import { may } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { LOCALES, type Locale } from '@/lib/platform/i18n/locales'
import { expectVersion } from '@/lib/platform/version'

/** All of it or nothing: areas as the plan has them, rules at the end of their drafts, where a person publishes them. */
export const applyPlan = command({
  name: 'setup-plan.apply',
  summary: 'Put the chosen parts of the plan in force: areas are switched, rule templates become drafts',
  http: { method: 'POST', path: '/setup-plan/apply' },
  input: z.strictObject({
    ...chosenShape.shape,
    version: versionField,
    /** In which language the drafted rules are named. */
    locale: z.enum(LOCALES).default('zh-CN'),
  }),
  example: { areas: ['floor', 'pools'], rules: ['small-plain'], version: 2 },
  output: setupPlanView,
  async run(ctx, { version, locale, ...chosen }) {
    const row = await lockPlan(ctx)
    expectVersion(row, version)
    const answers = answersOf(row)
    if (!answers) return invalid([{ path: 'version', code: 'plan_unanswered' }])
    const plan = planOf(answers, await getCompany.within(ctx, {}))
    refuseStrange(plan, chosen)
    await switchAreas(ctx, plan, chosen)
    await draftRules(ctx, plan, chosen, locale)
    await ctx.sql('update setup_plans set applied = $2, applied_at = $3, version = version + 1 where tenant_id = $1', [
      JSON.stringify(chosen),
      ctx.now,
    ])
    ctx.touch('company', ctx.tenantId)
    ctx.tell({ ...chosen })
    return planView(ctx)
  },
})

/** What the plan does not hold was made from other answers, or made up. */
function refuseStrange(plan: Plan, { areas, rules }: Chosen): void {
  const strange = [
    ...areas.flatMap((area, i) => (plan.areas.some((one) => one.area === area) ? [] : [`areas.${i}`])),
    ...rules.flatMap((code, i) => (plan.rules.some((one) => one.code === code) ? [] : [`rules.${i}`])),
  ]
  if (strange.length > 0) invalid(strange.map((path) => ({ path, code: 'not_in_plan' })))
}

async function switchAreas(ctx: Context, plan: Plan, { areas }: Chosen): Promise<void> {
  if (areas.length === 0) return
  if (!may(ctx.actor, setAreas.name)) refuse('forbidden', { permission: setAreas.name })
  const company = await getCompany.within(ctx, {})
  const off = areaNames.filter((area) => {
    const planned = areas.includes(area) ? plan.areas.find((one) => one.area === area) : undefined
    return planned ? !planned.on : company.areasOff.includes(area)
  })
  const same = off.length === company.areasOff.length && off.every((area) => company.areasOff.includes(area))
  if (!same) await setAreas.within(ctx, { off, version: company.version })
}

async function draftRules(ctx: Context, plan: Plan, { rules: codes }: Chosen, locale: Locale): Promise<void> {
  if (codes.length === 0) return
  // The area may have been off until a moment ago: the right is one thing, and that it is on when this is done another.
  const { areasOff } = await getCompany.within(ctx, {})
  const tenant = { ...ctx.actor.tenant, settings: { ...ctx.actor.tenant.settings, areasOff: [] } }
  if (!may({ ...ctx.actor, tenant }, saveRules.name)) refuse('forbidden', { permission: saveRules.name })
  if (areasOff.includes('rules')) invalid([{ path: 'areas', code: 'rules_off' }])
  for (const kind of ruleKinds) {
    const wanted = plan.rules.filter((one) => one.kind === kind && codes.includes(one.code)).map(({ code }) => code)
    const { draft, version } = await getRules.within(ctx, { kind })
    const there = new Set(draft.map(({ id }) => id))
    const added = ruleTemplates(kind, ctx.tenant.currency)
      .filter(({ code }) => wanted.includes(code) && !there.has(code))
      .map(({ code, name, rule }) => ({ ...rule, id: code, name: locale === 'en' ? name.en : name.zh, enabled: true }))
    if (added.length > 0) await saveRules.within(ctx, { kind, rules: [...draft, ...added], version })
  }
}
