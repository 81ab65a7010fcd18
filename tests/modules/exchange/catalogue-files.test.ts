import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTable } from '@/lib/adapters/files/open-table'
import type { TableInput } from '@/lib/adapters/files/table-file'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { importFile } from '@/lib/modules/exchange/import-file'
import { type ProductColumn, productColumns } from '@/lib/modules/exchange/internal/kinds/product-columns'
import { productRecord } from '@/lib/modules/exchange/internal/kinds/product-record'
import type { ImportKind } from '@/lib/modules/exchange/schema'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { valueStock } from '@/lib/modules/inventory/value-stock'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock } from '@/tests/support/shop'
import { sourceOf } from '@/tests/support/tables'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

async function take(tenant: TestTenant, kind: ImportKind, file: string | TableInput, profile = 'generic') {
  const text = typeof file === 'string' && file.includes('\n')
  const input = text ? (await openTable(sourceOf(Buffer.from(file)))).table : file
  const rejects: [number, string, string][] = []
  const answer = await importFile(tenant.system, {
    kind,
    profile,
    input,
    onError: 'skip',
    reject: ({ row, column, code }) => rejects.push([row, column, code]),
  })
  return { ...answer, rejects }
}

const skuOf = async (tenant: TestTenant, code: string) =>
  (await run(listSkus, tenant.owner, { codes: [code] })).items[0] ?? expect.unreachable(code)

describe('S4.34 S3.25 products by file', () => {
  const file = [
    'productCode,productName,brand,categoryCode,option1Name,option1Value,skuCode,barcode,weightG,listPrice,costHint',
    'TEE,T恤,Caravan,,尺码,M,TEE-M,6901234567892,180,59.00,20',
    'MUG,杯子,,,,,MUG-1,,300,"1,029.50",',
    'TEE,,,,,L,TEE-L,,190,59,',
  ].join('\n')

  test('rows of one product make one product with its variants; the same file again changes nothing', async () => {
    const tenant = await createTenant()
    expect(await take(tenant, 'products', file)).toMatchObject({ total: 2, created: 2, rejects: [] })
    const { items } = await run(listProducts, tenant.owner, {})
    const tee = await run(getProduct, tenant.owner, { productId: items.find((p) => p.code === 'TEE')?.id ?? '' })
    expect(tee).toMatchObject({ name: 'T恤', brand: 'Caravan', options: [{ name: '尺码', values: ['M', 'L'] }] })
    expect(
      tee.skus.map((s) => [s.code, s.name, s.optionValues, s.barcode, s.weightG, s.listPrice, s.costHint]),
    ).toEqual([
      ['TEE-M', 'T恤 M', ['M'], '6901234567892', 180, '59.00', '20.00'],
      ['TEE-L', 'T恤 L', ['L'], null, 190, '59.00', null],
    ])
    expect((await skuOf(tenant, 'mug-1')).listPrice).toBe('1029.50')
    expect(await take(tenant, 'products', file)).toMatchObject({ total: 2, created: 0, unchanged: 2 })
    expect((await run(getProduct, tenant.owner, { productId: tee.id })).version).toBe(tee.version)
  })

  test('S3.27 what a file says changes, what it leaves empty stays; a SKU of its own file needs no product', async () => {
    const tenant = await createTenant()
    await take(tenant, 'products', file)
    const change = 'skuCode,listPrice,weightG\ntee-l,65,\nTEE-M,61,\nNONE,1,\n'
    expect(await take(tenant, 'skus', change)).toMatchObject({
      total: 3,
      updated: 2,
      rejected: 1,
      rejects: [[4, 'skuCode', 'unknown']],
    })
    expect(await skuOf(tenant, 'TEE-L')).toMatchObject({ code: 'TEE-L', listPrice: '65.00', weightG: 190 })
    const { items } = await run(listProducts, tenant.owner, { q: '65' })
    expect(items).toEqual([])
    expect((await run(listProducts, tenant.owner, { q: 'TEE' })).items.map((p) => p.code)).toEqual(['TEE'])
  })

  test('what is wrong is told by row and column, and its product stays out whole', async () => {
    const tenant = await createTenant()
    await take(tenant, 'products', file)
    const bad = [
      'productCode,productName,categoryCode,option1Name,option1Value,skuCode,barcode,listPrice,currency,weightG',
      'A,,,,,A-1,,1,,',
      'B,B,nowhere,,,B-1,,1,,',
      'C,C,,,,MUG-1,,1,,',
      'D,D,,,,D-1,6901234567892,1,,',
      'E,E,,,,E-1,,1.234,,',
      'F,F,,,,F-1,,x,,',
      'G,G,,色,红,G-1,,1,,',
      'G,H,,色,红,G-2,,1,,',
      'I,I,,,,I-1,,1,XXQ,1.5',
      'J,J,,,,J-1,,1,,',
    ].join('\n')
    const { rejects, ...counts } = await take(tenant, 'products', bad)
    expect(counts).toMatchObject({ total: 9, created: 1, rejected: 8 })
    expect(rejects).toEqual([
      [2, 'productName', 'required'],
      [3, 'categoryCode', 'unknown'],
      [4, 'skuCode', 'other_product'],
      [5, 'barcode', 'taken'],
      [6, 'listPrice', 'too_many_digits'],
      [7, 'listPrice', 'invalid_format'],
      [9, 'productName', 'differs_from_first_row'],
      [10, 'weightG', 'invalid_type'],
      [10, 'currency', 'unknown_currency'],
    ])
  })
})

const shopify = path.resolve('../shared/data/open/shopify_products')
const there = existsSync(shopify)
if (!there) console.warn('The Shopify product files are not here: their import is not tested.')

test.skipIf(!there)('S4.34 Shopify’s own product files come in with all their variants', async () => {
  const tenant = await createTenant({ currency: 'USD' })
  for (const name of ['apparel', 'home-and-garden']) {
    const input = path.join(shopify, `${name}.csv`)
    let variants = 0
    const { tableOf } = await import('@/lib/adapters/files/table-file')
    const handles = new Set<string>()
    let header: readonly string[] | undefined
    for await (const { fields } of tableOf(input).rows()) {
      if (!header) {
        header = fields
        continue
      }
      handles.add(fields[0] ?? '')
      if (fields[header.indexOf('Variant Price')] !== '') variants += 1
    }
    const before = (await run(listSkus, tenant.owner, { limit: 200 })).items.length
    const answer = await take(tenant, 'products', input, 'shopify')
    expect(answer).toMatchObject({ total: handles.size, created: handles.size, rejects: [] })
    expect((await run(listSkus, tenant.owner, { limit: 200 })).items.length - before).toBe(variants)
    expect(await take(tenant, 'products', input, 'shopify')).toMatchObject({ created: 0, unchanged: handles.size })
  }
})

test('S4.8 categories by file: parents anywhere in it, loops and unknown parents named', async () => {
  const tenant = await createTenant()
  const file =
    'code,parentCode,nameZh,nameEn,position\ntea,drinks,茶,Tea,2\ndrinks,,饮品,Drinks,1\nx,nowhere,无,,\ny,x,下,,\n'
  expect(await take(tenant, 'categories', file)).toMatchObject({
    total: 4,
    created: 2,
    rejects: [
      [4, 'parentCode', 'unknown'],
      [5, 'parentCode', 'unknown'],
    ],
  })
  const { items } = await run(listCategories, tenant.owner, {})
  expect(items.map((c) => [c.code, items.find((p) => p.id === c.parentId)?.code])).toEqual([
    ['drinks', undefined],
    ['tea', 'drinks'],
  ])
  const loop = 'code,parentCode,nameZh\ndrinks,tea,饮品\n'
  expect((await take(tenant, 'categories', loop)).rejects).toEqual([[2, 'parentCode', 'cycle']])
  expect(await take(tenant, 'categories', 'code,nameZh\ntea,茶叶\n')).toMatchObject({ updated: 1 })
})

test('S2.44 opening stock with its cost: what lies there, so that the same file again changes nothing', async () => {
  const tenant = await createShopWithStock({ 'CUP-1': 0, 'CUP-2': 3 })
  const file =
    'skuCode,warehouseCode,quantity,unitCost\nCUP-1,HZ,100,2.5\ncup-2,HZ,"1,000",\nCUP-1,HZ,1,\nNONE,HZ,1,\nCUP-1,XX,1,\nCUP-2,HZ,-1,\n'
  const first = await take(tenant, 'stock', file)
  expect(first).toMatchObject({ total: 6, created: 1, updated: 1, rejected: 4 })
  expect(first.rejects).toEqual([
    [4, 'skuCode', 'duplicate'],
    [5, 'skuCode', 'unknown'],
    [6, 'warehouseCode', 'unknown'],
    [7, 'quantity', 'too_small'],
  ])
  const stock = await run(listStock, tenant.owner, {})
  expect(stock.items.map((s) => [s.skuCode, s.onHand]).sort()).toEqual([
    ['CUP-1', 100],
    ['CUP-2', 1000],
  ])
  // A hundred at 2.50, and of the other what came in costs what lay there.
  expect((await run(valueStock, tenant.owner, {})).total).toEqual({ units: 1100, value: '10250.00' })
  expect(await take(tenant, 'stock', file)).toMatchObject({ created: 0, updated: 0, unchanged: 2, rejected: 4 })
  expect(await take(tenant, 'stock', 'skuCode,warehouseCode,quantity\nCUP-1,HZ,40\n')).toMatchObject({ updated: 1 })
  expect((await run(verifyInvariants, tenant.owner, {})).items.filter(({ ok }) => !ok)).toEqual([])
})

test('a cell of attributes that names nothing is refused where it stands', () => {
  const nothing = Object.fromEntries(productColumns.all.map((column) => [column, ''])) as Record<ProductColumn, string>
  const read = (attributes: string) =>
    productRecord('a.csv', [{ row: 2, values: { ...nothing, skuCode: 'A', productName: 'A', attributes } }])
  expect(read('棉').errors).toEqual([{ file: 'a.csv', row: 2, column: 'attributes', code: 'not_pairs' }])
  expect(read('材质=棉').body).toMatchObject({ attributes: { 材质: '棉' } })
  expect(read('').body).not.toHaveProperty('attributes')
})
