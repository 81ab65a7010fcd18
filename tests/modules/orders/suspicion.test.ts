import { expect, test } from 'vitest'
import { addToBlacklist } from '@/lib/modules/orders/add-to-blacklist'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { normaliseOrder } from '@/lib/modules/orders/internal/normalise-order'
import { riskOf } from '@/lib/modules/orders/internal/risk-score'
import { listBlacklist } from '@/lib/modules/orders/list-blacklist'
import { releaseHold } from '@/lib/modules/orders/release-hold'
import { removeFromBlacklist } from '@/lib/modules/orders/remove-from-blacklist'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { incomingOrder } from '@/lib/modules/orders/schema'
import { suspectAgain } from '@/lib/modules/orders/suspect-again'
import { createShop } from '@/lib/modules/settings/create-shop'
import { getCompany } from '@/lib/modules/settings/get-company'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { until } from '@/tests/support/until'

const db = await setupWorkerDatabase()

async function withSettings(shop: TestShop, settings: Record<string, number | boolean>): Promise<TestShop> {
  const { version } = await run(getCompany, shop.owner, {})
  await run(updateCompany, shop.owner, { ...settings, version })
  const owner = (await memberActor(shop.tenantId, shop.owner.id ?? '')) as Actor
  return { ...shop, owner }
}

const newShop = { name: 'PDD', currency: 'CNY', timeZone: 'Asia/Shanghai' }
const codes = async (shop: TestShop, id: string) => (await viewOf(shop, id)).holds.map((h) => h.code)
const someone = (phone: string, nick: string, name?: string) => {
  const { address } = ordered('x', {})
  return { buyer: { nick }, address: { ...address, phone, ...(name && { name }) } }
}

test('the same goods by the same phone or buyer within the hours are held with the other numbers; who approves overrides it', async () => {
  const shop = await withSettings(await createShopWithStock({ CUP: 9, POT: 9 }), { duplicateHours: 24 })
  const late = { createdAt: '2026-11-13T08:00:00+08:00' }
  const ids = await arrive(shop, [
    ordered('A', { CUP: 1 }),
    ordered('B', { CUP: 2 }, { ...someone('13900000000', '茶友小王') }),
    ordered('C', { CUP: 1 }, { ...someone('13800138000', '别人', '李四') }),
    ordered('D', { POT: 1 }),
    ordered('E', { CUP: 1 }, late),
    ordered('F', { CUP: 1 }, someone('13900000001', '路人', '赵六')),
  ])
  const [a, b, c, d, e, f] = ids as [string, string, string, string, string, string]
  const first = (await viewOf(shop, a)).number
  expect(await codes(shop, a)).toEqual([])
  expect((await viewOf(shop, b)).holds).toMatchObject([
    { code: 'suspected_duplicate', details: { orders: [first], hours: 24, same: ['buyer', 'place'] } },
  ])
  expect((await viewOf(shop, c)).holds).toMatchObject([{ details: { orders: [first], same: ['phone'] } }])
  // Other goods, too long ago, somebody else.
  for (const id of [d, e, f]) expect(await codes(shop, id)).toEqual([])
  // In a page of its own as well.
  const [later = ''] = await arrive(shop, [ordered('G', { CUP: 3 })])
  expect(await codes(shop, later)).toEqual(['suspected_duplicate'])
  const approved = await run(reviewOrder, shop.owner, { orderId: b, decision: 'approve' })
  expect([approved.state, approved.holds]).toEqual(['approved', []])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('the same person in another shop of the company is suspicious, too, by phone or by name and address; only where the company wishes, and told to whom may see that shop', async () => {
  const stock = await createShopWithStock({ CUP: 9 })
  const two = await run(createShop, stock.owner, { ...newShop, code: 'pdd', channel: 'pinduoduo' })
  const shop = await withSettings(stock, { duplicateHours: 24 })
  const into = (actor: Actor, shopCode: string, order: object) =>
    run(ingestOrders, actor, { shopCode, orders: [order] })
  const idOf = async (answer: ReturnType<typeof into>) => (await answer).results[0]?.orderId ?? ''
  const first = await viewOf(shop, await idOf(into(shop.owner, 'tmall', ordered('A', { CUP: 1 }))))
  // Another number, as marketplaces give one to each order; the name of an account elsewhere says nothing.
  const same = await idOf(into(shop.owner, 'pdd', ordered('B', { CUP: 1 }, someone('13900000000', '茶友小王'))))
  const elsewhere = [{ shopId: shop.shopId, shopCode: 'tmall', number: first.number }]
  expect((await viewOf(shop, same)).holds).toMatchObject([
    { code: 'suspected_duplicate', details: { orders: [], elsewhere, same: ['place'], hours: 24 } },
  ])
  const limited = { ...shop, owner: { ...shop.owner, scope: { shopIds: [two.id], warehouseIds: null } } }
  expect((await viewOf(limited, same)).holds[0]?.details).toEqual({
    orders: [],
    elsewhere: [],
    same: ['place'],
    hours: 24,
  })
  const other = await idOf(
    into(shop.owner, 'pdd', ordered('C', { CUP: 1 }, someone('13900000003', '茶友小王', '李四'))),
  )
  const masked = { ...ordered('D', { CUP: 1 }, someone('138****8000', '别人', '王**')) }
  const hidden = await idOf(into(shop.owner, 'pdd', masked))
  // The account of B and C is one on that marketplace; nothing of C is in the other shop.
  expect((await viewOf(shop, other)).holds).toMatchObject([{ details: { same: ['buyer'] } }])
  expect((await viewOf(shop, other)).holds[0]?.details?.elsewhere).toBeUndefined()
  expect(await codes(shop, hidden)).not.toContain('suspected_duplicate')
  const quiet = await withSettings(shop, { duplicateAcrossShops: false })
  const late = ordered('E', { CUP: 1 }, someone('13800138000', '新号', '王小明'))
  const alone = await idOf(into(quiet.owner, 'pdd', late))
  expect((await viewOf(quiet, alone)).holds[0]?.details?.elsewhere).toBeUndefined()
})

/** Takes these in at the same moment: each has looked at what is there before any of the others is. */
async function atOnce(
  intakes: readonly (() => Promise<{ results: { orderId?: string | undefined }[] }>)[],
): Promise<string[]> {
  return withClient(db.superuserUrl.replace('/postgres?', `/${db.name}?`), async (client) => {
    await client.query('begin; lock table outbox in exclusive mode')
    const taken = intakes.map((intake) => intake())
    const waiting = "select count(*)::int as n from pg_locks where not granted and relation = 'outbox'::regclass"
    const looked = await until(
      async () => (await client.query(waiting)).rows[0]?.n,
      (n) => n === intakes.length,
    )
    if (looked !== intakes.length) throw new Error(`${looked} wait`)
    await client.query('commit')
    return (await Promise.all(taken)).map(({ results }) => results[0]?.orderId ?? '')
  })
}

test('two that come in at the same moment are seen once both are there: by who reviews, and in any case before both get goods', async () => {
  const stock = await createShopWithStock({ CUP: 9 })
  await run(createShop, stock.owner, { ...newShop, code: 'pdd', channel: 'pinduoduo' })
  const shop = await withSettings(stock, { duplicateHours: 24 })
  const system = { ...shop.system, tenant: shop.owner.tenant }
  const twins = async (phone: string, name: string) => {
    const pair = ['tmall', 'pdd'].map((shopCode) => () => {
      const order = ordered(`${name} ${shopCode}`, { CUP: 1 }, someone(phone, `${name} ${shopCode}`, name))
      return run(ingestOrders, shop.owner, { shopCode, orders: [order] })
    })
    const orderIds = await atOnce(pair)
    for (const id of orderIds) expect(await codes(shop, id)).toEqual([])
    return orderIds
  }
  const approve = async (orderIds: readonly string[]) => {
    for (const orderId of orderIds) await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
    await run(allocateOrders, system, {})
  }
  const states = async (orderIds: readonly string[]) => {
    const views = await Promise.all(orderIds.map((id) => viewOf(shop, id)))
    return views.map(({ state, holds }) => [state, ...holds.map((h) => h.code)].join(' ')).sort()
  }
  const told = await twins('13800138000', '王小明')
  // Told which, or woken by the clock.
  for (const input of [{ orderIds: told }, {}]) await run(suspectAgain, system, input)
  expect(await states(told)).toEqual(['pending_review', 'pending_review suspected_duplicate'])
  const views = await Promise.all(told.map((id) => viewOf(shop, id)))
  const [held, free] = views.sort((a, b) => b.holds.length - a.holds.length)
  const details = { hours: 24, orders: [], same: ['phone', 'place'], elsewhere: [{ number: free?.number }] }
  expect(held?.holds).toMatchObject([{ details }])
  // Approved before anybody could be told, both at once or one after the other: the second is turned back, and goes once somebody says so.
  const both = await twins('13800138001', '张大千')
  await approve(both)
  expect(await states(both)).toEqual(['awaiting_shipment', 'pending_review suspected_duplicate'])
  const [one = '', two = ''] = await twins('13800138002', '李小龙')
  await approve([two])
  expect(await states([one, two])).toEqual(['awaiting_shipment', 'pending_review'])
  await run(suspectAgain, system, {})
  expect(await codes(shop, one)).toEqual(['suspected_duplicate'])
  const [three = '', four = ''] = await twins('13800138003', '赵子龙')
  await approve([four])
  await approve([three])
  expect([await states([four]), await states([three])]).toEqual([
    ['awaiting_shipment'],
    ['pending_review suspected_duplicate'],
  ])
  await approve([three])
  expect(await states([three])).toEqual(['awaiting_shipment'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('without the settings nobody looks', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const ids = await arrive(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 1 }), ordered('C', { CUP: 500 })])
  for (const id of ids) expect(await codes(shop, id)).toEqual([])
})

test('signals add up to a score with its reasons; a person has to release it', async () => {
  const shop = await withSettings(await createShopWithStock({ CUP: 9 }), { riskThreshold: 50 })
  const quiet = Array.from({ length: 20 }, (_, i) =>
    ordered(`Q${i}`, { CUP: 1 }, someone(`1370000${1000 + i}`, `q${i}`)),
  )
  await arrive(shop, quiet)
  const rude = await arrive(
    shop,
    ['R1', 'R2', 'R3'].map((no) => ordered(no, { CUP: 1 }, someone('13611112222', 'rude'))),
  )
  for (const orderId of rude) await run(cancelOrder, shop.owner, { orderId, reason: 'again' })
  const { address } = ordered('x', {})
  const [big = '', fine = ''] = await arrive(shop, [
    ordered('BIG', { CUP: 25 }, { buyer: { nick: 'rude' }, address: { ...address, phone: '13611112222', line1: '' } }),
    ordered('FINE', { CUP: 2 }, someone('13611113333', 'fine')),
  ])
  const { holds } = await viewOf(shop, big)
  expect(holds.find((h) => h.code === 'suspected_fraud')?.details).toEqual({
    score: 100,
    threshold: 50,
    signals: [
      { code: 'address_incomplete', points: 20 },
      { code: 'cancelled_often', points: 30, value: '3' },
      { code: 'amount_high', points: 30, value: '500.00', usual: '20.00' },
      { code: 'quantity_extreme', points: 30, value: '25', usual: '1' },
    ],
  })
  expect(await codes(shop, fine)).toEqual([])
  await run(releaseHold, shop.owner, { orderId: big, code: 'address_incomplete' })
  await expect(run(reviewOrder, shop.owner, { orderId: big, decision: 'approve' })).rejects.toMatchObject({
    code: 'on_hold',
  })
  await run(releaseHold, shop.owner, { orderId: big, code: 'suspected_fraud' })
  expect((await run(reviewOrder, shop.owner, { orderId: big, decision: 'approve' })).state).toBe('approved')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a middle of too few orders is no middle', () => {
  const raw = ordered('A', { CUP: 30 })
  const order = normaliseOrder(incomingOrder.parse(raw), 0, raw)
  expect(riskOf(order, 0, { orders: 19, total: 2000n, units: 1 })).toEqual({ score: 0, signals: [] })
  expect(riskOf(order, 2, { orders: 20, total: 2000n, units: 1 }).signals.map((s) => s.code)).toEqual([
    'amount_high',
    'quantity_extreme',
  ])
})

test('the blacklist holds what comes and what is open, stops its parcels, keeps no clear text, and forgets nobody by itself', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const bad = someone('13655556666', '坏人')
  const [open] = await ready(shop, [ordered('A', { CUP: 1 }, bad)])
  if (!open) throw new Error('no order')
  const added = await run(addToBlacklist, shop.owner, {
    kind: 'phone',
    value: '136 5555 6666',
    reason: 'Refused 13655556666',
  })
  expect(added).toMatchObject({ kind: 'phone', held: 1, reason: 'Refused 13655556666' })
  expect(added.masked).not.toContain('5555')
  await expect(
    run(addToBlacklist, shop.owner, { kind: 'phone', value: '13655556666', reason: 'again' }),
  ).rejects.toMatchObject({ params: { errors: [{ path: 'value', code: 'taken' }] } })
  const kept = await withClient(db.superuserUrl, (client) =>
    client.query<{ row: string }>('select to_jsonb(b)::text as row from blacklist b where tenant_id = $1', [
      shop.tenantId,
    ]),
  )
  expect(kept.rows).toHaveLength(1)
  for (const hidden of ['5555', Buffer.from('13655556666').toString('hex')])
    expect(kept.rows[0]?.row).not.toContain(hidden)
  await expect(ship(shop, open.fulfilments[0]?.id, 'SF-1001')).rejects.toMatchObject({ code: 'on_hold' })
  const [next = '', other = ''] = await arrive(shop, [ordered('B', { CUP: 1 }, bad), ordered('C', { CUP: 1 })])
  expect((await viewOf(shop, next)).holds).toMatchObject([{ code: 'blacklisted', details: { kinds: ['phone'] } }])
  expect(await codes(shop, other)).toEqual([])
  // A known order that is sent to such a phone is held too.
  const moved = { ...ordered('C', { CUP: 1 }, bad), modifiedAt: '2026-11-11T09:00:00+08:00' }
  await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders: [moved] })
  expect(await codes(shop, other)).toEqual(['blacklisted'])
  const { items } = await run(listBlacklist, shop.owner, {})
  expect(items.map((i) => i.id)).toEqual([added.id])
  await run(removeFromBlacklist, shop.owner, { entryId: added.id })
  expect(await codes(shop, next)).toEqual(['blacklisted'])
  const [after = ''] = await arrive(shop, [ordered('D', { CUP: 1 }, bad)])
  expect(await codes(shop, after)).toEqual([])
  expect(await brokenInvariants(shop)).toEqual([])
})
