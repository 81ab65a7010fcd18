import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { replayMessages } from '@/lib/modules/dispatch/replay-messages'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { createWebhook } from '@/lib/modules/webhooks/create-webhook'
import { deleteWebhook } from '@/lib/modules/webhooks/delete-webhook'
import { getWebhook } from '@/lib/modules/webhooks/get-webhook'
import { beginWebhook, takeMessages } from '@/lib/modules/webhooks/internal/send-steps'
import { listWebhookMessages } from '@/lib/modules/webhooks/list-webhook-messages'
import { listWebhooks } from '@/lib/modules/webhooks/list-webhooks'
import { rotateWebhookSecret } from '@/lib/modules/webhooks/rotate-webhook-secret'
import type { WebhookEvent } from '@/lib/modules/webhooks/schema'
import { testWebhook } from '@/lib/modules/webhooks/test-webhook'
import { updateWebhook } from '@/lib/modules/webhooks/update-webhook'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { extendEnv } from '@/lib/platform/env'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { makeShop } from '@/tests/support/orders'
import { type Receiver, startReceiver } from '@/tests/support/receiver'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let company: TestShop
let receiver: Receiver
beforeAll(async () => {
  company = await createShopWithStock({ TEA: 1000 })
})
beforeEach(async () => {
  receiver = await startReceiver()
  return () => receiver.close()
})
afterAll(() => extendEnv({ PUBLIC_URL: '', PRIVATE_TARGETS: '' }))

let made = 0
async function subscribe(events: WebhookEvent[], more: Record<string, unknown> = {}) {
  const webhook = await run(createWebhook, company.owner, {
    name: `Books ${++made}`,
    url: receiver.url,
    events,
    ...more,
  })
  receiver.secret = webhook.secret
  return webhook
}

async function newOrder(shopCode = 'tmall'): Promise<string> {
  const orders = [incoming(`W${++made}`, 'TEA')]
  const { results } = await run(ingestOrders, company.owner, { shopCode, orders })
  return results[0]?.orderId ?? ''
}

const drain = () => drainAll(company.tenantId)
const ask = (sql: string, values: unknown[] = []) =>
  inTenant(company.tenantId, 'write', (client) => client.query(sql, values))

/** As if so much time had gone by: leases, waits and the moment it began to fail lie that far back. */
async function pass(hours: number) {
  const back = `interval '${hours} hours'`
  await ask(
    `update webhook_messages set due_at = due_at - ${back} where tenant_id = app_tenant() and state = 'waiting'`,
  )
  await ask(
    `update webhooks set due_at = due_at - ${back}, failing_since = failing_since - ${back}, lease_until = lease_until - ${back} where tenant_id = app_tenant()`,
  )
  await drainAll(company.tenantId, { sweep: true })
}

const messagesOf = async (webhookId: string) =>
  (await run(listWebhookMessages, company.owner, { webhookId, limit: 50 })).items.toReversed()

test('what becomes of an order is told in its sequence, signed, once each, without a word of its buyer', async () => {
  const webhook = await subscribe([
    'order.created',
    'order.approved',
    'order.allocated',
    'order.shipped',
    'parcel.shipped',
    'stock.changed',
  ])
  const orderId = await newOrder()
  await drain()
  await run(reviewOrder, company.owner, { orderId, decision: 'approve' })
  await drain()
  const [parcel] = (await run(getOrder, company.owner, { orderId })).fulfilments
  await run(shipFulfilment, company.owner, { fulfilmentId: parcel?.id ?? '', carrierCode: 'sf', trackingNo: 'SF100' })
  await drain()
  const ofOrder = receiver.heard.filter((h) => h.data.orderId === orderId)
  expect(ofOrder.map((h) => h.type)).toEqual(['order.created', 'order.approved', 'order.allocated', 'order.shipped'])
  const steps = ofOrder.map((h) => Number(h.data.sequence))
  expect(steps).toEqual([...steps].sort((a, b) => a - b))
  expect(ofOrder.at(-1)?.data).toMatchObject({ from: 'awaiting_shipment', to: 'shipped', shopCode: 'tmall' })
  expect(receiver.heard.find((h) => h.type === 'parcel.shipped')?.data).toMatchObject({
    orderIds: [orderId],
    carrierCode: 'sf',
    trackingNo: 'SF100',
  })
  expect(receiver.heard.some((h) => h.type === 'stock.changed' && h.data.skuCode === 'TEA')).toBe(true)
  expect(receiver.heard.every((h) => h.signed)).toBe(true)
  expect(new Set(receiver.heard.map((h) => h.id)).size).toBe(receiver.heard.length)
  expect(JSON.stringify(receiver.heard)).not.toMatch(/王小明|13800138000|文三路|茶友/)
  // Looked through once more by the clock: everything is known.
  const before = receiver.heard.length
  await ask(`update webhooks set swept_at = swept_at - interval '1 hour' where tenant_id = app_tenant()`)
  await drainAll(company.tenantId, { sweep: true })
  expect(receiver.heard).toHaveLength(before)
  expect(await messagesOf(webhook.id)).toHaveLength(before)
  await run(deleteWebhook, company.owner, { webhookId: webhook.id })
})

test('a message that fails comes again under its id, what follows of the same order waits for it, others do not', async () => {
  const webhook = await subscribe(['order.created', 'order.cancelled'])
  let down = true
  const [first, second] = [await newOrder(), await newOrder()]
  receiver.reply = (heard) =>
    down && heard.data.orderId === first ? (heard.type === 'order.created' ? 'reset' : 500) : 204
  await run(cancelOrder, company.owner, { orderId: first, reason: 'test' })
  await drain()
  const of = (orderId: string) => receiver.heard.filter((h) => h.data.orderId === orderId)
  expect(of(second).map((h) => h.taken)).toEqual([true])
  expect(of(first).map((h) => h.type)).toEqual(['order.created'])
  expect((await messagesOf(webhook.id)).find((m) => m.attempts === 1 && m.state === 'waiting')).toMatchObject({
    trouble: 'connection',
    status: null,
  })
  down = false
  await pass(1)
  expect(of(first).map((h) => h.type)).toEqual(['order.created', 'order.created', 'order.cancelled'])
  expect(of(first)[0]?.id).toBe(of(first)[1]?.id)

  // A worker that died between sending and writing down: its successor sends the same again.
  const third = await newOrder()
  await ask(`update webhooks set state = 'paused' where tenant_id = app_tenant() and id <> $1`, [webhook.id])
  receiver.reply = () => 503
  await drain()
  const lost = await run(beginWebhook, company.system, { webhookId: webhook.id })
  await ask(
    `update webhook_messages set due_at = now() - interval '1 second' where tenant_id = app_tenant() and state = 'waiting'`,
  )
  expect(await run(takeMessages, company.system, { webhookId: webhook.id, lease: lost?.lease ?? '' })).toHaveLength(1)
  receiver.reply = () => 204
  await pass(1)
  expect(new Set(of(third).map((h) => h.id)).size).toBe(1)
  expect(of(third).map((h) => h.taken)).toEqual([false, true])
  await run(deleteWebhook, company.owner, { webhookId: webhook.id })
})

test('who does not answer for a day is given up, switched off and told of; what waits goes when it is switched on; T-24', async () => {
  const webhook = await subscribe(['order.created'])
  receiver.reply = () => 500
  for (let i = 0; i < 7; i++) await newOrder()
  await drain()
  const asked = receiver.heard.length
  // Rests after a few failures in a row: another order does not make it ask again.
  await newOrder()
  await drain()
  expect(receiver.heard).toHaveLength(asked)
  for (let i = 0; i < 4; i++) await pass(5)
  expect(await run(getWebhook, company.owner, { webhookId: webhook.id })).toMatchObject({
    state: 'active',
    trouble: 'http_500',
  })
  for (let i = 0; i < 4; i++) await pass(5)
  const off = await run(getWebhook, company.owner, { webhookId: webhook.id })
  expect(off).toMatchObject({ state: 'disabled', lastOk: null })
  const notices = (await run(listNotices, company.owner, {})).items
  expect(notices.map((n) => [n.kind, n.data.name])).toContainEqual(['webhook.disabled', webhook.name])
  const then = receiver.heard.length
  await pass(30)
  expect(receiver.heard).toHaveLength(then)
  receiver.reply = () => 204
  await run(updateWebhook, company.owner, { webhookId: webhook.id, state: 'active', version: off.version })
  await drain()
  const rows = await messagesOf(webhook.id)
  expect(rows).toHaveLength(8)
  expect(rows.every((m) => m.state === 'taken' || m.state === 'dead')).toBe(true)

  // Given up: seen in the dispatch center, and sent again from there.
  await ask(
    `update webhook_messages set state = 'dead', attempts = 11, trouble = 'http_500' where tenant_id = app_tenant() and webhook_id = $1 and id = $2`,
    [webhook.id, rows[0]?.id],
  )
  const { items } = await run(listMessages, company.owner, { kind: 'webhook', state: 'failed' })
  expect(items).toMatchObject([
    { kind: 'webhook', name: 'order.created', exact: 'dead', trouble: 'http_500', replayable: true },
  ])
  await run(replayMessages, company.owner, { ids: items.map((i) => i.id) })
  await drain()
  expect((await messagesOf(webhook.id))[0]).toMatchObject({ id: rows[0]?.id, state: 'taken', attempts: 1 })
  expect(receiver.heard.at(-1)?.id).toBe(rows[0]?.id)
  // Gone is gone: no day is waited for.
  receiver.reply = () => 410
  await newOrder()
  await drain()
  expect((await run(getWebhook, company.owner, { webhookId: webhook.id })).state).toBe('disabled')
  await run(deleteWebhook, company.owner, { webhookId: webhook.id })
})

test('a test message tells what was answered; a new secret signs beside the old; a redirect is not followed', async () => {
  const webhook = await subscribe(['order.created'])
  const { webhookId } = { webhookId: webhook.id }
  expect(await run(testWebhook, company.owner, { webhookId })).toMatchObject({ ok: true, status: 204, trouble: null })
  expect(receiver.heard.at(-1)).toMatchObject({ type: 'test.ping', signed: true })
  const { secret } = await run(rotateWebhookSecret, company.owner, { webhookId })
  expect(secret).not.toBe(webhook.secret)
  await run(testWebhook, company.owner, { webhookId })
  expect(receiver.heard.at(-1)?.signed).toBe(true)
  receiver.secret = secret
  receiver.reply = () => 'redirect'
  expect(await run(testWebhook, company.owner, { webhookId })).toMatchObject({
    ok: false,
    status: 302,
    trouble: 'http_302',
  })
  expect(receiver.heard.at(-1)?.signed).toBe(true)
  expect(JSON.stringify(await run(getWebhook, company.owner, { webhookId }))).not.toContain('whsec_')
  const { rows } = await ask('select secret from webhooks where tenant_id = app_tenant() and id = $1', [webhookId])
  expect(rows[0].secret.includes(Buffer.from(secret.slice(6)))).toBe(false)
  await run(deleteWebhook, company.owner, { webhookId })
})

test('an instance on the internet calls no private address, whatever its name says', async () => {
  const local = await subscribe(['order.created'])
  extendEnv({ PUBLIC_URL: 'https://erp.example.com' })
  const attempt = (url: string) => run(createWebhook, company.owner, { name: 'x', url, events: ['order.created'] })
  const refused = (url: string, code: string) =>
    expect(attempt(url), url).rejects.toMatchObject({ params: { errors: [{ path: 'url', code }] } })
  await refused('http://example.com/hook', 'not_https')
  await refused('https://example.com:5432/', 'port')
  await refused('https://user:pw@example.com/', 'not_an_address')
  await refused('not an address', 'not_an_address')
  expect(await run(testWebhook, company.owner, { webhookId: local.id })).toMatchObject({
    ok: false,
    trouble: 'private_address',
  })
  await run(updateWebhook, company.owner, { webhookId: local.id, url: 'https://localhost/hook' })
  expect(await run(testWebhook, company.owner, { webhookId: local.id })).toMatchObject({
    ok: false,
    trouble: 'private_address',
  })
  expect(receiver.heard).toEqual([])
  extendEnv({ PRIVATE_TARGETS: 'allow' })
  await run(updateWebhook, company.owner, { webhookId: local.id, url: receiver.url })
  expect(await run(testWebhook, company.owner, { webhookId: local.id })).toMatchObject({ ok: true })
  extendEnv({ PUBLIC_URL: '', PRIVATE_TARGETS: '' })
  await run(deleteWebhook, company.owner, { webhookId: local.id })
})

test('who sees some shops subscribes to those alone; a lost wake-up is found by the clock; paused means silent', async () => {
  const other = await makeShop(company.owner)
  const member = await createMember(company.tenantId, 'admin', { shopIds: [other.id] })
  const fails = (input: object) =>
    run(createWebhook, member, { name: 'x', url: receiver.url, events: ['order.created'], ...input })
  await expect(fails({})).rejects.toMatchObject({ params: { errors: [{ path: 'shopIds', code: 'out_of_scope' }] } })
  await expect(fails({ shopIds: [company.shopId] })).rejects.toMatchObject({ code: 'invalid' })
  await expect(fails({ shopIds: [other.id], events: ['stock.changed'] })).rejects.toMatchObject({ code: 'invalid' })
  const wide = await subscribe(['order.created'])
  await expect(run(getWebhook, member, { webhookId: wide.id })).rejects.toMatchObject({ code: 'not_found' })
  await expect(run(testWebhook, member, { webhookId: wide.id })).rejects.toMatchObject({ code: 'not_found' })
  await run(deleteWebhook, company.owner, { webhookId: wide.id })
  const own = await fails({ shopIds: [other.id] })
  expect((await run(listWebhooks, member, {})).items.map((w) => w.id)).toEqual([own.id])
  await newOrder('tmall')
  await drain()
  expect(receiver.heard).toEqual([])
  await newOrder(other.code)
  // The event counts as told, and nobody was woken.
  await ask('update outbox set sent_at = now() where tenant_id = app_tenant() and sent_at is null')
  await drainAll(company.tenantId, { sweep: true })
  expect(receiver.heard.map((h) => h.data.shopCode)).toEqual([other.code])
  await run(updateWebhook, member, { webhookId: own.id, state: 'paused' })
  await newOrder(other.code)
  await drain()
  await run(updateWebhook, member, { webhookId: own.id, state: 'active' })
  await drainAll(company.tenantId, { sweep: true })
  expect(receiver.heard).toHaveLength(1)
})
