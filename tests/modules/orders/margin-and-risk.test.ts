import { expect, test } from 'vitest'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { getDryRun } from '@/lib/modules/orders/get-dry-run'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { startDryRun } from '@/lib/modules/orders/start-dry-run'
import { analyse } from '@/lib/modules/rules/internal/analyse'
import { ruleTemplates } from '@/lib/modules/rules/templates'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ordered, viewOf } from '@/tests/support/order-work'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

const all = rule('all', { when: [[{ field: 'units', op: 'gte', value: '1' }]], actions: [{ type: 'urgent' }] })
const template = (code: string) => {
  const found = ruleTemplates('review', 'CNY').find((one) => one.code === code)
  if (!found) throw new Error(`no template ${code}`)
  return rule(code, { when: found.rule.when, actions: found.rule.actions })
}

/** Two cups at 10.00, then five at 15.00. */
async function company(method: 'fifo' | 'moving_average'): Promise<TestShop> {
  const made = await createShopWithStock({ CUP: 0, POT: 0 })
  await run(updateCompany, made.owner, { costMethod: method, version: 1 })
  const owner = (await memberActor(made.tenantId, made.owner.id ?? '')) ?? made.owner
  const shop = { ...made, owner, system: { ...made.system, tenant: owner.tenant } }
  for (const [quantity, unitCost] of [
    [2, '10.00'],
    [5, '15.00'],
  ])
    await run(adjustStock, shop.owner, {
      warehouseCode: 'HZ',
      reason: 'opening',
      lines: [{ skuCode: 'CUP', quantity, unitCost }],
    })
  return shop
}

/** What the rules saw of each order. */
async function factsOf(shop: TestShop, orderIds: readonly string[], field: string) {
  const facts: unknown[] = []
  for (const orderId of orderIds) {
    const { items } = await run(getRuleTraces, shop.owner, { orderId })
    const traced = items.flatMap((item) => item.rules).flatMap((r) => r.groups.flat())
    facts.push(traced.find((c) => c.condition.field === field)?.actual)
  }
  return facts
}

test.each([
  // Oldest first 60.00 less 35.00, and 11.43 less 20.00; at the average of 95.00 ÷ 7 60.00 less 40.71, and 13.33 less 27.14.
  ['fifo', ['41.66', '-74.98', null, null]],
  ['moving_average', ['32.15', '-103.61', null, null]],
] as const)(
  'margin by %s: the value is in the trace, too little is held, what is unknown is not judged',
  async (method, expected) => {
    const shop = await company(method)
    await goLive(shop.owner, 'review', [template('below-margin')])
    const ids = await arrive(shop, [
      ordered('A', { CUP: 3 }),
      ordered('B', { CUP: 2 }, method === 'fifo' ? { total: '11.43' } : { total: '13.33' }),
      ordered('C', { POT: 1 }),
      ordered('D', { NOBODY: 1 }),
    ])
    await run(applyRules, shop.system, {})
    expect(await factsOf(shop, ids, 'margin')).toEqual(expected)
    const held = await Promise.all(ids.map(async (id) => (await viewOf(shop, id)).holds.map((h) => h.code)))
    expect(held.map((codes) => codes.includes('below_margin'))).toEqual([false, true, false, false])
  },
)

test('known freight is part of it; a dry run tells what the rule would have done, before it is switched on', async () => {
  const shop = await company('fifo')
  await run(createWarehouse, shop.owner, {
    ...{ code: 'GZ', name: 'Guangzhou', kind: 'own' },
    freight: [
      { province: '浙江省', cost: '8.00' },
      { province: '*', cost: '30.00' },
    ],
  })
  const [id = ''] = await arrive(shop, [ordered('A', { CUP: 3 }, { createdAt: new Date().toISOString() })])
  const rules = [
    rule('thin', {
      when: [[{ field: 'margin', op: 'between', value: '28.33', to: '28.34' }]],
      actions: [{ type: 'hold', code: 'below_margin', note: '' }],
    }),
  ]
  const view = await run(startDryRun, shop.owner, { kind: 'review', rules })
  expect(view).toMatchObject({ state: 'done', total: 1, changed: 1 })
  const { items } = await run(getDryRun, shop.owner, { runId: view.id })
  expect(items).toMatchObject([{ orderId: id, after: { holds: ['below_margin'] } }])
})

test('the risk score is kept of every order, without a threshold, and rules ask for it', async () => {
  const shop = await company('fifo')
  await goLive(shop.owner, 'review', [
    rule('some', {
      when: [[{ field: 'riskScore', op: 'gte', value: '20' }]],
      actions: [{ type: 'tag', tag: 'risky' }],
    }),
    all,
  ])
  const { address } = ordered('x', {})
  const ids = await arrive(shop, [
    ordered('A', { CUP: 1 }),
    ordered('B', { CUP: 1 }, { address: { ...address, line1: '' } }),
    ordered('C', { CUP: 200 }, { address: { ...address, line1: '' } }),
  ])
  await run(applyRules, shop.system, {})
  expect(await factsOf(shop, ids, 'riskScore')).toEqual(['0', '20', '50'])
  const tags = await Promise.all(ids.map(async (id) => (await viewOf(shop, id)).tags.length))
  expect(tags).toEqual([0, 1, 1])
  const held = (await viewOf(shop, ids[2] ?? '')).holds.map((h) => h.code)
  expect(held).not.toContain('suspected_fraud')
})

test('what no order can meet is found: no margin and no score is above a hundred', () => {
  const when = (field: 'margin' | 'riskScore', op: 'gt' | 'lt', value: string) =>
    rule(`${field}-${op}`.toLowerCase(), { when: [[{ field, op, value }]], actions: [{ type: 'urgent' }] })
  const found = analyse([
    when('margin', 'gt', '100'),
    when('margin', 'lt', '-50'),
    when('riskScore', 'gt', '100'),
    when('riskScore', 'lt', '1'),
  ])
  expect(found.filter(({ code }) => code === 'never_matches').map(({ ruleId }) => ruleId)).toEqual([
    'margin-gt',
    'riskscore-gt',
  ])
})
