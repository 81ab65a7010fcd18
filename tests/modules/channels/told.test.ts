import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerHook } from '@/app/api/hooks/answer-hook'
import type { Marketplace } from '@/lib/adapters/marketplaces/parsers'
import { signShopifyWebhook } from '@/lib/adapters/marketplaces/shopify/sign'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { beginReport, endReport } from '@/lib/modules/channels/internal/report-steps'
import { listReports } from '@/lib/modules/channels/list-reports'
import { queueReports } from '@/lib/modules/channels/queue-reports'
import { retryReport } from '@/lib/modules/channels/retry-report'
import { setConnection } from '@/lib/modules/channels/set-connection'
import { wakeDeliveries } from '@/lib/modules/channels/wake-deliveries'
import { wakeReports } from '@/lib/modules/channels/wake-reports'
import { getMessage } from '@/lib/modules/dispatch/get-message'
import { addGift } from '@/lib/modules/orders/add-gift'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
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

/** A sandbox shop of its own, and orders of it whose parcels are ready to leave. */
async function readyOrders(channel: Marketplace, count: number) {
  const { shop, world } = await connectSandbox(simulators, company.owner, channel)
  const at = new Date(Date.now() - 20 * 60_000).toISOString()
  const lines = [{ sellerSku: 'SIM-SPOON', quantity: 2 }]
  const sold = Array.from({ length: count }, () => putOrder(world, { createdAt: at, modifiedAt: at, lines }))
  await drainAll(company.tenantId)
  const { items } = await run(listOrders, company.owner, { shopCode: shop.code, limit: 50 })
  const mine = sold.map(({ no }) => items.find((o) => o.channelOrderNo === no)?.id ?? '')
  for (const orderId of mine) await run(reviewOrder, company.owner, { orderId, decision: 'approve' })
  await drainAll(company.tenantId)
  const orders = await Promise.all(
    mine.map(async (orderId, i) => {
      const order = await run(getOrder, company.owner, { orderId })
      const fulfilmentId = order.fulfilments[0]?.id ?? ''
      return { orderId, no: sold[i]?.no ?? '', fulfilmentId, lineId: order.lines[0]?.id ?? '' }
    }),
  )
  const reports = async () => (await run(listReports, company.owner, { shopId: shop.id, limit: 50 })).items
  const numbers = (no: string | undefined) => world.orders.get(no ?? '')?.confirmed.map((c) => c.trackingNo)
  return { shop, world, orders, reports, numbers }
}

const ship = (fulfilmentId: string | undefined, trackingNo: string, carrierCode = 'sf') =>
  run(shipFulfilment, company.owner, { fulfilmentId: fulfilmentId ?? '', carrierCode, trackingNo })
async function sweep() {
  await run(wakeReports, company.system, {})
  await drainAll(company.tenantId)
}
const sql = (text: string, values: unknown[]) => withClient(db.superuserUrl, (c) => c.query(text, values))
const states = (list: readonly { state: string }[]) => list.map((r) => r.state)

test('a marketplace that is silent is asked by one parcel at a time, and gives none up; once it answers all are told', async () => {
  const { shop, world, orders, reports, numbers } = await readyOrders('taobao', 4)
  // Of each parcel three attempts.
  const send = 'taobao.logistics.offline.send'
  const fail = (parcels: number) =>
    world.faults.next.push(
      ...Array.from({ length: parcels * 3 }, () => ({ operation: send, kind: 'error_html' as const })),
    )
  // Two have failed just before.
  await sql('update shop_connections set call_failures = 2 where shop_id = $1', [shop.id])
  fail(1)
  for (const [i, { fulfilmentId }] of orders.entries()) await ship(fulfilmentId, `SF100${i}`)
  await drainAll(company.tenantId)
  // Three that fail on end are the marketplace: the other parcels were not even begun.
  const attempts = async () => (await reports()).reduce((sum, r) => sum + r.attempts, 0)
  expect([states(await reports()), await attempts()]).toEqual([Array(4).fill('waiting'), 1])
  const silent = world.calls.byOperation[send]
  await sql(
    `update shipment_reports set due_at = now() - interval '1 minute', created_at = now() - interval '1 hour' where shop_id = $1`,
    [shop.id],
  )
  await sweep()
  expect(world.calls.byOperation[send]).toBe(silent)

  // After the pause one probe goes ahead. An outage of a day is no reason to give up.
  await sql('update shipment_reports set attempts = 40 where shop_id = $1', [shop.id])
  const pauseOver = () => sql(`update shop_connections set calls_after = now() where shop_id = $1`, [shop.id])
  fail(1)
  await pauseOver()
  await sweep()
  expect([states(await reports()), await attempts()]).toEqual([Array(4).fill('waiting'), 161])

  await pauseOver()
  await sql(`update shipment_reports set due_at = now() - interval '1 minute' where shop_id = $1`, [shop.id])
  await sweep()
  expect(states(await reports()).filter((s) => s === 'reported')).toHaveLength(1)
  await sweep()
  expect(states(await reports())).toEqual(Array(4).fill('reported'))
  expect(orders.map(({ no }) => numbers(no))).toEqual(orders.map((_, i) => [`SF100${i}`]))
})

test('keys that ended stop the shop and use up no attempt; authorised again, and after a pause, everything is told', async () => {
  const { shop, world, orders, reports, numbers } = await readyOrders('taobao', 3)
  const [first, second, third] = orders
  // Neither the token nor the one to renew it with is taken any more.
  world.tokens.renew('sandbox-refresh-7')
  await ship(first?.fulfilmentId, 'SF2001')
  await drainAll(company.tenantId)
  await ship(second?.fulfilmentId, 'SF2002')
  await drainAll(company.tenantId)
  expect((await run(getConnection, company.owner, { shopId: shop.id })).state).toBe('expired')
  expect((await reports()).map((r) => [r.state, r.attempts])).toEqual([
    ['waiting', 0],
    ['waiting', 1],
  ])
  const given = world.tokens.exchange(world.tokens.grant())
  const credentials = { session: given?.access ?? '', refreshToken: given?.refresh ?? '' }
  await run(setConnection, company.owner, { shopId: shop.id, credentials, paused: true })
  await ship(third?.fulfilmentId, 'SF2003')
  await sql(`update shipment_reports set created_at = now() - interval '1 hour' where shop_id = $1`, [shop.id])
  await sweep()
  expect(states(await reports())).toEqual(['waiting', 'waiting', 'waiting'])
  await run(setConnection, company.owner, { shopId: shop.id, paused: false })
  await sql(`update shipment_reports set created_at = now() - interval '1 hour' where shop_id = $1`, [shop.id])
  await sweep()
  expect(states(await reports())).toEqual(['reported', 'reported', 'reported'])
  expect(orders.map(({ no }) => numbers(no))).toEqual([['SF2001'], ['SF2002'], ['SF2003']])
})

test.each(['shopify', 'pinduoduo'] as const)(
  '%s: a parcel that leaves anew under another number replaces what was told; until then the report says what the marketplace knows',
  async (channel) => {
    const { orders, reports, numbers } = await readyOrders(channel, 1)
    const [order] = orders
    await ship(order?.fulfilmentId, 'SF3001')
    await drainAll(company.tenantId)
    await run(unshipFulfilment, company.owner, { fulfilmentId: order?.fulfilmentId ?? '', reason: 'wrong label' })
    await drainAll(company.tenantId)
    expect(await reports()).toMatchObject([{ state: 'reported', trackingNo: 'SF3001' }])
    await ship(order?.fulfilmentId, 'SF3002', 'zto')
    const [waiting] = await reports()
    await drainAll(company.tenantId)
    expect(await reports()).toMatchObject([{ state: 'reported', trackingNo: 'SF3002', trouble: null }])
    expect(numbers(order?.no)).toEqual(['SF3002'])
    const message = await run(getMessage, company.owner, { messageId: `report.${waiting?.id}` })
    expect(message.input).toMatchObject({ toldTrackingNo: 'SF3002', toldCarrier: 'zto' })
    await expect(run(retryReport, company.owner, { reportId: waiting?.id ?? '' })).rejects.toMatchObject({
      code: 'illegal_transition',
    })
  },
)

test.each(['woocommerce', 'pinduoduo', 'shopify'] as const)(
  '%s: both parcels of one order are told, one after the other, and neither takes the place of the other',
  async (channel) => {
    const { world, orders, reports, numbers } = await readyOrders(channel, 1)
    const [order] = orders
    await run(splitOrder, company.owner, {
      orderId: order?.orderId ?? '',
      fulfilmentId: order?.fulfilmentId ?? '',
      parcels: [{ lines: [{ orderLineId: order?.lineId ?? '', quantity: 1 }] }],
    })
    const parcels = (await run(getOrder, company.owner, { orderId: order?.orderId ?? '' })).fulfilments.filter(
      (f) => f.state === 'allocated',
    )
    await ship(parcels[0]?.id, 'SF4001')
    await drainAll(company.tenantId)
    // Where the marketplace can tell, the order is complete with its last parcel only.
    expect(world.orders.get(order?.no ?? '')?.status).toBe(channel === 'pinduoduo' ? 'shipped' : 'paid')
    await ship(parcels[1]?.id, 'SF4002')
    await drainAll(company.tenantId)
    expect(states(await reports())).toEqual(['reported', 'reported'])
    expect(numbers(order?.no)).toEqual(['SF4001', 'SF4002'])
    expect(world.orders.get(order?.no ?? '')?.status).toBe('shipped')
  },
)

test('a push that needs a question back waits while its shop rests, and is not given up for it', async () => {
  const { owner, system, tenantId } = company
  const { shop, world } = await connectSandbox(simulators, owner, 'shopify', { paused: true })
  const order = putOrder(world, { status: 'cancelled' })
  const body = JSON.stringify({ id: 77, order_id: Number(order.no), refund_line_items: [] })
  const signature = signShopifyWebhook(body, simulated.shopify?.credentials.apiSecret ?? '')
  const headers = {
    'x-shopify-hmac-sha256': signature,
    'x-shopify-topic': 'refunds/create',
    'x-shopify-webhook-id': 'r1',
  }
  const request = new Request('http://caravan.test/', { method: 'POST', headers, body })
  expect((await answerHook(request, { channel: 'shopify', tenantId, shopId: shop.id })).status).toBe(200)
  const calls = world.calls.total
  const delivery = async () =>
    (await sql('select state, attempts, trouble from channel_deliveries where shop_id = $1', [shop.id])).rows
  await drainAll(tenantId)
  expect(await delivery()).toEqual([{ state: 'waiting', attempts: 0, trouble: 'retry_after resting' }])
  const wake = async () => {
    await run(wakeDeliveries, system, {}, { now: new Date(Date.now() + 120_000) })
    await drainAll(tenantId)
  }
  await wake()
  expect(world.calls.total).toBe(calls)
  await run(setConnection, owner, { shopId: shop.id, paused: false })
  await wake()
  expect((await delivery()).map((d) => d.state)).toEqual(['done'])
})

test('woocommerce: an order is complete with its last goods; the present that leaves later is ours alone', async () => {
  const { world, orders, reports, numbers } = await readyOrders('woocommerce', 1)
  const [order] = orders
  const { orderId = '', no = '', lineId = '' } = order ?? {}
  const { owner, tenantId } = company
  await run(addGift, owner, { orderId, skuCode: 'SIM-TEA-250', quantity: 1, reason: '老客' })
  const open = async () =>
    (await run(getOrder, owner, { orderId })).fulfilments.filter((f) => f.state === 'allocated').map((f) => f.id)
  const [whole = ''] = await open()
  await run(splitOrder, owner, {
    orderId,
    fulfilmentId: whole,
    parcels: [{ lines: [{ orderLineId: lineId, quantity: 1 }] }, { lines: [{ orderLineId: lineId, quantity: 1 }] }],
  })
  const holding = async (fulfilmentId: string) =>
    (await sql('select order_line_id from fulfilment_lines where fulfilment_id = $1', [fulfilmentId])).rows.map(
      (l) => l.order_line_id === lineId,
    )
  const parcels = await Promise.all(
    (await open()).map(async (id) => ({ id, goods: (await holding(id)).includes(true) })),
  )
  const goods = parcels.filter((p) => p.goods)
  expect([goods.length, parcels.length]).toEqual([2, 3])
  await ship(goods[0]?.id, 'SF5001')
  await drainAll(tenantId)
  expect(world.orders.get(no)?.status).toBe('paid')
  await ship(goods[1]?.id, 'SF5002')
  await drainAll(tenantId)
  expect([world.orders.get(no)?.status, numbers(no)]).toEqual(['shipped', ['SF5001', 'SF5002']])
  await ship(parcels.find((p) => !p.goods)?.id, 'SF5003')
  await drainAll(tenantId)
  expect(numbers(no)).toEqual(['SF5001', 'SF5002'])
  expect(states(await reports()).sort()).toEqual(['reported', 'reported', 'withdrawn'])
})

test('who comes back after its time frees nothing and ends nothing; what it has told is looked at once more', async () => {
  const { system, tenantId } = company
  const { orders, reports } = await readyOrders('shopify', 1)
  const fulfilmentId = orders[0]?.fulfilmentId ?? ''
  await ship(fulfilmentId, 'SF6001')
  await run(queueReports, system, { fulfilmentIds: [fulfilmentId] })
  const reportId = (await reports())[0]?.id ?? ''
  const began = Date.now()
  const at = (seconds: number) => ({ now: new Date(began + seconds * 1000) })
  const begin = (seconds: number) => run(beginReport, system, { reportId }, at(seconds))
  const end = (taken: Awaited<ReturnType<typeof begin>>, told: Record<string, unknown>, seconds: number) =>
    run(
      endReport,
      system,
      {
        reportId,
        claim: taken?.claim ?? '',
        attempt: taken?.attempt ?? 0,
        carrierCode: 'sf',
        trackingNo: 'SF6001',
        outcome: null,
        trouble: null,
        ...told,
      },
      at(seconds),
    )
  const slow = await begin(1)
  const second = await begin(182)
  expect([slow?.attempt, second?.attempt]).toEqual([1, 2])
  await end(slow, { trouble: { kind: 'business', code: 'gone' } }, 183)
  expect(await reports()).toMatchObject([{ state: 'waiting', trouble: null }])
  expect(await begin(184)).toBeNull()
  await end(second, { outcome: 'reported' }, 185)
  expect(await reports()).toMatchObject([{ state: 'reported', trackingNo: 'SF6001' }])
  // The first had told the same: nothing is new. Had it told another number, that one stands at the channel now.
  await end(slow, { outcome: 'reported' }, 186)
  expect(states(await reports())).toEqual(['reported'])
  await end(slow, { outcome: 'reported', trackingNo: 'SF6000' }, 187)
  const third = await begin(188)
  expect(third?.shipment).toMatchObject({ trackingNo: 'SF6001', told: { carrierCode: 'sf', trackingNo: 'SF6000' } })
  // Told late while another is at it: that one's word is no end either.
  await end(second, { outcome: 'reported', trackingNo: 'SF5999' }, 190)
  await end(third, { outcome: 'reported' }, 191)
  expect(states(await reports())).toEqual(['waiting'])
  expect(await begin(192)).toBeNull()
  await end(await begin(188 + 181), { outcome: 'already' }, 188 + 182)
  expect(states(await reports())).toEqual(['already'])
  await drainAll(tenantId)
})

test('a report of the time before reports kept what was told finds it in the order’s history', async () => {
  const { shop, orders, reports, numbers } = await readyOrders('woocommerce', 1)
  const fulfilmentId = orders[0]?.fulfilmentId ?? ''
  await ship(fulfilmentId, 'SF7001')
  await drainAll(company.tenantId)
  await sql('update shipment_reports set told_tracking_no = null, told_carrier = null where shop_id = $1', [shop.id])
  await run(unshipFulfilment, company.owner, { fulfilmentId, reason: 'wrong label' })
  await ship(fulfilmentId, 'SF7002')
  await drainAll(company.tenantId)
  expect(states(await reports())).toEqual(['reported'])
  expect(numbers(orders[0]?.no)).toEqual(['SF7002'])
})
