import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaNames } from '@/lib/kernel/areas'
import { answerPlan } from '@/lib/modules/onboarding/answer-plan'
import { applyPlan } from '@/lib/modules/onboarding/apply-plan'
import { getPlan } from '@/lib/modules/onboarding/get-plan'
import { planOf } from '@/lib/modules/onboarding/plan-of'
import { type Answers, goodsTraits, plannedChannels, plannedRoles, soldTo } from '@/lib/modules/onboarding/schema'
import { getRules } from '@/lib/modules/rules/get-rules'
import { getCompany } from '@/lib/modules/settings/get-company'
import { getSetup } from '@/lib/modules/settings/get-setup'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { setAreas } from '@/lib/modules/settings/set-areas'
import { memberActor } from '@/lib/platform/auth/actors'
import { builtInRoles } from '@/lib/platform/auth/built-in-roles'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ordered, ready, ship } from '@/tests/support/order-work'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const facts = { currency: 'CNY', financeReview: false }
const stall: Answers = {
  ...{ sellsTo: 'domestic', channels: [], ordersPerDay: 8, warehouses: 1, people: 1 },
  ...{ goods: ['own'], roles: ['owner'] },
}
const house: Answers = {
  ...{ sellsTo: 'both', channels: ['taobao', 'amazon'], ordersPerDay: 2000, warehouses: 3, people: 30 },
  ...{ goods: ['own', 'batches', 'assembly'], roles: ['owner', 'customer_service', 'finance'] },
}

const off = (answers: Answers, at = facts) => planOf(answers, at).areas.flatMap(({ area, on }) => (on ? [] : [area]))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  )

test('S2.36 a stall and a house of thirty get other plans: areas, rules, roles, steps and what to measure', () => {
  expect(off(stall)).toEqual([
    ...(['channels', 'rules', 'calls', 'financeReview', 'presale', 'floor', 'bins'] as const),
    ...(['transfers', 'pools', 'batches', 'assemblies'] as const),
  ])
  expect(planOf(stall, facts).rules).toEqual([])
  expect(planOf(stall, facts).roles).toEqual([{ code: 'owner', why: null }])
  expect(planOf(stall, facts).steps.map(({ key }) => key)).toEqual([
    ...(['company', 'warehouse', 'shop', 'product', 'stock', 'prints', 'order', 'ship'] as const),
  ])
  expect(off(house)).toEqual(['presale'])
  const plan = planOf(house, facts)
  expect(plan.rules.map(({ code }) => code)).toEqual([
    ...['small-plain', 'address-incomplete', 'note-asks', 'large-finance', 'same-goods-again', 'risky', 'ship-soon'],
    ...['heavy-whole', 'urgent-express', 'far-post'],
  ])
  expect(plan.roles.map(({ code }) => code)).toEqual(['owner', 'customer_service', 'finance', 'admin', 'warehouse'])
  expect(plan.steps.map(({ key }) => key)).toEqual([
    ...(['company', 'warehouse', 'bins', 'connect', 'import', 'track', 'stock', 'members', 'rules'] as const),
    ...(['prints', 'stations', 'order', 'ship'] as const),
  ])
  expect(plan.measures.find(({ key }) => key === 'pace')).toEqual({ key: 'pace', href: '/floor/output', target: 250 })
  // Orders that wait for finance must not be stranded.
  expect(off(stall, { ...facts, financeReview: true })).not.toContain('financeReview')
})

test('S2.36 whatever is answered: each area once, no rule that nobody could work, steps end with the first parcel, roles exist', () => {
  const answers = fc.record<Answers>({
    sellsTo: fc.constantFrom(...soldTo),
    channels: fc.subarray([...plannedChannels]),
    ordersPerDay: fc.integer({ min: 1, max: 100_000 }),
    warehouses: fc.integer({ min: 1, max: 50 }),
    people: fc.integer({ min: 1, max: 500 }),
    goods: fc.subarray([...goodsTraits]),
    roles: fc.subarray([...plannedRoles]),
  })
  const known = builtInRoles.map(({ code }) => code)
  fc.assert(
    fc.property(answers, fc.boolean(), (given, financeReview) => {
      const { areas, rules, roles, steps } = planOf(given, { ...facts, financeReview })
      expect(new Set(areas.map(({ area }) => area)).size).toBe(areas.length)
      const on = (name: string) => areas.find(({ area }) => area === name)?.on
      const codes = rules.map(({ code }) => code)
      if (!on('rules')) expect(codes).toEqual([])
      if (!on('calls')) expect(codes).not.toContain('note-asks')
      if (!on('financeReview')) expect(codes).not.toContain('large-finance')
      expect(new Set(roles.map(({ code }) => code)).size).toBe(roles.length)
      expect(roles.filter(({ code }) => !known.includes(code))).toEqual([])
      expect(steps.at(-1)?.key).toBe('ship')
    }),
    { numRuns: 200 },
  )
})

test('S2.36 the owner answers, ticks and applies: areas are switched, rules are drafts, all in one command that stands in the trail', async () => {
  const { owner, tenantId } = await createTenant()
  const again = async (actor: Actor) => (await memberActor(tenantId, actor.id ?? '')) ?? actor
  const clerk = await createMember(tenantId, 'customer_service')
  expect(await run(getPlan, owner, {})).toMatchObject({ answers: null, plan: null, atWork: false, version: 1 })
  expect(await codeOf(run(getPlan, clerk, {}))).toBe('forbidden')
  expect(await codeOf(run(applyPlan, owner, { areas: [], rules: [], version: 1 }))).toBe('invalid')
  expect(await codeOf(run(answerPlan, owner, { ...house, channels: ['taobao', 'taobao'], version: 1 }))).toBe('invalid')
  const answered = await run(answerPlan, owner, { ...house, version: 1 })
  expect(answered).toMatchObject({ answers: house, version: 2, applied: null, areasOff: [] })
  expect(answered.plan).toEqual(planOf(house, { currency: 'CNY', financeReview: false }))
  expect(await codeOf(run(answerPlan, owner, { ...stall, version: 1 }))).toBe('version_conflict')
  expect((await run(getSetup, owner, {})).steps[0]).toEqual({ key: 'plan', done: true })

  // Rules were switched off before: applied together, they are on and drafted in one go. Reports, of which the plan says nothing, stay off.
  await run(setAreas, owner, { off: ['rules', 'reports'], version: 1 })
  const now = await again(owner)
  const strange = { areas: ['reports'], rules: ['bulk-buyer'], version: 2 }
  expect(await codeOf(run(applyPlan, now, strange))).toBe('invalid')
  const rules = ['small-plain', 'heavy-whole']
  expect(await codeOf(run(applyPlan, now, { areas: [], rules, version: 2 }))).toBe('invalid')
  expect((await run(getPlan, now, {})).drafted).toEqual([])
  const applied = await run(applyPlan, now, { areas: ['rules', 'presale'], rules, version: 2, locale: 'en' })
  expect(applied).toMatchObject({ applied: { areas: ['rules', 'presale'], rules }, version: 3 })
  expect(applied.drafted.sort()).toEqual([...rules].sort())
  expect((await run(getCompany, now, {})).areasOff).toEqual(
    areaNames.filter((area) => ['presale', 'reports'].includes(area)),
  )
  const review = await run(getRules, await again(owner), { kind: 'review' })
  expect(review.draft.map(({ name, enabled }) => [name, enabled])).toEqual([['Small orders without a note pass', true]])
  expect(review.live).toBeNull()
  // Applied again nothing is there twice; answered anew, the plan follows.
  await run(applyPlan, await again(owner), { areas: [], rules, version: 3 })
  expect((await run(getPlan, owner, {})).drafted).toHaveLength(2)
  const smaller = await run(answerPlan, await again(owner), { ...stall, version: 4 })
  expect(smaller.plan?.rules).toEqual([])
  const trail = (await run(listAudit, owner, { limit: 50 })).items.map(({ action }) => action)
  expect(trail.filter((action) => action === 'setup-plan.apply')).toHaveLength(2)
})

test('S2.36 who may not switch areas or write rules does neither through the plan', async () => {
  const { owner, tenantId } = await createTenant()
  await run(answerPlan, owner, { ...house, version: 1 })
  const planner = { ...owner, permissions: new Set(['setup-plan.*']) }
  expect(await codeOf(run(applyPlan, planner, { areas: ['presale'], rules: [], version: 2 }))).toBe('forbidden')
  expect(await codeOf(run(applyPlan, planner, { areas: [], rules: ['small-plain'], version: 2 }))).toBe('forbidden')
  expect(await codeOf(run(applyPlan, planner, { areas: [], rules: [], version: 2 }))).toBe('done')
  const admin = await createMember(tenantId, 'admin')
  expect(await codeOf(run(applyPlan, admin, { areas: ['presale'], rules: ['small-plain'], version: 3 }))).toBe('done')
})

test('S2.36 a company that is at work already is told so, nothing of it is switched off by itself, and a plan is no longer a first step', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const planned = async () => (await run(getSetup, shop.owner, {})).steps[0]
  expect(await planned()).toEqual({ key: 'plan', done: false })
  const [order] = await ready(shop, [ordered('1', { TEA: 1 })])
  await ship(shop, order?.fulfilments[0]?.id, 'SF100001')
  expect(await planned()).toEqual({ key: 'plan', done: true })
  expect(await run(answerPlan, shop.owner, { ...stall, version: 1 })).toMatchObject({ atWork: true, areasOff: [] })
})
