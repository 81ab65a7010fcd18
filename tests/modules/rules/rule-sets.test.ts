import { expect, it } from 'vitest'
import { getRules } from '@/lib/modules/rules/get-rules'
import { getVersion } from '@/lib/modules/rules/get-version'
import { listRules } from '@/lib/modules/rules/list-rules'
import { listTemplates } from '@/lib/modules/rules/list-templates'
import { listVersions } from '@/lib/modules/rules/list-versions'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { rollBackRules } from '@/lib/modules/rules/roll-back-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import { type Condition, type Finding, ruleKinds } from '@/lib/modules/rules/schema'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { goLive, rule, saveDraft } from '@/tests/support/rules'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const review = { kind: 'review' }
const approve = [{ type: 'approve' as const }]
const contact = [{ type: 'contact' as const }]
const over = (value: string): Condition => ({ field: 'total', op: 'gt', value })

it('is a draft until it is published; every version stays, and an older one can run again under a new number', async () => {
  const { owner } = await createTenant()
  expect(await run(getRules, owner, review)).toMatchObject({ draft: [], live: null, changed: false, version: 1 })
  const saved = await saveDraft(owner, 'review', [rule('a', { actions: approve })])
  expect(saved).toMatchObject({ live: null, changed: true, version: 2 })
  const first = await run(publishRules, owner, { ...review, note: 'first', version: 2 })
  expect(first).toMatchObject({ live: { version: 1, publishedBy: owner.name }, changed: false, version: 3 })
  await goLive(owner, 'review', [rule('b', { actions: contact })])
  const { version } = await saveDraft(owner, 'review', [rule('c', { actions: contact })])
  const back = await run(rollBackRules, owner, { ...review, toVersion: 1, version })
  expect(back).toMatchObject({ live: { version: 3, rules: [{ id: 'a' }] }, draft: [{ id: 'c' }], changed: true })

  const { items } = await run(listVersions, owner, review)
  expect(items.map((v) => [v.version, v.note, v.fromVersion, v.live])).toEqual([
    [3, '', 1, true],
    [2, '', null, false],
    [1, 'first', null, false],
  ])
  expect(await run(getVersion, owner, { ...review, number: '2' })).toMatchObject({ rules: [{ id: 'b' }] })
  const sets = await run(listRules, owner, {})
  expect(sets.items).toMatchObject([
    { kind: 'review', draftRules: 1, liveVersion: 3, liveRules: 1 },
    { kind: 'routing', draftRules: 0, liveVersion: null, liveRules: 0 },
  ])
})

it('takes only what the catalogue knows, and tells each error at its place', async () => {
  const { owner } = await createTenant()
  const wrong = [
    rule('a', { when: [[{ field: 'units', op: 'gt', value: '1.5' }]], actions: approve }),
    rule('a', {
      when: [[{ field: 'total', op: 'between', value: '5', to: '1' }]],
      actions: [{ type: 'approve' }, { type: 'invalid' }],
    }),
  ]
  await expect(run(saveRules, owner, { ...review, rules: wrong, version: 1 })).rejects.toMatchObject({
    params: {
      errors: [
        { path: 'rules.0.when.0.0.value', code: 'not_whole' },
        { path: 'rules.1.id', code: 'duplicate' },
        { path: 'rules.1.when.0.0.to', code: 'before_start' },
        { path: 'rules.1.actions.1', code: 'duplicate' },
      ],
    },
  })
  const routing = [rule('r', { actions: [{ type: 'only', warehouseCodes: ['HZ'] }] })]
  for (const rules of [
    routing,
    [{ ...rule('x', { actions: approve }), when: [[{ field: 'phone', op: 'in', values: ['1'] }]] }],
  ])
    await expect(run(saveRules, owner, { ...review, rules, version: 1 })).rejects.toMatchObject({ code: 'invalid' })
  await expect(run(getRules, owner, { kind: 'gifts' })).rejects.toMatchObject({ code: 'not_found' })
})

it('two people do not overwrite each other, and who sees a part of the company changes nothing', async () => {
  const { owner, tenantId } = await createTenant()
  await saveDraft(owner, 'review', [rule('a', { actions: approve })])
  await expect(run(saveRules, owner, { ...review, rules: [], version: 1 })).rejects.toMatchObject({
    code: 'version_conflict',
  })
  const part = await createMember(tenantId, 'admin', { shopIds: [] })
  await expect(run(saveRules, part, { ...review, rules: [], version: 2 })).rejects.toMatchObject({ code: 'forbidden' })
  const service = await createMember(tenantId, 'customer_service')
  await expect(run(publishRules, service, { ...review, version: 2 })).rejects.toMatchObject({ code: 'forbidden' })
})

const told = (findings: readonly Finding[]) =>
  findings.map(({ code, ruleId, otherId, sure }) => [code, ruleId, otherId, sure ? 'sure' : 'may'])

it('points out what can never match, what an earlier rule leaves nothing of, and what quarrels', async () => {
  const { owner } = await createTenant()
  const { findings } = await saveDraft(owner, 'review', [
    rule('impossible', { when: [[over('100'), { field: 'total', op: 'lt', value: '50' }]], actions: approve }),
    rule('stop-big', { stop: true, when: [[over('1000')]], actions: contact }),
    rule('bigger', { when: [[over('2000')]], actions: approve }),
    rule('paid', { when: [[{ field: 'hasNote', op: 'is', value: true }]], actions: contact }),
    rule('quick', { when: [[{ field: 'units', op: 'eq', value: '1' }]], actions: approve }),
    rule('always', { when: [[{ field: 'units', op: 'eq', value: '1' }, over('1')]], actions: contact }),
    rule('off', { enabled: false, when: [[over('5'), { field: 'total', op: 'lt', value: '1' }]], actions: approve }),
  ])
  expect(told(findings)).toEqual([
    ['never_matches', 'impossible', null, 'sure'],
    ['shadowed', 'bigger', 'stop-big', 'sure'],
    ['opposite', 'quick', 'paid', 'may'],
    ['opposite', 'always', 'quick', 'sure'],
  ])
})

it('sees that several rules together leave nothing to a later one', async () => {
  const { owner } = await createTenant()
  const { findings } = await saveDraft(owner, 'review', [
    rule('low', { stop: true, when: [[{ field: 'total', op: 'lte', value: '500' }]], actions: approve }),
    rule('high', { stop: true, when: [[over('500')]], actions: contact }),
    rule('rest', { when: [[{ field: 'urgent', op: 'is', value: true }]], actions: [{ type: 'urgent' }] }),
  ])
  expect(told(findings)).toEqual([['shadowed', 'rest', null, 'sure']])
})

it('names shops, SKUs and warehouses that do not exist', async () => {
  const { owner } = await createShopWithStock({ TEA: 0 })
  const { findings } = await saveDraft(owner, 'routing', [
    rule('typo', {
      when: [
        [
          { field: 'shop', op: 'in', values: ['TMALL', 'tmal'] },
          { field: 'sku', op: 'any', values: ['tea', 'tee'] },
        ],
      ],
      actions: [{ type: 'prefer', warehouseCodes: ['HZ', 'XX'] }],
    }),
  ])
  expect(findings.map((f) => [f.code, f.detail])).toEqual([
    ['unknown_value', 'tmal'],
    ['unknown_value', 'tee'],
    ['unknown_value', 'XX'],
  ])
})

it.each(ruleKinds)(
  'S3.46 templates of %s rules are whole: all of them together are a draft without a remark, in the company’s currency',
  async (kind) => {
    const { owner } = await createTenant({ currency: 'USD' })
    const { items } = await run(listTemplates, owner, { kind })
    expect(items.length).toBeGreaterThan(4)
    const rules = items.map(({ code, name, rule: body }) => ({ ...body, id: code, name: name.en }))
    const { findings, draft } = await run(saveRules, owner, { kind, rules, version: 1 })
    // A company without warehouses has none that serve a region, nor a shop that sells in its currency.
    const ofTheRules = ['never_matches', 'shadowed', 'currency_open']
    expect(findings.filter(({ code }) => ofTheRules.includes(code))).toEqual([])
    expect(draft).toHaveLength(items.length)
    if (kind === 'review') expect(JSON.stringify(draft)).toContain('"values":["USD"]')
  },
)
