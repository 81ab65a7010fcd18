import { expect, it } from 'vitest'
import { applyRules } from '@/lib/modules/orders/apply-rules'
import { cancelDryRun } from '@/lib/modules/orders/cancel-dry-run'
import { getDryRun } from '@/lib/modules/orders/get-dry-run'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listDryRuns } from '@/lib/modules/orders/list-dry-runs'
import { previewRules } from '@/lib/modules/orders/preview-rules'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { startDryRun } from '@/lib/modules/orders/start-dry-run'
import { testRules } from '@/lib/modules/orders/test-rules'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { goLive, rule, saveDraft } from '@/tests/support/rules'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const small = rule('small', {
  name: 'Small orders',
  when: [[{ field: 'total', op: 'lt', value: '100' }]],
  actions: [{ type: 'approve' }],
})
const large = rule('large', {
  name: 'Large orders',
  when: [[{ field: 'total', op: 'gte', value: '160' }]],
  actions: [{ type: 'contact' }],
})

/** Placed an hour ago: dry runs look at the last days. */
const recent = (no: string, units: number, changes: Record<string, unknown> = {}) => {
  const at = new Date(Date.now() - 3_600_000).toISOString()
  return incoming(no, 'TEA', units, { createdAt: at, paidAt: at, modifiedAt: at, ...changes })
}

it('S4.31 a draft is tried on the last days against what really happened, and nothing is changed', async () => {
  const shop = await createShopWithStock({ TEA: 100 })
  const { owner } = shop
  await goLive(owner, 'review', [small])
  const [cheap, middle, dear, bad] = await arrive(shop, [
    recent('1', 1),
    recent('2', 6),
    recent('3', 9),
    recent('4', 1, { address: { name: 'Nobody' } }),
  ])
  await run(applyRules, shop.system, {})
  // People go on with orders after the rules; a dry run looks at them as they came in.
  await run(reviewOrder, owner, { orderId: middle, decision: 'approve' })
  await saveDraft(owner, 'review', [
    large,
    rule('fast', { when: [[{ field: 'total', op: 'lt', value: '150' }]], actions: [{ type: 'approve' }] }),
  ])
  const view = await run(startDryRun, owner, { kind: 'review' })
  expect(view).toMatchObject({ state: 'done', total: 4, seen: 4, changed: 2 })
  const { items } = await run(getDryRun, owner, { runId: view.id })
  const none = { decision: null, holds: [], urgent: false }
  expect(Object.fromEntries(items.map((item) => [item.orderId, [item.before, item.after]]))).toMatchObject({
    [String(middle)]: [none, { decision: { type: 'approve', rule: 'fast' } }],
    [String(dear)]: [none, { decision: { type: 'contact', rule: 'Large orders' } }],
  })
  expect((await run(getOrder, owner, { orderId: dear })).state).toBe('pending_review')
  expect([cheap, bad].map((id) => items.some((item) => item.orderId === id))).toEqual([false, false])

  const tomorrow = { now: new Date(Date.now() + 2 * 86_400_000) }
  const late = await run(startDryRun, owner, { kind: 'review', days: 1 }, tomorrow)
  expect(late).toMatchObject({ total: 0, seen: 0, changed: 0, state: 'done' })
  expect((await run(listDryRuns, owner, { kind: 'review' })).items.map((r) => r.id)).toEqual([late.id, view.id])
})

it('a long dry run is a job with progress, which can be stopped', { timeout: 60_000 }, async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  const { owner } = shop
  await saveDraft(owner, 'review', [large])
  const many = Array.from({ length: 1300 }, (_, i) => recent(String(i), (i % 10) + 1))
  for (const page of [many.slice(0, 700), many.slice(700)]) await arrive(shop, page)
  const started = await run(startDryRun, owner, { kind: 'review' })
  expect(started).toMatchObject({ state: 'running', total: 1300, seen: 0 })
  await drainAll(shop.tenantId)
  const { run: done, items, nextCursor } = await run(getDryRun, owner, { runId: started.id, limit: 200 })
  expect(done).toMatchObject({ state: 'done', total: 1300, seen: 1300, changed: 390 })
  expect(items).toHaveLength(200)
  const next = await run(getDryRun, owner, { runId: started.id, limit: 200, cursor: nextCursor ?? '' })
  expect(new Set([...items, ...next.items].map((item) => item.orderId)).size).toBe(390)

  const second = await run(startDryRun, owner, { kind: 'review' })
  expect(await run(cancelDryRun, owner, { runId: second.id })).toMatchObject({ state: 'cancelled', seen: 0 })
  await drainAll(shop.tenantId)
  expect((await run(getDryRun, owner, { runId: second.id })).run).toMatchObject({ state: 'cancelled', seen: 0 })
})

it('routing rules are tried, too: where orders would have been sent from', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  await arrive(shop, [recent('1', 1), recent('2', 5)])
  const rules = [
    rule('many', {
      when: [[{ field: 'units', op: 'gt', value: '3' }]],
      actions: [{ type: 'only', warehouseCodes: ['HZ'] }],
    }),
  ]
  const view = await run(startDryRun, shop.owner, { kind: 'routing', rules })
  expect(view).toMatchObject({ seen: 2, changed: 1 })
  const { items } = await run(getDryRun, shop.owner, { runId: view.id })
  expect(items[0]).toMatchObject({ before: { only: null }, after: { only: ['HZ'] } })
})

it('a draft is tested on one order, each condition with its value', async () => {
  const shop = await createShopWithStock({ TEA: 1 })
  await arrive(shop, [recent('MY-1', 9)])
  await saveDraft(shop.owner, 'review', [small])
  const saved = await run(testRules, shop.owner, { kind: 'review', order: 'MY-1' })
  expect(saved).toMatchObject({ rules: [{ matched: false, groups: [[{ actual: '180.00', met: false }]] }] })
  const sent = await run(testRules, shop.owner, { kind: 'review', order: saved.number, rules: [large] })
  expect(sent).toMatchObject({ effects: { decision: { type: 'contact', rule: 'Large orders' } } })
  expect((await run(getOrder, shop.owner, { orderId: saved.orderId })).state).toBe('pending_review')
  await expect(run(testRules, shop.owner, { kind: 'review', order: 'none' })).rejects.toMatchObject({
    code: 'not_found',
  })
  const elsewhere = await createMember(shop.tenantId, 'admin', { shopIds: [] })
  await expect(run(testRules, elsewhere, { kind: 'review', order: 'MY-1' })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(run(startDryRun, elsewhere, { kind: 'review' })).rejects.toMatchObject({ code: 'forbidden' })
})

it('orders that were there before the rules are shown what would change, then changed, row by row', async () => {
  const shop = await createShopWithStock({ TEA: 10 })
  const { owner } = shop
  const [cheap, dear, incomplete] = await arrive(shop, [
    recent('1', 1),
    recent('2', 9),
    recent('3', 2, { address: { name: 'Nobody' } }),
  ])
  const version = await goLive(owner, 'review', [small])
  await run(applyRules, shop.system, {})
  const orderIds = [cheap, dear, incomplete, '01990000-0000-7000-8000-000000000000'].map(String)
  const preview = await run(previewRules, owner, { orderIds })
  expect(preview.version).toBe(version)
  expect(preview.items.map((item) => [item.orderId, item.changes, item.steps.map((s) => s.result)])).toEqual([
    [cheap, true, ['done']],
    [dear, false, []],
    [incomplete, false, ['held']],
  ])
  expect((await run(getOrder, owner, { orderId: cheap })).state).toBe('pending_review')

  await expect(run(rerunRules, owner, { orderIds, version: version + 1 })).rejects.toMatchObject({
    code: 'version_conflict',
  })
  const { results } = await run(rerunRules, owner, { orderIds, version })
  expect(results.map((row) => row.outcome)).toEqual(['changed', 'unchanged', 'unchanged', 'not_found'])
  const after = await run(getOrder, owner, { orderId: cheap })
  expect(after.state).toBe('approved')
  expect(after.activity.at(-1)).toMatchObject({ actor: 'Small orders', data: { rule: { by: owner.name } } })
  const again = await run(rerunRules, owner, { orderIds, version })
  expect(again.results[0]).toMatchObject({ outcome: 'unchanged', steps: [{ result: 'already' }] })
})
