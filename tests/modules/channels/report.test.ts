import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Marketplace, marketplaces } from '@/lib/adapters/marketplaces/parsers'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { listReports } from '@/lib/modules/channels/list-reports'
import { pullShop } from '@/lib/modules/channels/pull-shop'
import { queueReports } from '@/lib/modules/channels/queue-reports'
import { retryReport } from '@/lib/modules/channels/retry-report'
import { wakeReports } from '@/lib/modules/channels/wake-reports'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { catalogue, putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

const db = await setupWorkerDatabase()

let simulators: Simulators
let company: TestShop
beforeAll(async () => {
  simulators = await startSimulators()
  company = await createShopWithStock(Object.fromEntries(catalogue.map(([sku]) => [sku, 1000])))
})
afterAll(() => simulators.close())

/** An order of the sandbox, pulled, approved and allocated; its parcel is ready to leave. */
async function readyOrder(channel: Marketplace) {
  const { shop, world } = await connectSandbox(simulators, company.owner, channel)
  const at = new Date(Date.now() - 20 * 60_000).toISOString()
  const order = putOrder(world, { createdAt: at, modifiedAt: at })
  await drainAll(company.tenantId)
  const found = (await run(listOrders, company.owner, { channelOrderNo: order.no, shopCode: shop.code, limit: 5 }))
    .items[0]
  if (!found) throw new Error('the order has not arrived')
  await run(reviewOrder, company.owner, { orderId: found.id, decision: 'approve' })
  await drainAll(company.tenantId)
  const [parcel] = (await run(getOrder, company.owner, { orderId: found.id })).fulfilments
  if (!parcel) throw new Error('there is no parcel')
  return { shop, world, order, orderId: found.id, fulfilmentId: parcel.id }
}

const reportsOf = async (orderId: string) => (await run(listReports, company.owner, { orderId, limit: 50 })).items

test.each(marketplaces)(
  '%s: what leaves the warehouse is told to the marketplace, once; S3.38, T-20',
  async (channel) => {
    const { world, order, orderId, fulfilmentId } = await readyOrder(channel)
    world.faults.next.push({ kind: 'reset_after' })
    await run(shipFulfilment, company.owner, { fulfilmentId, carrierCode: 'sf', trackingNo: 'SF1234567890' })
    await drainAll(company.tenantId)
    expect(await reportsOf(orderId)).toMatchObject([{ attempts: 1, trackingNo: 'SF1234567890', trouble: null }])
    expect(world.orders.get(order.no)).toMatchObject({ status: 'shipped', confirmed: [{ trackingNo: 'SF1234567890' }] })
    // Told again by an event that came twice: it is known.
    await run(queueReports, company.system, { fulfilmentIds: [fulfilmentId] })
    await drainAll(company.tenantId)
    expect(world.orders.get(order.no)?.confirmed).toHaveLength(1)
    expect(await reportsOf(orderId)).toHaveLength(1)
  },
)

test('a marketplace that does not answer leaves the shipment unreported, visibly, until it does', async () => {
  const { shop, world, order, orderId, fulfilmentId } = await readyOrder('taobao')
  world.faults.rate = 1
  world.faults.kinds = ['error_html']
  await run(shipFulfilment, company.owner, { fulfilmentId, carrierCode: 'zto', trackingNo: 'ZT0000001' })
  await drainAll(company.tenantId)
  expect(await reportsOf(orderId)).toMatchObject([{ state: 'waiting', attempts: 1, trouble: 'transient http_502' }])
  expect((await run(getConnection, company.owner, { shopId: shop.id })).unreported).toEqual({ waiting: 1, failed: 0 })
  expect((await run(getOrder, company.owner, { orderId })).state).toBe('shipped')
  world.faults.rate = 0
  await withClient(db.superuserUrl, (c) =>
    c.query(`update shipment_reports set due_at = now() - interval '1 minute' where order_id = $1`, [orderId]),
  )
  const told = async () =>
    (await run(listMessages, company.owner, { kind: 'job', name: 'shipment-report.tell', limit: 200 })).items.length
  const before = await told()
  await run(pauseJobs, company.owner, { kind: 'shop', key: shop.id, reason: '维护' })
  await run(wakeReports, company.system, {})
  await drainAll(company.tenantId)
  expect(await told()).toBe(before)
  await run(resumeJobs, company.owner, { kind: 'shop', key: shop.id })
  await drainAll(company.tenantId, { sweep: true })
  expect(await reportsOf(orderId)).toMatchObject([{ state: 'reported', attempts: 2 }])
  expect(world.orders.get(order.no)?.confirmed).toMatchObject([{ trackingNo: 'ZT0000001', carrier: 'ZTO' }])
})

test('what the marketplace refuses for good waits for a person, who sends it again', async () => {
  const { world, order, orderId, fulfilmentId } = await readyOrder('pinduoduo')
  const kept = world.orders.get(order.no)
  if (!kept) throw new Error('the order is there')
  world.orders.delete(order.no)
  await run(shipFulfilment, company.owner, { fulfilmentId, carrierCode: 'yto', trackingNo: 'YT0000001' })
  await drainAll(company.tenantId)
  const [failed] = await reportsOf(orderId)
  expect(failed).toMatchObject({ state: 'failed', trouble: expect.stringContaining('business') })
  world.orders.set(order.no, kept)
  await run(retryReport, company.owner, { reportId: failed?.id ?? '' })
  await drainAll(company.tenantId)
  expect(await reportsOf(orderId)).toMatchObject([{ state: 'reported' }])
  await expect(run(retryReport, company.owner, { reportId: failed?.id ?? '' })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
})

test('a shipment taken back before it was told is not told', async () => {
  const { world, order, orderId, fulfilmentId } = await readyOrder('shopify')
  await run(shipFulfilment, company.owner, { fulfilmentId, carrierCode: 'ups', trackingNo: '1Z0000001' })
  await run(unshipFulfilment, company.owner, { fulfilmentId, reason: 'wrong parcel' })
  await drainAll(company.tenantId)
  expect(await reportsOf(orderId)).toMatchObject([{ state: 'withdrawn' }])
  expect(world.orders.get(order.no)?.confirmed).toEqual([])
  await run(shipFulfilment, company.owner, { fulfilmentId, carrierCode: 'ups', trackingNo: '1Z0000002' })
  await drainAll(company.tenantId)
  expect(await reportsOf(orderId)).toMatchObject([{ state: 'reported', trackingNo: '1Z0000002' }])
})

test('an order whose shop is connected to nothing has nothing to report; what the channel says of a shipped order changes nothing', async () => {
  const { shop, order, world, orderId, fulfilmentId } = await readyOrder('woocommerce')
  await run(shipFulfilment, company.owner, { fulfilmentId, carrierCode: 'dhl', trackingNo: 'DHL000001' })
  await drainAll(company.tenantId)
  expect(world.orders.get(order.no)?.status).toBe('shipped')
  await pullShop(company.system, { shopId: shop.id })
  expect((await run(getOrder, company.owner, { orderId })).state).toBe('shipped')
  expect(await run(queueReports, company.system, { fulfilmentIds: [company.shopId] })).toEqual({ queued: 0 })
})
