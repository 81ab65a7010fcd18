import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMessage } from '@/lib/modules/dispatch/get-message'
import { getOrderPath } from '@/lib/modules/dispatch/get-order-path'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { jobs as dispatchJobs } from '@/lib/modules/dispatch/jobs'
import { killJob } from '@/lib/modules/dispatch/kill'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { listShopFlows } from '@/lib/modules/dispatch/list-shop-flows'
import { muteTrouble } from '@/lib/modules/dispatch/mute'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { repairFlow } from '@/lib/modules/dispatch/repair'
import { replayMessages } from '@/lib/modules/dispatch/replay-messages'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { revealMessage } from '@/lib/modules/dispatch/reveal-message'
import { unmuteTrouble } from '@/lib/modules/dispatch/unmute'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { listAudit } from '@/lib/modules/settings/list-audit'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { catalogue, putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let simulators: Simulators
let company: TestShop
let bound: Awaited<ReturnType<typeof connectSandbox>>
beforeAll(async () => {
  simulators = await startSimulators()
  company = await createShopWithStock(Object.fromEntries(catalogue.map(([sku]) => [sku, 1000])))
  bound = await connectSandbox(simulators, company.owner, 'taobao')
})
afterAll(() => simulators.close())

const status = () => run(getStatus, company.owner, {})
const stuck = async () => (await status()).stuck.filter((one) => one.kind !== 'workers')
const messages = async (wanted: object) => (await run(listMessages, company.owner, wanted)).items

test('a marketplace that fails is named with its cause, mended, its report replayed, and the order’s whole path is there; S1.99, S1.100', async () => {
  const { shop, world } = bound
  const at = new Date(Date.now() - 20 * 60_000).toISOString()
  const sold = putOrder(world, { createdAt: at, modifiedAt: at })
  await drainAll(company.tenantId)
  expect(await stuck()).toEqual([])
  const [found] = (await run(listOrders, company.owner, { channelOrderNo: sold.no, limit: 5 })).items
  if (!found) throw new Error('the order has not arrived')
  await run(reviewOrder, company.owner, { orderId: found.id, decision: 'approve' })
  await drainAll(company.tenantId)
  const [parcel] = (await run(getOrder, company.owner, { orderId: found.id })).fulfilments
  if (!parcel) throw new Error('there is no parcel')

  world.faults.rate = 1
  world.faults.kinds = ['error_html']
  await run(shipFulfilment, company.owner, { fulfilmentId: parcel.id, carrierCode: 'sf', trackingNo: 'SF123' })
  await run(repairFlow, company.owner, { what: 'pull', shopId: shop.id })
  await drainAll(company.tenantId)
  const lines = await stuck()
  expect(lines).toMatchObject([
    { kind: 'pull', cause: 'transient', code: 'transient http_502', shop: { id: shop.id }, repair: 'replay' },
    { kind: 'report', cause: 'transient', code: 'transient http_502', count: 1, repair: 'replay' },
  ])
  const report = lines.find((one) => one.kind === 'report')
  const [listed] = await messages({ kind: 'report', state: 'failed' })
  expect(listed).toMatchObject({ id: report?.messageId, order: { id: found.id, no: found.number }, attempts: 1 })
  expect(await run(getMessage, company.owner, { messageId: listed?.id })).toMatchObject({
    cause: 'transient',
    input: { trackingNo: 'SF123', carrier: 'sf' },
    sealed: false,
  })
  expect((await run(getOrderPath, company.owner, { orderId: found.id })).stuck).toMatchObject({
    step: 'reported',
    code: 'transient http_502',
  })
  const [flow] = (await run(listShopFlows, company.owner, {})).items
  expect(flow).toMatchObject({ breaker: 'open', failures: 1, unreported: 1, trouble: 'transient http_502' })
  expect(flow?.calls).toBeGreaterThan(1)
  expect((await status()).edges.find((one) => one.edge === 'report')).toMatchObject({ waiting: 1, failed: 1 })

  const range = { kind: 'report', shopId: shop.id, trouble: 'transient http_502' }
  expect(await run(replayMessages, company.owner, { range, dryRun: true })).toMatchObject({
    dryRun: true,
    items: [{ id: listed?.id, outcome: 'would' }],
  })
  await drainAll(company.tenantId)
  expect(world.orders.get(sold.no)?.confirmed).toEqual([])
  world.faults.rate = 0
  expect(await run(replayMessages, company.owner, { range })).toMatchObject({ items: [{ outcome: 'started' }] })
  await run(repairFlow, company.owner, { what: 'pull', shopId: shop.id, from: at })
  await drainAll(company.tenantId)
  expect(world.orders.get(sold.no)?.confirmed).toMatchObject([{ trackingNo: 'SF123' }])
  expect(await stuck()).toEqual([])
  const path = await run(getOrderPath, company.owner, { orderId: found.id })
  const steps = path.steps.map((one) => one.step)
  for (const step of ['arrived', 'intake', 'review', 'allocation', 'shipped', 'reported']) expect(steps).toContain(step)
  expect(path.stuck).toBeNull()
  expect(path.steps.find((one) => one.step === 'arrived')).toMatchObject({ word: 'connection.pull' })
})

test('a rejected order is rehearsed without effect, replayed, and shown in clear only to whoever says why; S0.72', async () => {
  const raw = { channelOrderNo: 'broken-1', status: 'paid', buyer: { nick: '王五' } }
  await run(ingestOrders, company.system, { shopCode: bound.shop.code, orders: [raw] })
  const [reject] = await messages({ kind: 'reject', state: 'failed' })
  if (!reject) throw new Error('nothing was rejected')
  expect(await stuck()).toMatchObject([{ kind: 'reject', cause: 'data', messageId: reject.id, count: 1 }])
  const rehearsed = await run(replayMessages, company.owner, { ids: [reject.id], dryRun: true })
  expect(rehearsed.items).toMatchObject([{ outcome: 'would' }])
  expect(rehearsed.items[0]?.says).toBeTruthy()
  expect((await messages({ kind: 'reject' }))[0]).toMatchObject({ attempts: 1, exact: 'open' })
  expect((await run(replayMessages, company.owner, { ids: [reject.id] })).items).toMatchObject([{ outcome: 'again' }])

  expect(JSON.stringify(await run(getMessage, company.owner, { messageId: reject.id }))).not.toContain('王五')
  const shown = await run(revealMessage, company.owner, { messageId: reject.id, purpose: 'why it is broken' })
  expect(shown.body).toContain('王五')
  expect((await run(listAudit, company.owner, { action: 'message.reveal' })).items).toHaveLength(1)

  const [line] = await stuck()
  const key = line?.key ?? ''
  await run(muteTrouble, company.owner, { key, reason: '渠道的测试单', hours: 2 })
  expect(await stuck()).toMatchObject([{ key, muted: { by: 'Owner' } }])
  await run(unmuteTrouble, company.owner, { key })
  expect(await stuck()).toMatchObject([{ key, muted: null }])
})

test('a pause holds jobs and loses none; what is killed is not begun; logistics looks, and others’ shops are unknown; S0.73', async () => {
  const { shop, world } = bound
  await run(pauseJobs, company.owner, { kind: 'job', key: 'connection.pull', reason: '平台维护' })
  const sold = putOrder(world, { modifiedAt: new Date(Date.now() - 60_000).toISOString() })
  await run(repairFlow, company.owner, { what: 'pull', shopId: shop.id })
  await drainAll(company.tenantId)
  await run(repairFlow, company.owner, { what: 'pull', shopId: shop.id })
  await drainAll(company.tenantId)
  const { pauses, stuck: lines } = await status()
  expect(pauses).toMatchObject([{ kind: 'job', key: 'connection.pull', held: 1, reason: '平台维护', by: 'Owner' }])
  expect(lines.find((one) => one.cause === 'paused')).toMatchObject({ kind: 'job', name: 'connection.pull', count: 1 })
  const arrived = async () => (await run(listOrders, company.owner, { channelOrderNo: sold.no, limit: 5 })).items
  expect(await arrived()).toEqual([])
  expect(await run(resumeJobs, company.owner, { kind: 'job', key: 'connection.pull' })).toMatchObject({ released: 1 })
  await drainAll(company.tenantId)
  expect(await arrived()).toHaveLength(1)

  await run(pauseJobs, company.owner, { kind: 'shop', key: shop.id, reason: '平台维护' })
  expect((await run(listShopFlows, company.owner, {})).items).toMatchObject([{ breaker: 'paused' }])
  await run(resumeJobs, company.owner, { kind: 'shop', key: shop.id })
  await run(pauseJobs, company.owner, { kind: 'queue', key: 'calls', reason: '平台维护' })
  await drainAll(company.tenantId)
  const [held] = await messages({ kind: 'pull', state: 'waiting' })
  if (!held) throw new Error('nothing is held')
  await run(killJob, company.owner, { messageId: held.id, reason: '不再需要' })
  await expect(run(killJob, company.owner, { messageId: held.id, reason: '不再需要' })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
  await run(resumeJobs, company.owner, { kind: 'queue', key: 'calls' })
  expect(await run(getMessage, company.owner, { messageId: held.id })).toMatchObject({
    exact: 'killed',
    killable: false,
  })

  const logistics = await createMember(company.tenantId, 'logistics')
  expect((await run(getStatus, logistics, {})).edges).toHaveLength(14)
  await expect(run(replayMessages, logistics, { ids: [held.id] })).rejects.toMatchObject({ code: 'forbidden' })
  const limited = await createMember(company.tenantId, 'admin', { shopIds: [company.shopId] })
  expect((await run(listMessages, limited, {})).items).toEqual([])
  await expect(run(getMessage, limited, { messageId: held.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(run(pauseJobs, limited, { kind: 'shop', key: shop.id, reason: 'no' })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('however much was held, all of it is told anew; what another pause covers waits on; held in the last moment it is found by the clock', async () => {
  const { owner, tenantId } = company
  const sql = (text: string, params: unknown[] = []) =>
    inTenant(tenantId, 'write', async (client) => (await client.query(text, [tenantId, ...params])).rows)
  const hold = (name: string, count: number) =>
    sql(
      `insert into queue_jobs (tenant_id, event_id, name, queue, event, payload, refs, state)
       select $1, gen_random_uuid(), $2, 'each', 'nobody.asked', '{}', '{}', 'held' from generate_series(1, $3) returning name`,
      [name, count],
    )
  const held = async () =>
    (
      await sql(
        `select name, count(*)::int as n from queue_jobs where tenant_id = $1 and state = 'held' group by name order by name`,
      )
    ).map(({ name, n }) => [name, n])
  const pause = (kind: string, key: string) => run(pauseJobs, owner, { kind, key, reason: '维护' })
  await pause('queue', 'each')
  await pause('job', 'nobody.too')
  await hold('nobody.does', 1003)
  await hold('nobody.too', 2)
  expect(await run(resumeJobs, owner, { kind: 'queue', key: 'each' })).toMatchObject({ released: 1000, more: true })
  expect(await held()).toEqual([
    ['nobody.does', 3],
    ['nobody.too', 2],
  ])
  await drainAll(tenantId, { jobs: dispatchJobs })
  expect(await held()).toEqual([['nobody.too', 2]])
  expect(await run(resumeJobs, owner, { kind: 'job', key: 'nobody.too' })).toMatchObject({ released: 2, more: false })
  await drainAll(tenantId, { jobs: dispatchJobs })
  // A job that still saw the pause was written down after its end.
  await hold('nobody.late', 1)
  await drainAll(tenantId, { jobs: dispatchJobs, sweep: true })
  expect(await held()).toEqual([])
})

test('a number is one order’s in its own shop only: what another shop says under the same is no part of its way', async () => {
  const { owner, system, tenantId, shopId } = company
  const no = 'same-in-both'
  for (const shopCode of ['tmall', bound.shop.code])
    await run(ingestOrders, system, { shopCode, orders: [incoming(no, 'SIM-TEA-250')] })
  const [mine] = (await run(listOrders, owner, { channelOrderNo: no, shopCode: 'tmall', limit: 5 })).items
  const heard = await inTenant(tenantId, 'write', async (client) => {
    const { rows } = await client.query(
      `insert into channel_deliveries (tenant_id, id, shop_id, delivery_key, topic, event, channel_order_no, body, received_at)
       select $1, gen_random_uuid(), shop, 'key', 'trade', 'trade', $3, '', now() from unnest($2::uuid[]) shop returning id, shop_id`,
      [tenantId, [shopId, bound.shop.id], no],
    )
    await client.query(
      `insert into queue_jobs (tenant_id, event_id, name, queue, event, payload, refs, shop_id)
       select $1, id, 'delivery.take', 'calls', 'delivery.received', '{}', array[id], shop_id from channel_deliveries where tenant_id = $1 and channel_order_no = $2`,
      [tenantId, no],
    )
    return rows as { id: string; shop_id: string }[]
  })
  const own = heard.find((one) => one.shop_id === shopId)?.id
  const found = await messages({ orderId: mine?.id, limit: 100 })
  expect(found.map((one) => one.id).sort()).toEqual([`delivery.${own}`, `job.${own}.delivery.take`])
})
