import { expect, test } from 'vitest'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { jobs } from '@/lib/modules/dispatch/jobs'
import { tellLowStock } from '@/lib/modules/dispatch/tell-notices'
import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { listNotices } from '@/lib/modules/settings/list-notices'
import { readNotices } from '@/lib/modules/settings/read-notices'
import { setPreferences } from '@/lib/modules/settings/set-preferences'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { perform } from '@/lib/platform/queue/perform'
import { relayTenant } from '@/lib/platform/queue/relay'
import type { Task } from '@/lib/platform/queue/tasks'
import { setupWorkerDatabase } from '@/tests/support/database'
import { drainAll } from '@/tests/support/drain'
import { ingest, makeShop } from '@/tests/support/orders'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

const inbox = async (actor: Actor) => {
  const { items, unread } = await run(listNotices, actor, {})
  return { unread, told: items.map(({ kind, data }) => ({ kind, data })) }
}

test('orders given to somebody, and what stops them, are told to who has them and not to who did it', async () => {
  const { tenantId, owner } = await createTenant()
  const clerk = await createMember(tenantId, 'customer_service')
  const shop = await makeShop(owner)
  const orderIds = await ingest(
    owner,
    shop.code,
    [1, 2].map((n) => ({ at: `2026-11-0${n}T00:00:00Z`, lines: [{ sku: 'X', quantity: 1, price: '1.00' }] })),
  )
  const [orderId = ''] = orderIds
  await run(assignOrders, owner, { orderIds, memberId: clerk.id ?? '' })
  await run(holdOrder, owner, { orderId, note: '等客户确认' })
  await drainAll(tenantId)
  const { unread, told } = await inbox(clerk)
  expect(unread).toBe(2)
  expect(told).toMatchObject([
    { kind: 'order.held', data: { orderId, code: 'manual' } },
    { kind: 'order.assigned', data: { count: 2 } },
  ])
  // What was typed stays where it is sealed.
  expect(JSON.stringify(told)).not.toContain('客户')
  expect((await inbox(owner)).told).toEqual([])

  await run(readNotices, clerk, {})
  expect((await inbox(clerk)).unread).toBe(0)
  const [first] = (await run(listNotices, clerk, {})).items
  expect(await run(readNotices, owner, { noticeId: first?.id ?? '' })).toEqual({ read: 0 })

  // Who takes an order for themselves knows it.
  await run(assignOrders, clerk, { orderIds, memberId: null })
  await run(assignOrders, clerk, { orderIds, memberId: clerk.id ?? '' })
  await drainAll(tenantId)
  expect((await inbox(clerk)).unread).toBe(0)
})

test('a job that is over is told once, however often the queue tells of it, and only where it is wanted', async () => {
  const { tenantId, owner } = await createTenant()
  const shop = await makeShop(owner)
  await ingest(owner, shop.code, [{ at: '2026-11-01T00:00:00Z', lines: [{ sku: 'X', quantity: 1, price: '1.00' }] }])
  const what = { action: 'order.set-flags', flag: 'red' } as const
  const { jobId } = await run(startOrderBulk, owner, { filter: {}, what })
  await drainAll(tenantId)
  expect((await inbox(owner)).told).toMatchObject([{ kind: 'bulk.finished', data: { jobId, done: 1, refused: 0 } }])
  const again: Pick<Task, 'queue' | 'name' | 'data'> = {
    queue: 'each',
    name: 'notice.tell',
    data: { tenantId, event: { name: 'bulk.finished', payload: { jobId, ownerId: owner.id } } },
  }
  await perform(jobs, again)
  expect((await inbox(owner)).told).toHaveLength(1)

  await run(setPreferences, owner, { notices: { 'bulk.finished': { bell: false, pop: true } } })
  await run(startOrderBulk, owner, { filter: {}, what: { ...what, flag: 'blue' } })
  await drainAll(tenantId)
  // In passing: shown, not counted.
  expect(await inbox(owner)).toMatchObject({ unread: 1, told: [{ data: { pop: true } }, {}] })
  await run(setPreferences, owner, { notices: { 'bulk.finished': { bell: false, pop: false } } })
  await run(startOrderBulk, owner, { filter: {}, what: { ...what, flag: 'green' } })
  await drainAll(tenantId)
  expect((await inbox(owner)).told).toHaveLength(2)
})

test('stock that runs low is told to who looks after stock, each SKU once a day', async () => {
  const { tenantId, owner, system, warehouseId } = await createShopWithStock({ A: 5, B: 5 })
  const purchaser = await createMember(tenantId, 'purchaser')
  await createMember(tenantId, 'purchaser', { warehouseIds: [warehouseId] })
  const skus = (await run(listSkus, owner, {})).items
  const careful = async (code: string) => {
    const sku = skus.find((one) => one.code === code)
    await run(updateSku, owner, { skuId: sku?.id ?? '', safetyStock: 9, version: sku?.version ?? 0 })
  }
  await careful('A')
  expect(await run(tellLowStock, system, {})).toMatchObject({ told: 2 })
  expect(await run(tellLowStock, system, {})).toMatchObject({ told: 0 })
  await careful('B')
  await run(tellLowStock, system, {})
  expect((await inbox(purchaser)).told).toMatchObject([
    { kind: 'stock.low', data: { count: 1, codes: ['B'] } },
    { kind: 'stock.low', data: { count: 1, codes: ['A'] } },
  ])
  expect((await inbox(owner)).unread).toBe(2)
})

test('the relay tells of a batch after it is committed, and a deaf listener harms nobody', async () => {
  const { tenantId, owner } = await createTenant()
  await makeShop(owner)
  const shop = await makeShop(owner)
  await ingest(owner, shop.code, [{ at: '2026-11-01T00:00:00Z', lines: [{ sku: 'X', quantity: 1, price: '1.00' }] }])
  const heard: string[] = []
  const sent = await relayTenant(
    [],
    tenantId,
    async () => undefined,
    async (_tenant, events) => {
      heard.push(...events.map(({ name }) => name))
      throw new Error('deaf')
    },
  )
  expect(heard).toContain('orders.created')
  expect(sent).toBe(heard.length)
  expect(await relayTenant([], tenantId, async () => undefined)).toBe(0)
})
