import { expect, test } from 'vitest'
import { createOrder } from '@/lib/modules/orders/create-order'
import { getCancelPlan } from '@/lib/modules/orders/get-cancel-plan'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { recordPayment } from '@/lib/modules/orders/record-payment'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { getCompany } from '@/lib/modules/settings/get-company'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { createShopWithStock, incoming } from '@/tests/support/shop'

await setupWorkerDatabase()

test('S0.10 an order written down unpaid goes on once somebody has recorded the money; what a channel reports is left to the channel', async () => {
  let shop = await createShopWithStock({ CUP: 10 })
  const { version } = await run(getCompany, shop.owner, {})
  await run(updateCompany, shop.owner, { reviewWaitMinutes: 30, version })
  shop = { ...shop, owner: (await memberActor(shop.tenantId, shop.owner.id ?? '')) ?? shop.owner }
  const address = { name: '张三', phone: '13800138000', province: '浙江省', city: '杭州市', line1: '文三路 1 号' }
  const written = (no: string) =>
    run(createOrder, shop.owner, {
      ...{ shopCode: 'tmall', channelOrderNo: no, address, paid: false },
      lines: [{ skuCode: 'CUP', quantity: 1, unitPrice: '20.00' }],
    })
  const { id: orderId } = await written('by-hand')
  const pay = (input: object) => run(recordPayment, shop.owner, { orderId, ...input })
  const refused = (code: string) => ({ code: 'invalid', params: { errors: [{ code }] } })
  await expect(run(reviewOrder, shop.owner, { orderId, decision: 'approve' })).rejects.toMatchObject({
    code: 'on_hold',
  })

  await expect(pay({ amount: '1.234' })).rejects.toMatchObject(refused('invalid_amount'))
  await expect(pay({ amount: '0' })).rejects.toMatchObject(refused('invalid_amount'))
  await expect(pay({ paidAt: '2999-01-01T00:00:00Z' })).rejects.toMatchObject(refused('in_the_future'))
  await expect(pay({ amount: '20.01' })).rejects.toMatchObject(refused('more_than_due'))
  const part = await pay({ amount: '5.00', note: '张三 cash' })
  expect(part).toMatchObject({ paid: '5.00', paymentStatus: 'unpaid', paymentByHand: true, paidAt: null })
  expect(part.holds).toMatchObject([{ code: 'unpaid' }])
  expect(part.activity.at(-1)).toMatchObject({ reason: '张三 cash', data: { payment: '5.00', whole: false } })
  // Taken back now, what came is still to be given back.
  const plan = await run(getCancelPlan, shop.owner, { orderId })
  expect(plan.refund).toEqual({ amount: '5.00', currency: 'CNY' })
  // The rest, paid a while ago: the wait of half an hour counts from then.
  const paidAt = new Date(Date.now() - 20 * 60_000).toISOString()
  const paid = await pay({ paidAt })
  expect(paid).toMatchObject({ paid: '20.00', paymentStatus: 'paid', paymentByHand: false, paidAt })
  expect(paid.holds).toMatchObject([{ code: 'review_wait', until: expect.stringMatching(/T/) }])
  expect(Date.parse(paid.holds[0]?.until ?? '') - Date.parse(paidAt)).toBe(30 * 60_000)
  await expect(pay({})).rejects.toMatchObject(refused('already_paid'))

  // Waited long enough: it can be approved and is given its goods.
  const { id: second } = await written('by-hand-2')
  await run(recordPayment, shop.owner, { orderId: second, paidAt: '2026-01-05T08:00:00Z' })
  await run(reviewOrder, shop.owner, { orderId: second, decision: 'approve' })
  await drainAll(shop.tenantId)
  expect((await run(getOrder, shop.owner, { orderId: second })).state).toBe('awaiting_shipment')

  // The same file again, changed, still says unpaid: what was paid stays paid, and so does the sum.
  const unpaid = { status: 'unpaid', paid: '0', paidAt: null }
  const file = incoming('file', 'CUP', 1, unpaid)
  const { results } = await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [file] })
  const fromFile = results[0]?.orderId ?? ''
  await run(recordPayment, shop.owner, { orderId: fromFile })
  const changed = { ...file, buyerNote: 'Please ring', modifiedAt: '2026-11-30T08:00:00Z' }
  await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [changed] })
  const still = await run(getOrder, shop.owner, { orderId: fromFile })
  expect(still).toMatchObject({ paymentStatus: 'paid', paid: still.total, buyerNote: 'Please ring' })
  expect(still.holds.map((h) => h.code)).not.toContain('unpaid')

  const { results: pulled } = await run(ingestOrders, shop.system, {
    shopCode: 'tmall',
    orders: [incoming('pulled', 'CUP', 1, unpaid)],
  })
  const channels = pulled[0]?.orderId ?? ''
  await expect(run(recordPayment, shop.owner, { orderId: channels })).rejects.toMatchObject(refused('paid_on_channel'))
  expect(await run(getOrder, shop.owner, { orderId: channels })).toMatchObject({ paymentByHand: false })
  expect(await brokenInvariants(shop)).toEqual([])
})
