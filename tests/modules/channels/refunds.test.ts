import { afterAll, beforeAll, expect, test } from 'vitest'
import { getFlows } from '@/lib/modules/channels/get-flows'
import { jobs } from '@/lib/modules/channels/jobs'
import { pullRefunds } from '@/lib/modules/channels/pull-refunds'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { getOrder } from '@/lib/modules/orders/get-order'
import { getRefunds } from '@/lib/modules/orders/get-refunds'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { noteRefunds } from '@/lib/modules/orders/note-refunds'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

const db = await setupWorkerDatabase()

let simulators: Simulators
let tenant: TestShop
beforeAll(async () => {
  simulators = await startSimulators()
  tenant = await createShopWithStock({ 'SIM-TEA-250': 40 })
})
afterAll(() => simulators.close())

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const lines = [{ sellerSku: 'SIM-TEA-250', quantity: 1, unitPrice: '64.00' }]

test('a refund the buyer asks for stops the parcel; withdrawn it goes on by itself; paid back the amount is noted and a person looks; S2.66', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'taobao')
  const sim = putOrder(world, { modifiedAt: ago(5), lines })
  await pullShop(system, { shopId: shop.id })
  const [row] = (await run(listOrders, owner, { shopCode: shop.code, limit: 10 })).items
  const orderId = row?.id ?? ''
  await run(reviewOrder, owner, { orderId, decision: 'approve' })
  await drainAll(tenantId)
  const [parcel] = (await run(listFulfilments, owner, { state: 'allocated' })).items
  const ship = () =>
    run(shipFulfilment, owner, { fulfilmentId: parcel?.id, carrierCode: 'sf', trackingNo: `SF${Date.now()}` })
  const refund = (status: 'requested' | 'refunded' | 'closed') => {
    putOrder(world, { channelOrderNo: sim.no, refund: { amount: '64.00', reason: '拍错了', status } })
    return pullRefunds(system, { shopId: shop.id })
  }
  const order = () => run(getOrder, owner, { orderId })

  await refund('requested')
  expect(await order()).toMatchObject({ refundStatus: 'requested', holds: [{ code: 'refund_requested' }] })
  await expect(ship()).rejects.toMatchObject({ code: expect.stringMatching(/on_hold|blocked/) })
  const [told] = (await run(getRefunds, owner, { orderId })).items
  expect(told).toMatchObject({ status: 'requested', amount: '64.00', reason: '拍错了', lineNo: 1 })

  await refund('closed')
  expect(await order()).toMatchObject({ refundStatus: 'none', holds: [] })
  // Twice is once.
  await pullRefunds(system, { shopId: shop.id })
  expect((await run(getRefunds, owner, { orderId })).items).toHaveLength(1)
  await refund('requested')
  await refund('refunded')
  expect(await order()).toMatchObject({
    refundStatus: 'refunded',
    refunded: '64.00',
    holds: [{ code: 'refund_requested' }],
  })
  await expect(ship()).rejects.toMatchObject({ code: expect.stringMatching(/on_hold|blocked/) })
})

test('a refund that is told before its order holds it when it comes; what has left is only marked', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'pinduoduo')
  const early = putOrder(world, { modifiedAt: ago(5), lines })
  const left = putOrder(world, { modifiedAt: ago(6), lines, status: 'shipped' })
  for (const { no } of [early, left])
    putOrder(world, { channelOrderNo: no, modifiedAt: ago(4), refund: { amount: '10' } })
  for (const { refunds } of [early, left]) for (const r of refunds) r.at = Date.now() - 5 * 60_000
  await pullRefunds(system, { shopId: shop.id })
  // Nothing is lost to a pause: what it kept from being heard is looked for at its end.
  await run(pauseJobs, owner, { kind: 'queue', key: 'drains', reason: '维护' })
  await pullShop(system, { shopId: shop.id })
  await drainAll(tenantId)
  await run(resumeJobs, owner, { kind: 'queue', key: 'drains' })
  await drainAll(tenantId)
  const orders = (await run(listOrders, owner, { shopCode: shop.code, limit: 10 })).items
  const facts = orders.map((o) => [o.channelOrderNo, o.refundStatus, o.holds.map((h) => h.code)])
  expect(facts).toContainEqual([early.no, 'requested', ['refund_requested']])
  expect(facts).toContainEqual([left.no, 'requested', []])
})

test('a marketplace that failed is asked again by the clock alone, as soon as its pause is over', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'taobao')
  world.faults.rate = 1
  world.faults.kinds = ['error_html']
  await pullRefunds(system, { shopId: shop.id })
  world.faults.rate = 0
  const refunds = async () => (await run(getFlows, owner, { shopId: shop.id })).flows.find((f) => f.flow === 'refunds')
  expect(await refunds()).toMatchObject({ failures: 1, lastDone: null })
  await drainAll(tenantId, { jobs, sweep: true })
  expect(await refunds()).toMatchObject({ failures: 1, lastDone: null })
  await withClient(db.superuserUrl, (c) =>
    c.query(`update shop_flows set due_at = now() - interval '1 second' where shop_id = $1 and flow = 'refunds'`, [
      shop.id,
    ]),
  )
  await drainAll(tenantId, { jobs, sweep: true })
  expect(await refunds()).toMatchObject({ failures: 0, trouble: null, lastDone: expect.any(String) })
})

test('more decimals than the currency has are rounded; an amount that cannot be read stops its order and nobody else’s', async () => {
  const { owner, system } = tenant
  const { shop } = await connectSandbox(simulators, owner, 'taobao')
  const told = (refundNo: string, amount: string, currency: string) => ({
    ...{
      refundNo,
      channelOrderNo: refundNo,
      channelLineNo: '',
      status: 'refunded',
      withReturn: false,
      amount,
      currency,
    },
    ...{ reason: '', createdAt: ago(9), modifiedAt: ago(9) },
  })
  const refunds = [
    told('r1', '12.345', ''),
    told('r2', '12.355000', 'CNY'),
    told('r3', '5', 'QQQ'),
    told('r4', '7', ''),
  ]
  await run(noteRefunds, system, { shopId: shop.id, currency: 'CNY', refunds })
  const { rows } = await withClient(db.superuserUrl, (c) =>
    c.query(
      'select status, amount_minor::int as n, currency from channel_refunds where shop_id = $1 order by refund_no',
      [shop.id],
    ),
  )
  expect(rows.map(({ status, n, currency }) => [status, n, currency])).toEqual([
    ['refunded', 1234, 'CNY'],
    ['refunded', 1236, 'CNY'],
    ['agreed', 0, 'CNY'],
    ['refunded', 700, 'CNY'],
  ])
})
