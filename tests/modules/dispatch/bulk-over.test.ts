import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { createCustomer } from '@/lib/modules/customers/create-customer'
import { getCustomer } from '@/lib/modules/customers/get-customer'
import { startCustomerBulk } from '@/lib/modules/customers/start-customer-bulk'
import { updateCustomer } from '@/lib/modules/customers/update-customer'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { listFulfilments } from '@/lib/modules/orders/list-fulfilments'
import { listRejects } from '@/lib/modules/orders/list-rejects'
import { startParcelBulk } from '@/lib/modules/orders/start-parcel-bulk'
import { startRejectBulk } from '@/lib/modules/orders/start-reject-bulk'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { refreshAlerts } from '@/lib/modules/purchasing/refresh-alerts'
import { startAlertBulk } from '@/lib/modules/purchasing/start-alert-bulk'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import { retryBulk } from '@/lib/modules/settings/retry-bulk'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ordered, ready } from '@/tests/support/order-work'
import { createShopWithStock, incoming } from '@/tests/support/shop'
import { createTenant } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()

test('parcels, rejects, customers and alerts are worked on as jobs: ticked or all that match, each with its result', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const { owner, system } = shop
  const result = async (jobId: string) => {
    await workBulk(system, { jobId })
    return run(getBulk, owner, { jobId })
  }
  const limited = (scope: Partial<Actor['scope']>): Actor => ({ ...owner, scope: { ...owner.scope, ...scope } })

  // Parcels: one of two is no longer stopped when the job comes to it, and is done when it is tried again.
  const orders = await ready(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 1 })])
  const [first = '', second = ''] = orders.map((order) => order.fulfilments[0]?.id ?? '')
  const stop = { filter: { state: 'allocated' }, what: { action: 'fulfilment.block', reason: '面单有误' } }
  const key = { idempotencyKey: 'stop twice' }
  const started = await run(startParcelBulk, owner, stop, key)
  expect(await run(startParcelBulk, owner, stop, key)).toEqual(started)
  expect(await result(started.jobId)).toMatchObject({ state: 'done', total: 2, done: 2 })
  const stopped = async () => (await run(listFulfilments, owner, { blocked: '1' })).items.map(({ id }) => id).sort()
  expect(await stopped()).toEqual([first, second].sort())
  const free = { action: 'fulfilment.unblock', reason: '已核对' }
  await result((await run(startParcelBulk, owner, { ids: [first], what: free })).jobId)
  const { jobId } = await run(startParcelBulk, owner, { ids: [first, second], what: free })
  const partly = await result(jobId)
  expect(partly).toMatchObject({ done: 1, refused: 1, rows: [{ targetId: first, refusal: { code: 'invalid' } }] })
  await run(blockFulfilment, owner, { fulfilmentId: first, reason: '再看一次' })
  await run(retryBulk, owner, { jobId })
  expect(await result(jobId)).toMatchObject({ done: 2, refused: 0 })
  expect(await stopped()).toEqual([])

  // Whom one may not see, one does not work on; what one may not do by hand, one may not do as a job.
  const elsewhere = limited({ warehouseIds: [newId()] })
  await expect(run(startParcelBulk, elsewhere, stop)).rejects.toMatchObject({ code: 'not_found' })
  await expect(run(startParcelBulk, elsewhere, { ids: [first], what: free })).rejects.toMatchObject({
    code: 'not_found',
  })
  const clerk: Actor = { ...owner, permissions: new Set(['fulfilment.start-bulk', 'fulfilment.block']) }
  await expect(run(startParcelBulk, clerk, { ids: [first], what: free })).rejects.toMatchObject({ code: 'forbidden' })
  const errors = (...errors: { path: string; code: string }[]) => ({ code: 'invalid', params: { errors } })
  await expect(run(startParcelBulk, owner, { ...stop, ids: [first] })).rejects.toMatchObject(
    errors({ path: 'filter', code: 'required' }),
  )
  const move = { action: 'fulfilment.move', reason: 'x' }
  await expect(run(startParcelBulk, owner, { ids: [first], what: move })).rejects.toMatchObject(
    errors({ path: 'what.warehouseCode', code: 'required' }),
  )
  await expect(
    run(startParcelBulk, owner, { ids: [first], what: { ...move, warehouseCode: 'nowhere' } }),
  ).rejects.toMatchObject(errors({ path: 'warehouseCode', code: 'unknown' }))
  await expect(
    run(startParcelBulk, owner, { ids: [first], what: { ...free, warehouseCode: 'HZ' } }),
  ).rejects.toMatchObject(errors({ path: 'what.warehouseCode', code: 'unknown_field' }))

  // Rejects: what still cannot be taken in says why and stays open.
  const bad = ['R1', 'R2'].map((number) => ({ ...incoming(number, 'CUP'), currency: 'nothing' }))
  await run(ingestOrders, owner, { shopCode: 'tmall', orders: bad })
  const replay = { filter: {}, what: { action: 'reject.replay' } }
  await expect(run(startRejectBulk, limited({ shopIds: [newId()] }), replay)).rejects.toMatchObject({
    code: 'not_found',
  })
  const again = await result((await run(startRejectBulk, owner, replay)).jobId)
  expect(again).toMatchObject({ done: 0, refused: 2 })
  expect(again.rows.map(({ label }) => label).sort()).toEqual(['R1', 'R2'])
  const rejects = await run(listRejects, owner, {})
  const aside = { action: 'reject.dismiss', reason: '测试单' }
  const chosen = { ids: rejects.items.map(({ id }) => id), what: aside }
  expect(await result((await run(startRejectBulk, owner, chosen)).jobId)).toMatchObject({ done: 2, refused: 0 })

  // Customers: only the group is written, whatever a colleague has changed since the job was started.
  const one = await run(createCustomer, owner, { name: '王小明', phone: '13800138001', tags: ['VIP'] })
  const grouped = await run(startCustomerBulk, owner, {
    filter: { tag: 'VIP' },
    what: { action: 'customer.update', group: '老客户' },
  })
  await run(updateCustomer, owner, { customerId: one.id, note: '爱喝龙井', tags: ['VIP', '茶友'] })
  expect(await result(grouped.jobId)).toMatchObject({ total: 1, done: 1 })
  expect(await run(getCustomer, owner, { customerId: one.id })).toMatchObject({
    ...{ group: '老客户', note: '爱喝龙井', tags: ['VIP', '茶友'] },
  })
  // A tag more, a tag fewer: those that are there besides stay. Who has as many as there may be is told so, the others get theirs.
  const full = await run(createCustomer, owner, { name: '李雷', tags: Array.from({ length: 20 }, (_, i) => `t${i}`) })
  const tag = async (what: Record<string, unknown>) => {
    const ids = [one.id, full.id]
    return result((await run(startCustomerBulk, owner, { ids, what: { action: 'customer.update', ...what } })).jobId)
  }
  const tagsOf = async (customerId: string) => (await run(getCustomer, owner, { customerId })).tags
  expect(await tag({ addTags: ['双11', 'VIP'] })).toMatchObject({
    ...{ done: 1, refused: 1 },
    rows: [{ targetId: full.id, refusal: errors({ path: 'addTags', code: 'too_big' }) }],
  })
  expect(await tagsOf(one.id)).toEqual(['VIP', '茶友', '双11'])
  expect(await tag({ removeTags: ['t0', 'VIP'] })).toMatchObject({ done: 2, refused: 0 })
  expect([await tagsOf(one.id), (await tagsOf(full.id)).length]).toEqual([['茶友', '双11'], 19])
  await expect(tag({})).rejects.toMatchObject(errors({ path: 'what.group', code: 'required' }))
  await expect(tag({ addTags: ['a'], removeTags: ['b'] })).rejects.toMatchObject(
    errors({ path: 'what.removeTags', code: 'unknown_field' }),
  )

  // Alerts.
  const [sku] = (await run(listSkus, owner, { q: 'CUP' })).items
  await run(updateSku, owner, { skuId: sku?.id, version: sku?.version, safetyStock: 99 })
  await run(refreshAlerts, system, {})
  const open = (await run(listAlerts, owner, {})).items
  expect(open.length).toBeGreaterThan(0)
  const later = { filter: {}, what: { action: 'alert.snooze', days: 7 } }
  const put = await result((await run(startAlertBulk, owner, later)).jobId)
  expect(put).toMatchObject({ total: open.length, done: open.length })
  expect((await run(listAlerts, owner, {})).items).toEqual([])
})

test('a row that meets a fault waits; those behind it are worked on, and it is tried again', async () => {
  const { owner, system } = await createTenant()
  const ids: string[] = []
  for (let i = 0; i < 45; i++) ids.push((await run(createCustomer, owner, { name: `客户 ${i}` })).id)
  const broken = ids[3] ?? ''
  const asSuperuser = (text: string) => withClient(db.superuserUrl, (client) => client.query(text))
  await asSuperuser(
    `create function fault() returns trigger language plpgsql as 'begin raise exception ''a fault''; end'`,
  )
  await asSuperuser(
    `create trigger fault before update on customers for each row when (old.id = '${broken}') execute function fault()`,
  )
  const what = { action: 'customer.update', group: '老客户' }
  const { jobId } = await run(startCustomerBulk, owner, { ids, what })
  await expect(workBulk(system, { jobId })).rejects.toThrow(/a fault/)
  expect(await run(getBulk, owner, { jobId })).toMatchObject({ state: 'running', total: 45, done: 44, refused: 0 })
  await asSuperuser('drop trigger fault on customers; drop function fault()')
  await workBulk(system, { jobId })
  expect(await run(getBulk, owner, { jobId })).toMatchObject({ state: 'done', done: 45 })
})
