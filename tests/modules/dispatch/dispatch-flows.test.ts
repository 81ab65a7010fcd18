import { afterAll, beforeAll, expect, test } from 'vitest'
import { setShopRule } from '@/lib/modules/channels/set-shop-rule'
import { getStatus } from '@/lib/modules/dispatch/get-status'
import { listMessages } from '@/lib/modules/dispatch/list-messages'
import { listShopFlows } from '@/lib/modules/dispatch/list-shop-flows'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { noteRefunds } from '@/lib/modules/orders/note-refunds'
import { createMember as invite } from '@/lib/modules/settings/create-member'
import { createWebhook } from '@/lib/modules/webhooks/create-webhook'
import { inAuth } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { MailRefused } from '@/lib/platform/mail/mail'
import { queueMail } from '@/lib/platform/mail/queue-mail'
import { sendMails } from '@/lib/platform/mail/send-mails'
import { type Simulators, startSimulators } from '@/tests/simulators/server'
import { putOrder } from '@/tests/simulators/shop'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { takeLetters } from '@/tests/support/mailbox'
import { connectSandbox } from '@/tests/support/sandbox-shop'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

let simulators: Simulators
let company: TestShop
let bound: Awaited<ReturnType<typeof connectSandbox>>
beforeAll(async () => {
  simulators = await startSimulators()
  company = await createShopWithStock({ 'SIM-TEA-250': 50 })
  bound = await connectSandbox(simulators, company.owner, 'amazon')
  const at = new Date(Date.now() - 20 * 60_000).toISOString()
  putOrder(bound.world, { createdAt: at, modifiedAt: at })
  await drainAll(company.tenantId)
  await run(setShopRule, company.owner, { shopId: bound.shop.id, publish: true, overwrite: true })
  await drainAll(company.tenantId)
})
afterAll(() => simulators.close())

const shown = async () => {
  const [flow] = (await run(listShopFlows, company.owner, {})).items
  if (!flow) throw new Error('no shop is connected')
  return flow
}
const edge = async (name: string, who = company.owner) =>
  (await run(getStatus, who, {})).edges.find((one) => one.edge === name)

test('calls are held against the limit they count for, the one that is used up most comes first; a push says how long it took; S1.99', async () => {
  const { limits, calls } = await shown()
  // The first pull asks for a day and the overlap, the next once; a question of the list is what Amazon grants least of.
  expect(limits).toContainEqual({ operation: 'searchOrders', calls: 3, granted: 23 })
  expect(limits).toContainEqual({ operation: 'patchListingsItem', calls: 1, granted: 3005 })
  expect(limits[0]?.operation).toBe('searchOrders')
  expect(limits.reduce((sum, l) => sum + l.calls, 0)).toBe(calls)
  const [push] = (await run(listMessages, company.owner, { kind: 'push' })).items
  expect(push).toMatchObject({ state: 'done', attempts: 1, tookMs: expect.any(Number) })
  expect(push?.tookMs).toBeGreaterThan(0)
})

test('a breaker that is open for stock alone is open on the shop’s line, and every try counts; S1.99', async () => {
  expect(await shown()).toMatchObject({ breaker: 'closed', flows: [] })
  bound.world.faults.kinds = ['error_html']
  bound.world.faults.rate = 1
  const lines = [{ skuCode: 'SIM-TEA-250', quantity: -1 }]
  await run(adjustStock, company.owner, { warehouseCode: 'HZ', reason: 'correction', lines })
  await drainAll(company.tenantId)
  bound.world.faults.rate = 0
  expect(await shown()).toMatchObject({
    breaker: 'open',
    failures: 0,
    flows: [{ flow: 'stock', failures: 1, trouble: 'transient http_502' }],
  })
  const pushes = (await run(listMessages, company.owner, { kind: 'push' })).items
  expect(pushes[0]).toMatchObject({ state: 'failed', attempts: 1, trouble: 'transient http_502' })
})

test('refunds, listings, files, returns and webhooks of ours are on the map, and a program that takes nothing is among what needs attention; S1.99', async () => {
  const { owner, system, tenantId } = company
  expect(await edge('listings')).toMatchObject({ waiting: bound.world.listings.length - 1, failed: 0 })
  const now = new Date().toISOString()
  const refund = {
    refundNo: 'R1',
    channelOrderNo: '999-0000000-0000001',
    channelLineNo: '',
    status: 'requested',
    withReturn: false,
    amount: '1.00',
    currency: '',
    reason: '',
    createdAt: now,
    modifiedAt: now,
  }
  await run(noteRefunds, system, { shopId: bound.shop.id, currency: 'USD', refunds: [refund] })
  expect(await edge('refunds')).toMatchObject({ waiting: 1, passed: 1, failed: 0 })
  for (const name of ['intake', 'returns']) expect(await edge(name)).toMatchObject({ waiting: 0, passed: 0, failed: 0 })

  // Nobody listens there.
  const hook = { name: '财务系统', url: 'http://127.0.0.1:9/hook', events: ['order.created'] }
  const { id } = await run(createWebhook, owner, hook)
  await run(ingestOrders, system, { shopCode: 'tmall', orders: [incoming('told-1', 'SIM-TEA-250')] })
  await drainAll(tenantId, { sweep: true })
  expect(await edge('webhooks')).toMatchObject({ waiting: 1, passed: 0, failed: 1 })
  const { stuck } = await run(getStatus, owner, {})
  expect(stuck.find((one) => one.kind === 'webhook')).toMatchObject({
    cause: 'receiver',
    name: '财务系统',
    count: 1,
    repair: 'go',
    href: `/settings/webhooks/${id}`,
  })
  // Who sees some shops only is told of theirs.
  const limited = await createMember(tenantId, 'admin', { shopIds: [company.shopId] })
  expect(await edge('refunds', limited)).toMatchObject({ waiting: 0, passed: 0 })
  expect(await edge('webhooks', limited)).toMatchObject({ waiting: 1 })
  expect((await run(getStatus, limited, {})).stuck.filter((one) => one.kind === 'webhook')).toEqual([])
})

test('what the company mails to its people is on the map: what waits, what went, what failed, and nobody else’s; S1.99', async () => {
  const { owner, tenantId } = company
  const stranger = await createTenant()
  const values = { name: 'Fang', company: 'Acme', text: 'x', url: 'https://x.test', settings: 'https://x.test' }
  const queue = (to: string, of?: string) =>
    inAuth((db) => queueMail(db, { kind: 'notice', to, locale: 'en', values }, of ? { tenantId: of } : {}))
  await takeLetters()
  const before = (await edge('mails'))?.passed ?? 0
  for (const to of ['well@x.test', 'late@x.test', 'gone@x.test']) await queue(to, tenantId)
  await queue('other@x.test', stranger.tenantId)
  await queue('own-account@x.test')
  // One that a command of the house sends, to see that it says whose it is.
  await run(invite, owner, { name: 'Wang', email: 'wang@x.test', role: 'warehouse' })
  expect(await edge('mails')).toMatchObject({ waiting: 4, passed: before, failed: 0, lagSeconds: expect.any(Number) })
  await sendMails(async ({ to }) => {
    if (to === 'late@x.test') throw new MailRefused('421', false)
    if (to === 'gone@x.test') throw new MailRefused('550', true)
  })
  expect(await edge('mails')).toMatchObject({ waiting: 1, passed: before + 2, failed: 2 })
  expect(await edge('mails', stranger.owner)).toMatchObject({ waiting: 0, passed: 1, failed: 0, lagSeconds: null })
  const limited = await createMember(tenantId, 'admin', { shopIds: [company.shopId] })
  expect(await edge('mails', limited)).toMatchObject({ waiting: 0, passed: null, failed: 0 })
})
