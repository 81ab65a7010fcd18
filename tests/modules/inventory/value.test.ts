import { beforeEach, expect, test } from 'vitest'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import type { LayerView } from '@/lib/modules/inventory/value-schema'
import { valueStock } from '@/lib/modules/inventory/value-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShelves, move } from '@/tests/support/places'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()
let shop: TestShop
let categoryId: string
let otherId: string

const now = new Date('2026-11-22T04:00:00Z')
/** Noon in the company's zone, so many days ago. */
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0 })
  otherId = (await run(createWarehouse, shop.owner, { code: 'SZ', name: 'SZ', kind: 'own' })).id
  categoryId = (await run(createCategory, shop.owner, { code: 'cups', nameZh: '杯', nameEn: 'Cups' })).id
  await run(createProduct, shop.owner, {
    name: 'Cup',
    categoryId,
    skus: [{ code: 'CUP', name: 'CUP', weightG: 1, listPrice: '1.00', currency: 'CNY' }],
  })
})

const adjust = (days: number, skuCode: string, quantity: number, unitCost?: string, warehouseCode = 'HZ') =>
  run(
    adjustStock,
    shop.owner,
    { warehouseCode, reason: 'test', lines: [{ skuCode, quantity, ...(unitCost && { unitCost }) }] },
    { now: ago(days) },
  )
const value = (input = {}, actor = shop.owner) => run(valueStock, actor, input, { now })
const layers = (input = {}) => run(listLayers, shop.owner, { limit: 200, ...input }, { now })
const cents = (text: string) => Math.round(Number(text) * 100)
const sum = (items: readonly LayerView[]) => items.reduce((n, l) => n + cents(l.value), 0)

async function fill(): Promise<void> {
  await adjust(181, 'TEA', 3, '0.333333')
  await adjust(180, 'TEA', 7, '1.01')
  await adjust(91, 'CUP', 2, '2.5')
  await adjust(90, 'CUP', 2, '2.51')
  await adjust(61, 'CUP', 1, '5')
  await adjust(60, 'TEA', 4, '1', 'SZ')
  await adjust(31, 'CUP', 3, '1', 'SZ')
  await adjust(30, 'TEA', 5, '2')
  await adjust(0, 'TEA', 1, '3')
  await adjust(0, 'TEA', -1)
}

test('S1.81 by warehouse, category and age, to the cent the sum of what is left of every receipt', async () => {
  await fill()
  const { items, total, ages, currency } = await value()
  expect(currency).toBe('CNY')
  expect(items.map((i) => [i.warehouseCode, i.categoryNameZh, i.units, i.value])).toEqual([
    ['HZ', '杯', 5, '15.02'],
    ['HZ', null, 15, '20.74'],
    ['SZ', '杯', 3, '3.00'],
    ['SZ', null, 4, '4.00'],
  ])
  expect(total).toEqual({ units: 27, value: '42.76' })
  expect(Object.entries(ages).map(([key, { units }]) => [key, units])).toEqual([
    ['0-30', 6],
    ['31-60', 7],
    ['61-90', 3],
    ['91-180', 9],
    ['181-', 2],
  ])
  const { items: balances } = await run(listStock, shop.owner, {})
  expect(balances.reduce((n, b) => n + cents(b.value), 0)).toBe(cents(total.value))
})

test('every figure opens the rows it is the sum of', async () => {
  await fill()
  const { items, ages, total } = await value()
  expect(sum((await layers()).items)).toBe(cents(total.value))
  for (const [age, figure] of Object.entries(ages)) expect(sum((await layers({ age })).items)).toBe(cents(figure.value))
  for (const row of items) {
    const of = row.categoryId ? { categoryId: row.categoryId } : { uncategorised: '1' }
    for (const [age, figure] of Object.entries(row.ages)) {
      const rows = (await layers({ warehouseCode: row.warehouseCode, age, ...of })).items
      expect([rows.reduce((n, l) => n + l.units, 0), sum(rows)]).toEqual([figure.units, cents(figure.value)])
    }
  }
  const paged = []
  for (let cursor: string | undefined; ; ) {
    const page = await layers({ limit: 2, cursor })
    paged.push(...page.items)
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  expect(paged).toEqual((await layers()).items)
})

test('in scope only', async () => {
  await fill()
  const limited = await createMember(shop.tenantId, 'finance', { warehouseIds: [otherId] })
  expect((await value({}, limited)).total).toEqual({ units: 7, value: '7.00' })
  expect((await value({ warehouseCode: 'HZ' }, limited)).items).toEqual([])
  expect((await value({ warehouseCode: 'SZ' })).total.value).toBe('7.00')
})

test('under a moving average every unit of a place is worth the same, whatever its age', async () => {
  await run(updateCompany, shop.owner, { costMethod: 'moving_average', version: 1 })
  const owner = await memberActor(shop.tenantId, shop.owner.id ?? '')
  if (!owner) throw new Error('the owner is missing')
  shop = { ...shop, owner }
  await adjust(100, 'TEA', 2, '1.00')
  await adjust(5, 'TEA', 2, '2.00')
  expect((await value()).ages).toMatchObject({
    '91-180': { units: 2, value: '3.00' },
    '0-30': { units: 2, value: '3.00' },
  })
  await adjust(0, 'TEA', -1)
  expect((await value()).ages).toMatchObject({
    '91-180': { units: 1, value: '1.50' },
    '0-30': { units: 2, value: '3.00' },
  })
  // Of the place, not of the bin: one by one the four would round to 0.04.
  await createShelves(shop)
  await adjust(0, 'CUP', 7, '0.007143')
  await move(owner, ['CUP', 'DEFAULT', 'A-1', 1], ['CUP', 'DEFAULT', 'A-2', 1], ['CUP', 'DEFAULT', 'A-3', 1])
  await adjust(0, 'CUP', -4)
  const { items } = await run(listMovements, owner, { skuCode: 'CUP', limit: 20 })
  expect(
    items.flatMap((m) => (m.quantity < 0 && m.reason === 'adjustment' ? [[m.binCode, m.value]] : [])).sort(),
  ).toEqual([
    ['A-1', '-0.01'],
    ['A-2', '-0.01'],
    ['A-3', '-0.01'],
    ['DEFAULT', '0.00'],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})
