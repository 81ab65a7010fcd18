import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerHook } from '@/app/api/hooks/answer-hook'
import { newId } from '@/lib/kernel/ids'
import { getConnection } from '@/lib/modules/channels/get-connection'
import { wakeDeliveries } from '@/lib/modules/channels/wake-deliveries'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { pauseJobs } from '@/lib/modules/dispatch/pause'
import { resumeJobs } from '@/lib/modules/dispatch/resume'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { type Simulators, simulated, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

let simulators: Simulators
let tenant: TestTenant
beforeAll(async () => {
  simulators = await startSimulators()
  tenant = await createTenant()
})
afterAll(() => simulators.close())

type Sent = { headers: Record<string, string>; body: string }

async function push(channel: string, shopId: string, { headers, body }: Sent, tenantId = tenant.tenantId) {
  const request = new Request('http://caravan.test/', { method: 'POST', headers, body })
  return (await answerHook(request, { channel, tenantId, shopId })).status
}

const rows = async (shopId: string) =>
  (await withClient(db.superuserUrl, (c) => c.query('select * from channel_deliveries where shop_id = $1', [shopId])))
    .rows

const statesOf = async (shopCode: string) =>
  (await run(listOrders, tenant.owner, { shopCode, limit: 50 })).items.map((o) => [o.channelOrderNo, o.state])

test.each(['shopify', 'woocommerce'] as const)(
  '%s: a signed push is kept, answered, and its order is there; five times and out of sequence it is one; T-23',
  async (channel) => {
    const { shop, world } = await connectSandbox(simulators, tenant.owner, channel, { paused: true })
    const secret = simulated[channel]?.credentials[channel === 'shopify' ? 'apiSecret' : 'webhookSecret'] ?? ''
    const sign = (no: string) => {
      const sent = simulated[channel]?.delivery?.(world, no, secret)
      if (!sent) throw new Error(`${channel} pushes nothing`)
      return sent
    }
    const order = putOrder(world, { modifiedAt: new Date(Date.now() - 60_000).toISOString() })
    const first = sign(order.no)
    putOrder(world, { channelOrderNo: order.no, status: 'cancelled' })
    const second = sign(order.no)
    const calls = world.calls.total
    expect(await push(channel, shop.id, second)).toBe(200)
    for (let i = 0; i < 5; i++) expect(await push(channel, shop.id, first)).toBe(200)
    expect(await rows(shop.id)).toHaveLength(2)
    await drainAll(tenant.tenantId)
    expect(await statesOf(shop.code)).toEqual([[order.no, 'cancelled']])
    expect((await rows(shop.id)).map((r) => r.state)).toEqual(['done', 'done'])
    // What was signed needs no question back.
    expect(world.calls.total).toBe(calls)

    // Names and addresses are sealed like everything about a buyer.
    expect(JSON.stringify(await rows(shop.id))).not.toContain(Buffer.from(order.address.line1).toString('hex'))
    const view = await run(getConnection, tenant.owner, { shopId: shop.id })
    expect(view.webhookUrl).toMatch(new RegExp(`/api/hooks/${channel}/${tenant.tenantId}/${shop.id}$`))
  },
)

test('what is not believed is answered alike and leaves nothing', async () => {
  const { shop, world } = await connectSandbox(simulators, tenant.owner, 'shopify', { paused: true })
  const { no } = putOrder(world, {})
  const good = simulated.shopify?.delivery?.(world, no, simulated.shopify.credentials.apiSecret ?? '')
  if (!good) throw new Error('shopify pushes nothing')
  expect(await push('shopify', shop.id, { ...good, body: `${good.body} ` })).toBe(401)
  expect(await push('shopify', shop.id, { ...good, headers: {} })).toBe(401)
  expect(await push('woocommerce', shop.id, good)).toBe(401)
  expect(await push('taobao', shop.id, good)).toBe(401)
  expect(await push('shopify', newId(), good)).toBe(401)
  expect(await push('shopify', 'nonsense', good)).toBe(401)
  expect(await push('shopify', shop.id, good, newId())).toBe(401)
  expect(await push('shopify', shop.id, good, (await createTenant()).tenantId)).toBe(401)
  expect(await push('shopify', shop.id, { ...good, body: 'x'.repeat(2_000_001) })).toBe(413)
  expect(await rows(shop.id)).toEqual([])
})

test('a push about something else, and the first of all, are answered and do nothing', async () => {
  const { shop } = await connectSandbox(simulators, tenant.owner, 'woocommerce', { paused: true })
  const signed = (body: string) => ({
    body,
    headers: { 'x-wc-webhook-signature': createHmac('sha256', 'sandbox-secret').update(body).digest('base64') },
  })
  expect(await push('woocommerce', shop.id, signed('webhook_id=7'))).toBe(200)
  expect(await rows(shop.id)).toEqual([])
  expect(await push('woocommerce', shop.id, signed('{"id":5,"email":"a@example.test"}'))).toBe(200)
  await drainAll(tenant.tenantId)
  expect((await rows(shop.id)).map((r) => [r.event, r.state])).toEqual([['other', 'done']])
  expect(await push('woocommerce', shop.id, signed('not json'))).toBe(422)
})

test('while pushes are paused they wait, and nobody tells of them over and over', async () => {
  const { owner, system, tenantId } = tenant
  const { shop, world } = await connectSandbox(simulators, owner, 'shopify', { paused: true })
  const { no } = putOrder(world, {})
  const sent = simulated.shopify?.delivery?.(world, no, simulated.shopify.credentials.apiSecret ?? '')
  if (!sent) throw new Error('shopify pushes nothing')
  const told = async () => (await run(listMessages, owner, { kind: 'job', shopId: shop.id, limit: 50 })).items.length
  await run(pauseJobs, owner, { kind: 'job', key: 'delivery.take', reason: '维护' })
  expect(await push('shopify', shop.id, sent)).toBe(200)
  await drainAll(tenantId)
  const wake = async () => {
    await run(wakeDeliveries, system, {}, { now: new Date(Date.now() + 120_000) })
    await drainAll(tenantId)
  }
  await wake()
  expect([await told(), (await rows(shop.id)).map((r) => r.state)]).toEqual([1, ['waiting']])
  await run(resumeJobs, owner, { kind: 'job', key: 'delivery.take' })
  await drainAll(tenantId)
  expect((await rows(shop.id)).map((r) => r.state)).toEqual(['done'])
})
