import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { cancelStocktake } from '@/lib/modules/inventory/cancel-stocktake'
import { countStocktake } from '@/lib/modules/inventory/count-stocktake'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { leaveOutLines } from '@/lib/modules/inventory/leave-out-lines'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { recountStocktake } from '@/lib/modules/inventory/recount-stocktake'
import { reviewStocktake } from '@/lib/modules/inventory/review-stocktake'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { batchesOf, receiveBatch, track } from '@/tests/support/batches'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, createShelves, move } from '@/tests/support/places'
import { createShopWithStock, createSkus, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()
let shop: TestShop
let owner: Actor

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 10, CUP: 5 })
  owner = shop.owner
})

async function started(scope: Record<string, unknown> = {}) {
  const { id } = await run(createStocktake, owner, { warehouseCode: 'HZ', kind: 'warehouse', ...scope })
  return run(startStocktake, owner, { stocktakeId: id })
}
const linesOf = async (stocktakeId: string, filter = {}) =>
  (await run(listStocktakeLines, owner, { stocktakeId, ...filter })).items
async function lineOf(stocktakeId: string, skuCode: string) {
  const line = (await linesOf(stocktakeId)).find((l) => l.skuCode === skuCode)
  if (!line) throw new Error(`${skuCode} is not on the sheet`)
  return line
}
type Count = { id?: string; binCode?: string; batchNo?: string; countedAt?: string }
async function count(stocktakeId: string, skuCode: string, counted: number, more: Count = {}, actor = owner) {
  const place = more.binCode ? { skuCode } : { lineId: (await lineOf(stocktakeId, skuCode)).id }
  const { lines } = await run(countStocktake, actor, {
    stocktakeId,
    counts: [{ id: newId(), ...place, counted, ...more }],
  })
  const [line] = lines
  if (!line) throw new Error('no line came back')
  return line
}
async function counted(stocktakeId: string, skuCode: string, quantity: number) {
  const first = await count(stocktakeId, skuCode, quantity)
  return first.state === 'again' ? count(stocktakeId, skuCode, quantity) : first
}
const submit = (stocktakeId: string, uncounted = 'refuse') => run(submitStocktake, owner, { stocktakeId, uncounted })
const post = (stocktakeId: string, actor = owner) => run(postStocktake, actor, { stocktakeId })
const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })

test('S3.16, S3.17: counted blind, twice where it differs, reviewed and posted with a report in units and value', async () => {
  const staff = await createMember(shop.tenantId, 'warehouse')
  const { id, lines, state, number } = await started()
  expect([lines, state]).toEqual([2, 'counting'])
  expect(number).toMatch(/^ST-/)

  const blind = await count(id, 'CUP', 5, {}, staff)
  expect(blind).toMatchObject({ state: 'done', counted: 5, book: null, expected: null, difference: null, value: null })
  expect(await count(id, 'TEA', 8, {}, staff)).toMatchObject({ state: 'again', rounds: 1 })
  expect((await run(getStocktake, owner, { stocktakeId: id })).figures).toBeNull()
  expect(await linesOf(id, { differs: '1' })).toEqual([])
  await expect(submit(id)).rejects.toMatchObject(wrong('id', 'count_again'))
  expect(await count(id, 'TEA', 7, {}, staff)).toMatchObject({ state: 'done', rounds: 2 })

  const review = await submit(id)
  expect(review).toMatchObject({
    state: 'review',
    figures: { differing: 1, expected: 15, counted: 12, gainUnits: 0, lossUnits: -3, lossValue: '-30.00' },
    countedBy: [{ name: staff.name, lines: 2 }],
  })
  expect((await linesOf(id)).map((l) => [l.skuCode, l.book, l.difference, l.value])).toEqual([
    ['TEA', 10, -3, '-30.00'],
    ['CUP', 5, 0, '0.00'],
  ])
  await expect(post(id, staff)).rejects.toMatchObject({ code: 'forbidden' })
  await run(reviewStocktake, owner, { stocktakeId: id })
  expect(await post(id)).toMatchObject({ state: 'posted', reviewedBy: owner.name, postedBy: owner.name })
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 7, value: '70.00' })
  const { items } = await run(listMovements, owner, { limit: 1 })
  expect(items.map((m) => [m.skuCode, m.quantity, m.value, m.reference])).toEqual([['TEA', -3, '-30.00', number]])
  await expect(post(id)).rejects.toMatchObject({ code: 'illegal_transition' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S3.16: what is sold or received while it is counted is no difference, also for a device that was offline', async () => {
  const { id } = await started({ blind: false })
  const offline = new Date()
  const now = new Date(offline.getTime() + 1)
  const adjust = (skuCode: string, quantity: number) =>
    run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'x', lines: [{ skuCode, quantity }] }, { now })
  await adjust('TEA', -4)
  await adjust('CUP', 2)
  expect(await count(id, 'TEA', 10, { countedAt: offline.toISOString() })).toMatchObject({
    state: 'done',
    expected: 10,
  })
  expect(await count(id, 'CUP', 7)).toMatchObject({ state: 'done', book: 5, moved: 2, expected: 7, difference: 0 })
  // A clock two hours slow: how long ago it was counted is right all the same, and it is not before the beginning.
  const slow = (at: number) => new Date(at - 7_200_000).toISOString()
  const [{ state } = { state: '' }] = (
    await run(countStocktake, owner, {
      stocktakeId: id,
      sentAt: slow(Date.now()),
      counts: [{ id: newId(), lineId: (await lineOf(id, 'CUP')).id, counted: 7, countedAt: slow(Date.now()) }],
    })
  ).lines
  expect(state).toBe('done')
  await adjust('CUP', -1)
  await submit(id)
  await post(id)
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 6 })
  expect(await balanceOf(owner, 'CUP')).toMatchObject({ onHand: 6 })
  const early = new Date(Date.now() - 86_400_000).toISOString()
  const next = await started()
  await expect(count(next.id, 'TEA', 1, { countedAt: early })).rejects.toMatchObject(
    wrong('counts.0.countedAt', 'counted_too_early'),
  )
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a count sent again is the same count, also after the counting; another by its id is refused', async () => {
  const { id } = await started()
  const again = newId()
  const send = (quantity = 8) => count(id, 'TEA', quantity, { id: again })
  expect(await send()).toMatchObject({ state: 'again', rounds: 1 })
  const both = await Promise.all([send(), send()])
  expect(both.map((l) => l.rounds)).toEqual([1, 1])
  await expect(send(9)).rejects.toMatchObject(wrong('counts.0.id', 'taken'))
  await count(id, 'TEA', 8)
  await count(id, 'CUP', 5)
  await submit(id)
  expect(await send()).toMatchObject({ state: 'done', rounds: 2, counted: 8 })
  await expect(count(id, 'TEA', 8)).rejects.toMatchObject({ code: 'illegal_transition' })
})

test('a stocktake shows no count of another one, though it is named by its id', async () => {
  const elsewhere = await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const limited = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [elsewhere.id] })
  await run(adjustStock, owner, {
    warehouseCode: 'GZ',
    reason: 'x',
    lines: [{ skuCode: 'TEA', quantity: 1, unitCost: '1.00' }],
  })
  const mine = await run(createStocktake, owner, { warehouseCode: 'GZ', kind: 'warehouse' })
  await run(startStocktake, owner, { stocktakeId: mine.id })
  await count(mine.id, 'TEA', 1)
  await submit(mine.id)
  const { id } = await started()
  const counts = [{ id: newId(), lineId: (await lineOf(id, 'TEA')).id, counted: 8 }]
  await run(countStocktake, owner, { stocktakeId: id, counts })
  await expect(run(countStocktake, limited, { stocktakeId: mine.id, counts })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
})

describe('finds, losses and what was promised', () => {
  test('S3.17: finds come in at what a unit costs here, in the bin where they lie', async () => {
    await createShelves(shop)
    const { id } = await started({ toleranceUnits: 2 })
    expect(await count(id, 'TEA', 12)).toMatchObject({ state: 'done' })
    expect(await count(id, 'CUP', 3, { binCode: 'a-1' })).toMatchObject({ found: true, state: 'again', position: 3 })
    await count(id, 'CUP', 3, { binCode: 'A-1' })
    await expect(count(id, 'CUP', 3, { binCode: 'A-9' })).rejects.toMatchObject(wrong('counts.0.binCode', 'unknown'))
    await expect(submit(id)).rejects.toMatchObject(wrong('uncounted', 'not_counted'))
    expect(await submit(id, 'zero')).toMatchObject({ figures: { gainUnits: 5, lossUnits: -5, gainValue: '50.00' } })
    await post(id)
    expect(await balanceOf(owner, 'CUP')).toMatchObject({ onHand: 3, value: '30.00' })
    expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 12, value: '120.00' })
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('what is lost below what is promised breaks the youngest promise, as elsewhere', async () => {
    const [orderId = ''] = await arrive(shop, [incoming('T1', 'TEA', 9)])
    await run(reviewOrder, owner, { orderId, decision: 'approve' })
    await run(allocateOrders, shop.system, {})
    const { id } = await started()
    await counted(id, 'TEA', 6)
    await submit(id, 'leave_out')
    expect(await post(id)).toMatchObject({ brokenOrders: [{ orderId, outcome: 'cancelled' }], leftOut: 1 })
    expect((await run(getOrder, owner, { orderId })).state).toBe('awaiting_purchase')
    expect(await brokenInvariants(shop)).toEqual([])
  })

  test('nothing is posted while one line is refused; all are told at once, by their numbers on the sheet', async () => {
    await createShelves(shop)
    await move(owner, ['TEA', 'DEFAULT', 'A-1', 10])
    const { id } = await started()
    await counted(id, 'TEA', 2)
    await counted(id, 'CUP', 1)
    // Meanwhile both are taken from the bins where they were counted.
    await move(owner, ['TEA', 'A-1', 'A-3', 9])
    await move(owner, ['CUP', 'DEFAULT', 'A-3', 5])
    await submit(id)
    const short = [1, 2].map((n) => ({ path: `lines.${n}`, code: 'insufficient_stock' }))
    await expect(post(id)).rejects.toMatchObject({ code: 'invalid', params: { errors: short } })
    expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 10 })
    const lines = await linesOf(id)
    await run(leaveOutLines, owner, { stocktakeId: id, lineIds: lines.map((l) => l.id) })
    expect(await post(id)).toMatchObject({ state: 'posted', leftOut: 2, figures: { differing: 0, lossUnits: 0 } })
    expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 10 })
    expect(await brokenInvariants(shop)).toEqual([])
  })
})

test('two stocktakes never count the same place at once; cancelled, it is free again; doubted, it is counted again', async () => {
  const first = await started()
  await expect(started()).rejects.toMatchObject(wrong('id', 'being_counted'))
  expect(await run(cancelStocktake, owner, { stocktakeId: first.id })).toMatchObject({ state: 'cancelled' })
  const { id } = await started({ kind: 'skus', skuCodes: ['cup'] })
  expect((await linesOf(id)).map((l) => l.skuCode)).toEqual(['CUP'])
  await counted(id, 'CUP', 4)
  await submit(id)
  expect(await run(recountStocktake, owner, { stocktakeId: id })).toMatchObject({ state: 'counting', again: 1 })
  expect(await count(id, 'CUP', 5)).toMatchObject({ state: 'done', rounds: 3 })
  expect(await submit(id)).toMatchObject({ figures: { differing: 0 } })
})

test('by zone, by category and by ABC class: each draws its own sheet', async () => {
  await createShelves(shop)
  await move(owner, ['TEA', 'DEFAULT', 'A-1', 4])
  await arrive(shop, [incoming('T1', 'TEA', 3)])
  const sheet = async (scope: Record<string, unknown>) => {
    const { id } = await started(scope)
    const lines = (await linesOf(id)).map((l) => `${l.skuCode} @ ${l.binCode}`)
    await run(cancelStocktake, owner, { stocktakeId: id })
    return lines
  }
  expect(await sheet({ kind: 'zone', zoneCode: 'a' })).toEqual(['TEA @ A-1'])
  // All that was sold is tea: the class that makes up most of it.
  expect(await sheet({ kind: 'abc', abcClass: 'A' })).toEqual(['TEA @ A-1', 'TEA @ DEFAULT'])
  expect(await sheet({ kind: 'abc', abcClass: 'B' })).toEqual([])
  expect(await sheet({ kind: 'abc', abcClass: 'C' })).toEqual(['CUP @ DEFAULT'])
  const tea = await run(createCategory, owner, { code: 'tea', nameZh: '茶' })
  expect(await sheet({ kind: 'category', categoryId: tea.id })).toEqual([])
  const create = (scope: Record<string, unknown>) => run(createStocktake, owner, { warehouseCode: 'HZ', ...scope })
  await expect(create({ kind: 'zone' })).rejects.toMatchObject(wrong('zoneCode', 'required'))
  await expect(create({ kind: 'warehouse', abcClass: 'A' })).rejects.toMatchObject(wrong('abcClass', 'not_allowed'))
  // A zone's stocktake has no place for what lies elsewhere.
  const { id } = await started({ kind: 'zone', zoneCode: 'A' })
  await expect(count(id, 'CUP', 1, { binCode: 'DEFAULT' })).rejects.toMatchObject(
    wrong('counts.0.binCode', 'not_on_sheet'),
  )
})

test('batches are counted one by one; units with numbers of their own are left out and named in an adjustment', async () => {
  await createSkus(owner, ['MILK', 'CAM'])
  await track(owner, 'MILK', { batchTracked: true })
  await track(owner, 'CAM', { serialMode: 'receipt' })
  await receiveBatch(owner, ['MILK', 'B1', 5])
  await receiveBatch(owner, ['MILK', 'B2', 5])
  const serials = ['N1', 'N2']
  await run(receiveStock, owner, {
    warehouseCode: 'HZ',
    lines: [{ skuCode: 'CAM', quantity: 2, unitCost: '5.00', serials }],
  })
  const { id } = await started({ kind: 'skus', skuCodes: ['MILK', 'CAM'], toleranceUnits: 9 })
  const lines = await linesOf(id)
  expect(lines.map((l) => [l.skuCode, l.batchNo])).toEqual([
    ['CAM', null],
    ['MILK', 'B1'],
    ['MILK', 'B2'],
  ])
  const quantities = [1, 5, 3]
  await run(countStocktake, owner, {
    stocktakeId: id,
    counts: lines.map((line, i) => ({ id: newId(), lineId: line.id, counted: quantities[i] ?? 0 })),
  })
  await submit(id)
  await expect(post(id)).rejects.toMatchObject(wrong('lines.1', 'serials_by_adjustment'))
  await run(leaveOutLines, owner, { stocktakeId: id, lineIds: [lines[0]?.id ?? ''] })
  await post(id)
  expect(await batchesOf(owner)).toEqual({ 'B1 usable': 5, 'B2 usable': 3 })
  expect(await balanceOf(owner, 'CAM')).toMatchObject({ onHand: 2 })
  expect(await brokenInvariants(shop)).toEqual([])
})
