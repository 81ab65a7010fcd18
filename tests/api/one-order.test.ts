import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { health } from '@/lib/platform/entrance/health'
import { type ApiServer, type Call, clientOf, keyFor, serveApi, type View } from '@/tests/support/api'
import { setupWorkerDatabase } from '@/tests/support/database'
import { incoming } from '@/tests/support/shop'
import { createTenant } from '@/tests/support/tenant'
import { until } from '@/tests/support/until'
import { startWorker, type WorkerProcess } from '@/tests/support/worker-process'

await setupWorkerDatabase()

let api: ApiServer
let worker: WorkerProcess
let call: Call

beforeAll(async () => {
  const { owner } = await createTenant()
  api = await serveApi()
  call = clientOf(api.url, await keyFor(owner))
  worker = startWorker()
  expect(await until(health, ({ status }) => status === 'ok', 30_000)).toMatchObject({ status: 'ok' })
})
afterAll(async () => {
  await worker.kill('SIGTERM')
  await api.close()
})

const read = async (path: string): Promise<View> => {
  const { status, body } = await call('GET', path)
  expect({ path, status }).toEqual({ path, status: 200 })
  return body
}

type Body = Record<string, unknown>

/** Every change is sent three times: the second is answered as the first was, the third says something else and is refused. */
async function post(path: string, status: number, body: Body, otherwise: Body): Promise<View> {
  const headers = { 'idempotency-key': newId() }
  const first = await call('POST', path, body, headers)
  expect({ path, status: first.status, body: first.body }).toMatchObject({ path, status })
  expect(await call('POST', path, body, headers)).toMatchObject({ status, body: first.body })
  const other = await call('POST', path, { ...body, ...otherwise }, headers)
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } })
  return first.body
}

async function refused(path: string, version: number, body: Body): Promise<void> {
  const answer = await call('POST', path, body, { 'if-match': `"${version}"` })
  expect(answer).toMatchObject({ status: 409, body: { code: 'version_conflict' } })
}

const transitions = ({ events }: View) => events.map((e) => [e.from, e.to, e.reason])

test('one order from an empty company to the buyer, through the API alone', { timeout: 60_000 }, async () => {
  const shop = { code: 'tmall', name: 'Tmall', channel: 'taobao', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  await post('/shops', 201, shop, { code: 'other' })
  await post('/warehouses', 201, { code: 'HZ', name: 'Hangzhou', kind: 'own' }, { code: 'SH' })
  const sku = { code: 'TEA-001', weightG: 250, listPrice: '64.00', currency: 'CNY' }
  await post('/products', 201, { name: '龙井茶', skus: [sku] }, { name: '乌龙茶' })
  const units = [{ skuCode: 'tea-001', quantity: 100, unitCost: '21.50' }]
  await post('/stock/adjustments', 201, { warehouseCode: 'HZ', reason: 'opening', lines: units }, { reason: 'found' })
  const { items: stocked } = await read('/stock?skuCode=TEA-001')
  expect(stocked).toMatchObject([{ warehouseCode: 'HZ', onHand: 100, reserved: 0, available: 100, value: '2150.00' }])

  const sent = incoming('7001', 'TEA-001', 3)
  const { results } = await post('/orders/ingest', 200, { shopCode: 'tmall', orders: [sent] }, { orders: [] })
  expect(results).toMatchObject([{ channelOrderNo: '7001', outcome: 'created' }])
  const orderId = results[0]?.orderId
  const again = await call('POST', '/orders/ingest', { shopCode: 'tmall', orders: [sent] })
  expect(again.body.results).toMatchObject([{ channelOrderNo: '7001', outcome: 'unchanged', orderId }])

  const arrived = await call('GET', `/orders/${orderId}`)
  expect(arrived.body).toMatchObject({ state: 'pending_review', total: '60.00', holds: [], fulfilments: [] })
  expect(arrived.headers.get('etag')).toBe(`"${arrived.body.version}"`)
  await refused(`/orders/${orderId}/review`, arrived.body.version + 1, { decision: 'approve' })
  expect(await read(`/orders/${orderId}`)).toEqual(arrived.body)

  const asked = Date.now()
  const review = { decision: 'approve', version: arrived.body.version }
  expect(await post(`/orders/${orderId}/review`, 200, review, { decision: 'invalid' })).toMatchObject({
    state: 'approved',
  })
  await refused(`/orders/${orderId}/cancel`, arrived.body.version, { reason: 'behind' })
  const allocated = await until(
    () => read(`/orders/${orderId}`),
    ({ state }) => state !== 'approved',
  )
  expect(allocated.state, worker.output()).toBe('awaiting_shipment')
  expect(Date.now() - asked).toBeLessThan(2000)
  expect(allocated.allocation).toMatchObject({ warehouseCode: 'HZ', short: [] })
  expect((await read('/stock?skuCode=TEA-001')).items).toMatchObject([{ onHand: 100, reserved: 3, available: 97 }])
  const fulfilment = allocated.fulfilments[0] as View
  const lines = [{ orderLineId: allocated.lines[0]?.id, skuCode: 'TEA-001', quantity: 3 }]
  expect(fulfilment).toMatchObject({ state: 'allocated', warehouseCode: 'HZ', lines })
  expect((await read('/fulfilments?state=allocated')).items.map((f) => f.id)).toEqual([fulfilment.id])

  const parcel = { carrierCode: 'sf', trackingNo: 'SF7001000' }
  await refused(`/fulfilments/${fulfilment.id}/ship`, fulfilment.version + 1, parcel)
  const shipping = { ...parcel, version: fulfilment.version }
  await post(`/fulfilments/${fulfilment.id}/ship`, 200, shipping, { trackingNo: 'SF7001998' })
  const twice = await call('POST', `/fulfilments/${fulfilment.id}/ship`, parcel)
  expect(twice).toMatchObject({ status: 200, body: { state: 'shipped', trackingNo: 'SF7001000' } })
  const other = await call('POST', `/fulfilments/${fulfilment.id}/ship`, { ...parcel, trackingNo: 'SF7001999' })
  expect(other).toMatchObject({ status: 409, body: { code: 'already_shipped' } })

  const event = { ...parcel, at: '2026-11-13T09:30:00+08:00', status: 'delivered', place: '杭州' }
  const early = { ...event, at: '2026-11-12T09:30:00+08:00', status: 'in_transit' }
  const tracked = await post('/tracking/events', 200, { events: [event, early, event] }, { events: [early] })
  expect(tracked.results.map((r) => r.outcome)).toEqual(['applied', 'applied', 'duplicate'])

  const end = await read(`/orders/${orderId}`)
  expect(end.state).toBe('delivered')
  expect(transitions(end)).toEqual([
    [null, 'pending_review', 'key'],
    ['pending_review', 'approved', ''],
    ['approved', 'awaiting_shipment', 'HZ'],
    ['awaiting_shipment', 'shipped', 'SF7001000'],
    ['shipped', 'delivered', 'tracking'],
  ])
  expect((await read('/orders?q=SF7001')).items).toMatchObject([{ id: orderId, state: 'delivered' }])
  const { items: movements } = await read('/stock/movements?skuCode=TEA-001')
  expect(movements.map((m) => [m.reason, m.quantity, m.value, m.reference])).toEqual([
    ['shipment', -3, '-64.50', fulfilment.number],
    ['adjustment', 100, '2150.00', expect.stringMatching(/^SA-/)],
  ])
  const { items: left } = await read('/stock?skuCode=TEA-001')
  expect(left).toMatchObject([{ onHand: 97, reserved: 0, available: 97, value: '2085.50' }])
  const sales = await read('/reports/sales?from=2026-11-01&to=2026-11-30')
  const figures = { currency: 'CNY', orders: 1, units: 3, goods: '60.00', revenue: '60.00', cancelled: 0 }
  expect(sales).toMatchObject({ rows: [{ key: '2026-11-11', ...figures }], total: [figures] })

  // One effect each, however often it was sent: one line in the audit log per change that was accepted.
  const { items: audit } = await read('/audit?limit=200')
  const actions = audit.map((a) => a.action).filter((action) => action !== 'api-key.create')
  expect(actions.reverse()).toEqual([
    'shop.create',
    'warehouse.create',
    'product.create',
    'stock.adjust',
    'order.ingest',
    'order.ingest',
    'order.review',
    'fulfilment.ship',
    'fulfilment.ship',
    'tracking.record',
  ])
  expect((await read('/invariants')).items.filter((i) => !i.ok)).toEqual([])
})
