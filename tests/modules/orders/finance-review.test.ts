import { expect, test } from 'vitest'
import { getOrder } from '@/lib/modules/orders/get-order'
import { releaseFinanceReview } from '@/lib/modules/orders/release-finance-review'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest } from '@/tests/support/orders'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

test('the finance review is finance’s: customer service cannot lift it by any way and finance can', async () => {
  const { owner, tenantId } = await createShopWithStock({ 'TEA-1': 5 })
  const strict: Actor = {
    ...owner,
    tenant: { ...owner.tenant, settings: { ...owner.tenant.settings, financeReview: true } },
  }
  const line = { sku: 'TEA-1', quantity: 1, price: '20.00' }
  const [orderId = ''] = await ingest(strict, 'tmall', [{ at: '2026-11-11T08:00:00Z', lines: [line] }])
  const service = await createMember(tenantId, 'customer_service')
  const finance = await createMember(tenantId, 'finance')
  const held = { code: 'on_hold', params: { holds: ['finance_review'] } }

  await expect(run(reviewOrder, service, { orderId, decision: 'approve' })).rejects.toMatchObject(held)
  await expect(run(releaseHold, service, { orderId, code: 'finance_review' })).rejects.toMatchObject(held)
  await expect(run(releaseHold, owner, { orderId, code: 'finance_review' })).rejects.toMatchObject(held)
  for (const role of ['customer_service', 'admin']) {
    const member = await createMember(tenantId, role)
    await expect(run(releaseFinanceReview, member, { orderId })).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect((await run(getOrder, service, { orderId })).holds.map((h) => h.code)).toEqual(['finance_review'])

  const passed = await run(releaseFinanceReview, finance, { orderId, reason: 'paid' })
  expect(passed.holds).toEqual([])
  expect(passed.activity.at(-1)).toMatchObject({ kind: 'release', data: { code: 'finance_review' }, reason: 'paid' })
  await expect(run(releaseFinanceReview, finance, { orderId })).rejects.toMatchObject({
    params: { errors: [{ path: 'orderId', code: 'not_held' }] },
  })
  expect(await run(reviewOrder, service, { orderId, decision: 'approve' })).toMatchObject({ state: 'approved' })
})
