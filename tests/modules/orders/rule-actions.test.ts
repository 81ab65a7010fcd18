import { expect, it } from 'vitest'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { getDryRun } from '@/lib/modules/orders/get-dry-run'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { goOnDryRuns } from '@/lib/modules/orders/go-on-dry-runs'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { startDryRun } from '@/lib/modules/orders/start-dry-run'
import { testRules } from '@/lib/modules/orders/test-rules'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants, stockOf } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { goLive, rule, saveDraft } from '@/tests/support/rules'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

/** Of today: dry runs look back a month. */
function fresh(no: string, quantity: number) {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  return incoming(no, 'TEA', quantity, { createdAt: at, paidAt: at, modifiedAt: at })
}

const approve = rule('approve', { actions: [{ type: 'approve' }] })

it('a rule gives a present once: it is reserved and shipped with the order, and a person’s or an older rule’s gift of the kind counts', async () => {
  const shop = await createShopWithStock({ TEA: 10, PIN: 5 })
  const { owner, system } = shop
  const gift = rule('gift', {
    name: 'A pin from 40',
    when: [[{ field: 'total', op: 'gte', value: '40' }]],
    actions: [
      { type: 'gift', sku: 'pin', quantity: 2 },
      { type: 'gift', sku: 'nowhere', quantity: 1 },
    ],
  })
  const again = rule('again', { actions: [{ type: 'gift', sku: 'PIN', quantity: 1 }] })
  const version = await goLive(owner, 'review', [gift, again, approve])
  const ids = await arrive(shop, [fresh('1', 2), fresh('2', 1)])
  await run(applyRules, system, {})
  await run(allocateOrders, system, {})
  const [rich, poor] = await Promise.all(ids.map((orderId) => run(getOrder, owner, { orderId })))
  const gifts = (order: typeof rich) =>
    order?.lines.filter((l) => l.kind === 'gift').map((l) => [l.skuCode, l.quantity])
  expect([gifts(rich), gifts(poor)]).toEqual([[['PIN', 2]], [['PIN', 1]]])
  // The channel's figures know nothing of it.
  expect([rich?.state, rich?.units, rich?.total]).toEqual(['awaiting_shipment', 2, '40.00'])
  expect(await stockOf(shop)).toMatchObject({ PIN: { reserved: 3 }, TEA: { reserved: 3 } })
  expect(rich?.activity.find((e) => e.data.gift === 'PIN')).toMatchObject({
    actor: 'A pin from 40',
    data: { quantity: 2, rule: { kind: 'review', version, id: 'gift' } },
  })
  const { items } = await run(getRuleTraces, owner, { orderId: rich?.id })
  expect(items[0]?.rules.map((r) => r.actions.map((a) => a.result))).toEqual([
    ['done', 'state'],
    ['superseded'],
    ['done'],
  ])

  // Neither run again by hand nor under the next version does it give another, and what lies packed is left alone.
  const next = await goLive(owner, 'review', [gift, approve])
  const { results } = await run(rerunRules, owner, { orderIds: ids, version: next })
  expect(results.map((o) => o.steps.map((s) => s.result))).toEqual([['already', 'state', 'state'], ['state']])
  expect(gifts(await run(getOrder, owner, { orderId: rich?.id }))).toEqual([['PIN', 2]])

  // A draft says beforehand what it would give, and that one of its gifts is none.
  const draft = await saveDraft(owner, 'review', [
    rule('more', { actions: [{ type: 'gift', sku: 'TEA', quantity: 3 }] }),
    gift,
  ])
  expect(draft.findings).toMatchObject([{ code: 'unknown_value', ruleId: 'gift', detail: 'nowhere' }])
  const dry = await run(startDryRun, owner, { kind: 'review' })
  while ((await run(goOnDryRuns, system, {})).more);
  const { items: different } = await run(getDryRun, owner, { runId: dry.id })
  expect(different.find((o) => o.orderId === rich?.id)).toMatchObject({
    before: { gifts: ['pin × 2'] },
    after: { gifts: ['TEA × 3', 'pin × 2'] },
  })
  expect(await brokenInvariants(shop)).toEqual([])
})

it('a gift that a rule calls by an old code is the same gift: given once, by whichever rule and version', async () => {
  const shop = await createShopWithStock({ TEA: 10, PIN: 5 })
  const { owner, system } = shop
  const [pin] = (await run(listSkus, owner, { codes: ['PIN'] })).items
  await run(updateSku, owner, { skuId: pin?.id, code: 'BADGE', version: pin?.version })
  const old = rule('old', { actions: [{ type: 'gift', sku: 'pin', quantity: 1 }] })
  const named = rule('named', { actions: [{ type: 'gift', sku: 'badge', quantity: 1 }] })
  await goLive(owner, 'review', [old, named])
  const [orderId = ''] = await arrive(shop, [fresh('1', 2)])
  await run(applyRules, system, {})
  const given = async () =>
    (await run(getOrder, owner, { orderId })).lines.filter((l) => l.kind === 'gift').map((l) => l.skuCode)
  expect(await given()).toEqual(['BADGE'])
  const version = await goLive(owner, 'review', [old])
  const { results } = await run(rerunRules, owner, { orderIds: [orderId], version })
  expect(results.map((o) => o.steps.map((s) => s.result))).toEqual([['already']])
  expect(await given()).toEqual(['BADGE'])
})

it('a rule chooses the carrier and prefers or avoids warehouses by the regions they serve', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  const { owner, system } = shop
  for (const [code, province] of [
    ['SH', '上海'],
    ['GZ', '广东'],
  ] as const) {
    const place = { code, name: code, kind: 'own', priority: 200, regions: [{ province, rank: 1 }] }
    await run(createWarehouse, owner, place)
  }
  const near = rule('near', {
    name: 'Carried by JD',
    actions: [
      { type: 'prefer_region', regions: ['广东省', '上海市'] },
      { type: 'carrier', carrierCode: 'jd' },
    ],
  })
  const never = rule('never', { actions: [{ type: 'avoid_region', regions: ['上海', '月球'] }] })
  const draft = await saveDraft(owner, 'routing', [near, never])
  expect(draft.findings).toMatchObject([{ code: 'unknown_value', ruleId: 'never', detail: '月球' }])
  const version = await goLive(owner, 'routing', [near, never])
  await goLive(owner, 'review', [approve])
  const ids = await arrive(shop, [incoming('1', 'TEA'), incoming('2', 'TEA')])
  await run(applyRules, system, {})
  await run(allocateOrders, system, {})
  const [one, two] = await Promise.all(ids.map((orderId) => run(getOrder, owner, { orderId })))
  expect(one?.allocation?.route).toMatchObject({
    ...{ version, rules: ['Carried by JD', 'never'], carrier: 'jd', only: null },
    ...{ prefer: ['GZ', 'SH'], avoid: ['SH'] },
  })
  const reasons = one?.allocation?.candidates.map((c) => [c.warehouseCode, c.reason])
  expect(reasons).toEqual([
    ['HZ', 'chosen'],
    ['GZ', 'short'],
    ['SH', 'excluded_by_rule'],
  ])
  expect(one?.fulfilments).toMatchObject([{ warehouseCode: 'HZ', preferredCarrier: 'jd', carrierCode: null }])
  // The wish goes along when parcels are put together.
  const fulfilmentIds = [one, two].map((o) => o?.fulfilments[0]?.id)
  expect(await run(mergeOrders, owner, { fulfilmentIds })).toMatchObject({ preferredCarrier: 'jd' })
  const tried = await run(testRules, owner, { kind: 'routing', order: one?.number })
  expect(tried).toMatchObject({
    effects: { carrier: 'jd', preferRegion: ['广东省', '上海市'], avoidRegion: ['上海', '月球'] },
  })
  expect(await brokenInvariants(shop)).toEqual([])
})
