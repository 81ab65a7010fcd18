import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { activateProduct } from '@/lib/modules/catalog/activate-product'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { watchStatements } from '@/tests/support/statements'
import { createMember, createTenant, type TestTenant } from '@/tests/support/tenant'

const database = await setupWorkerDatabase()
await watchStatements(database.superuserUrl)

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTenant()
})

const refusal = (code: string, params: object = {}) => ({ code, params: expect.objectContaining(params) })
const wrong = (...errors: [path: string, code: string][]) =>
  refusal('invalid', { errors: errors.map(([path, code]) => ({ path, code })) })
const colours = [
  { name: '颜色', values: ['红', '蓝'] },
  { name: '尺寸', values: ['S', 'M'] },
]
const code = () => `c-${newId()}`
const create = (over: object = {}, actor: Actor = tenant.owner) =>
  run(createProduct, actor, { name: '纯棉T恤', skus: [{ code: code() }], ...over })
const events = (tenantId: string) =>
  inTenant(tenantId, 'read', async (client) => {
    const { rows } = await client.query('select event, payload from outbox where tenant_id = $1 order by id', [
      tenantId,
    ])
    return rows
  })

test('a product keeps every fact of itself and its SKUs', async () => {
  const category = await run(createCategory, tenant.owner, { code: 'tops', nameZh: '上衣' })
  const sku = {
    code: code(),
    name: '红 S',
    nameEn: 'Red S',
    optionValues: ['红', 'S'],
    barcode: '690-1',
    barcodes: ['690-0'],
    weightG: 180,
    lengthMm: 300,
    widthMm: 200,
    heightMm: 20,
    listPrice: '59.90',
    costHint: '20.05',
    currency: 'CNY',
    taxClass: 'A',
    hsCode: '610910',
    declaredNameZh: 'T恤',
    declaredNameEn: 'T-shirt',
    declaredValue: '9.99',
    safetyStock: 5,
    leadTimeDays: 7,
  }
  const facts = {
    name: '纯棉T恤',
    nameEn: 'Tee',
    brand: 'C',
    description: '好\n穿',
    options: colours,
    attributes: { 材质: '棉' },
  }
  const made = await create({ ...facts, categoryId: category.id, skus: [sku] })
  expect(made).toMatchObject({ ...facts, categoryId: category.id, status: 'active', version: 1 })
  expect(made.skus).toEqual([
    {
      ...sku,
      id: expect.any(String),
      productId: made.id,
      barcode: '690-0',
      barcodes: ['690-0', '690-1'],
      bundle: false,
      components: [],
      assembled: 'never',
      ...{ batchTracked: false, shelfLifeDays: null, sellBeforeDays: 0, expiryAlertDays: 30, serialMode: 'none' },
      status: 'active',
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
      version: 1,
    },
  ])
  expect(await run(getProduct, tenant.owner, { productId: made.id })).toEqual(made)
  expect(await run(getSku, tenant.owner, { skuId: made.skus[0]?.id })).toEqual(made.skus[0])
})

test('a SKU needs no more than a code', async () => {
  const { owner } = await createTenant({ currency: 'JPY' })
  const made = await create({ name: '杯子', skus: [{ code: 'A' }, { code: 'B', listPrice: '1200' }] }, owner)
  expect(made.skus).toMatchObject([
    { code: 'A', name: '杯子', listPrice: '0', currency: 'JPY', weightG: 0, barcode: null, costHint: null },
    { code: 'B', listPrice: '1200' },
  ])
})

test('variants are combinations of the options, each once, and named by them', async () => {
  const skus = (values: string[][]) => values.map((optionValues) => ({ code: code(), optionValues }))
  const made = await create({
    options: colours,
    skus: skus([
      ['红', 'S'],
      ['蓝', 'M'],
    ]),
  })
  expect(made.skus.map((s) => s.name)).toEqual(['纯棉T恤 红 S', '纯棉T恤 蓝 M'])
  await expect(
    create({ options: colours, skus: skus([['红'], ['绿', 'S'], ['红', 'M'], ['红', 'M']]) }),
  ).rejects.toMatchObject(
    wrong(
      ['skus.0.optionValues', 'not_a_combination'],
      ['skus.1.optionValues.0', 'unknown'],
      ['skus.3.optionValues', 'duplicate'],
    ),
  )
  await expect(
    create({
      options: [
        { name: 'a', values: ['x', 'x'] },
        { name: 'a', values: ['y'] },
      ],
      skus: skus([['x', 'y']]),
    }),
  ).rejects.toMatchObject(wrong(['options.1.name', 'duplicate'], ['options.0.values.1', 'duplicate']))
})

test('amounts have the digits of their currency, told at the field', async () => {
  const skus = [
    { code: code(), currency: 'JPY', listPrice: '12.5' },
    { code: code(), currency: 'KWD', listPrice: '1.234', costHint: '1.2345' },
    { code: code(), currency: 'CNY', listPrice: '99999999999999999999' },
  ]
  await expect(create({ skus })).rejects.toMatchObject(
    wrong(
      ['skus.0.listPrice', 'too_many_digits'],
      ['skus.1.costHint', 'too_many_digits'],
      ['skus.2.listPrice', 'out_of_range'],
    ),
  )
  await expect(create({ skus: [{ code: code(), listPrice: '-1' }] })).rejects.toMatchObject(
    wrong(['skus.0.listPrice', 'invalid_format']),
  )
  await expect(create({ skus: [{ code: code(), listPrice: 1 }] })).rejects.toMatchObject(
    wrong(['skus.0.listPrice', 'invalid_type']),
  )
})

test('codes are unique whatever their case and width; barcodes are unique too', async () => {
  await create({ skus: [{ code: 'Tee-Ａ1', barcode: '111' }] })
  await expect(create({ skus: [{ code: 'x1' }, { code: 'TEE-a1' }, { code: 'X1' }] })).rejects.toMatchObject(
    wrong(['skus.1.code', 'taken'], ['skus.2.code', 'taken']),
  )
  await expect(
    create({
      skus: [
        { code: code(), barcodes: ['222', '111'] },
        { code: code(), barcode: '222' },
      ],
    }),
  ).rejects.toMatchObject(wrong(['skus.0.barcodes', 'taken'], ['skus.1.barcode', 'taken']))
  // The refusals left nothing behind.
  expect((await run(listSkus, tenant.owner, { q: 'x1' })).items).toEqual([])
  const other = await createTenant()
  await expect(create({ skus: [{ code: 'tee-a1', barcode: '111' }] }, other.owner)).resolves.toBeDefined()
})

test('of several that claim one code at once exactly one gets it', async () => {
  const skus = [{ code: 'race' }]
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => create({ skus })))
  expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  for (const r of results) if (r.status === 'rejected') expect(r.reason).toMatchObject(wrong(['skus.0.code', 'taken']))
})

test('unknown fields and an unknown category are told where they stand', async () => {
  await expect(create({ colour: 'red', skus: [{ code: code(), size: 1 }] })).rejects.toMatchObject(
    wrong(['skus.0.size', 'unknown_field'], ['colour', 'unknown_field']),
  )
  await expect(create({ categoryId: newId() })).rejects.toMatchObject(wrong(['categoryId', 'unknown']))
  await expect(create({ skus: [] })).rejects.toMatchObject(wrong(['skus', 'too_small']))
})

test('a product is edited with its SKUs: added, changed, left alone', async () => {
  const made = await create({
    options: colours,
    skus: [
      { code: code(), optionValues: ['红', 'S'], listPrice: '10' },
      { code: code(), optionValues: ['蓝', 'S'] },
    ],
  })
  const [red, blue] = made.skus
  const changed = await run(updateProduct, tenant.owner, {
    productId: made.id,
    version: 1,
    name: '新名',
    options: [
      { name: '颜色', values: ['红', '蓝', '绿'] },
      { name: '尺寸', values: ['S'] },
    ],
    skus: [
      { id: red?.id, listPrice: '12.00', barcode: 'R1' },
      { code: 'GREEN', optionValues: ['绿', 'S'] },
    ],
  })
  expect(changed).toMatchObject({ name: '新名', version: 2 })
  expect(changed.skus).toMatchObject([
    { id: red?.id, code: red?.code, listPrice: '12.00', barcodes: ['R1'], version: 2 },
    { ...blue },
    { code: 'GREEN', name: '新名 绿 S', version: 1 },
  ])
  await expect(
    run(updateProduct, tenant.owner, { productId: made.id, version: 1, name: 'late' }),
  ).rejects.toMatchObject(refusal('version_conflict', { version: 2 }))
  await expect(
    run(updateProduct, tenant.owner, {
      productId: made.id,
      version: 2,
      options: [
        { name: '颜色', values: ['红'] },
        { name: '尺寸', values: ['S'] },
      ],
    }),
  ).rejects.toMatchObject(wrong(['options', 'value_in_use']))
  await expect(
    run(updateProduct, tenant.owner, {
      productId: made.id,
      version: 2,
      skus: [{ listPrice: '1' }, { id: newId() }, { id: red?.id }, { id: red?.id }],
    }),
  ).rejects.toMatchObject(wrong(['skus.0.code', 'required'], ['skus.1.id', 'unknown'], ['skus.3.id', 'duplicate']))
})

test('changing one SKU moves its product too, so that a form opened before is stale', async () => {
  const made = await create()
  const [sku] = made.skus
  const changed = await run(updateSku, tenant.owner, { skuId: sku?.id, version: 1, listPrice: '5.50', safetyStock: 3 })
  expect(changed).toMatchObject({
    ...sku,
    listPrice: '5.50',
    safetyStock: 3,
    updatedAt: expect.any(String),
    version: 2,
  })
  await expect(run(updateSku, tenant.owner, { skuId: sku?.id, version: 1, safetyStock: 4 })).rejects.toMatchObject(
    refusal('version_conflict', { version: 2 }),
  )
  await expect(run(updateProduct, tenant.owner, { productId: made.id, version: 1, name: 'x' })).rejects.toMatchObject(
    refusal('version_conflict', { version: 2 }),
  )
  // A price keeps its figure when the currency changes, unless the new one has no such digits.
  expect(await run(updateSku, tenant.owner, { skuId: sku?.id, version: 2, currency: 'USD' })).toMatchObject({
    listPrice: '5.50',
    currency: 'USD',
  })
  await expect(run(updateSku, tenant.owner, { skuId: sku?.id, version: 3, currency: 'JPY' })).rejects.toMatchObject(
    wrong(['listPrice', 'too_many_digits']),
  )
  await expect(run(updateSku, tenant.owner, { skuId: sku?.id, version: 3, code: 'tee-A1' })).rejects.toMatchObject(
    wrong(['code', 'taken']),
  )
})

test('a code is told to whoever waits for it: when it is new and when it changes', async () => {
  const { owner, tenantId } = await createTenant()
  const made = await create({ skus: [{ code: 'Ａ1' }, { code: 'b2' }] }, owner)
  await run(updateSku, owner, { skuId: made.skus[0]?.id, version: 1, listPrice: '1.00' })
  await run(updateSku, owner, { skuId: made.skus[0]?.id, version: 2, code: 'C3' })
  await run(updateProduct, owner, {
    productId: made.id,
    version: 3,
    skus: [{ code: 'D4' }, { id: made.skus[1]?.id, code: 'e5' }],
  })
  expect(await events(tenantId)).toEqual([
    { event: 'sku.created', payload: { codes: ['a1', 'b2'] } },
    { event: 'sku.coded', payload: { codes: ['c3'] } },
    { event: 'sku.created', payload: { codes: ['d4'] } },
    { event: 'sku.coded', payload: { codes: ['e5'] } },
  ])
})

test('a SKU nothing speaks of is deleted, one with stock is archived and can come back', async () => {
  const made = await create({
    options: colours,
    skus: [
      { code: code(), optionValues: ['红', 'S'], barcode: 'K1' },
      { code: code(), optionValues: ['红', 'M'] },
      { code: code(), optionValues: ['蓝', 'M'] },
    ],
  })
  const [unused, stocked] = made.skus
  await stock(stocked?.id)
  const changed = await run(updateProduct, tenant.owner, {
    productId: made.id,
    version: 1,
    removeSkus: [unused?.id, stocked?.id],
  })
  expect(changed.skus).toMatchObject([
    { id: stocked?.id, status: 'archived' },
    { id: made.skus[2]?.id, status: 'active' },
  ])
  await expect(run(getSku, tenant.owner, { skuId: unused?.id })).rejects.toMatchObject(refusal('not_found'))
  // An archived variant leaves its combination free, so it can only come back while nobody took it.
  const again = await run(updateProduct, tenant.owner, {
    productId: made.id,
    version: 2,
    skus: [{ code: code(), barcode: 'K1', optionValues: ['红', 'M'] }],
  })
  await expect(
    run(updateSku, tenant.owner, { skuId: stocked?.id, version: 2, status: 'active' }),
  ).rejects.toMatchObject(wrong(['optionValues', 'duplicate']))
  await run(updateProduct, tenant.owner, {
    productId: made.id,
    version: again.version,
    removeSkus: [again.skus.at(-1)?.id],
  })
  expect(await run(updateSku, tenant.owner, { skuId: stocked?.id, version: 2, status: 'active' })).toMatchObject({
    status: 'active',
  })
})

test('a product is deleted only while it has no history, and moves between its states', async () => {
  const used = await create({ status: 'draft' })
  await stock(used.skus[0]?.id)
  await expect(run(deleteProduct, tenant.owner, { productId: used.id })).rejects.toMatchObject(
    wrong(['id', 'has_history']),
  )
  expect(await run(activateProduct, tenant.owner, { productId: used.id, version: 1 })).toMatchObject({
    status: 'active',
    version: 2,
  })
  expect(await run(discontinueProduct, tenant.owner, { productId: used.id })).toMatchObject({ status: 'discontinued' })
  await expect(run(discontinueProduct, tenant.owner, { productId: used.id })).rejects.toMatchObject(
    refusal('illegal_transition', { from: 'discontinued', to: 'discontinued' }),
  )
  const unused = await create({ skus: [{ code: code(), barcode: 'gone' }] })
  await expect(run(deleteProduct, tenant.owner, { productId: unused.id, version: 9 })).rejects.toMatchObject(
    refusal('version_conflict', { version: 1 }),
  )
  expect(await run(deleteProduct, tenant.owner, { productId: unused.id, version: 1 })).toEqual({ id: unused.id })
  await expect(run(getProduct, tenant.owner, { productId: unused.id })).rejects.toMatchObject(refusal('not_found'))
  expect((await run(listSkus, tenant.owner, { q: 'gone' })).items).toEqual([])
})

test("another company's product is answered like none at all, and rights are asked", async () => {
  const other = await createTenant()
  const foreign = await create({}, other.owner)
  for (const productId of [foreign.id, newId(), 'nonsense']) {
    await expect(run(getProduct, tenant.owner, { productId })).rejects.toMatchObject(refusal('not_found'))
    await expect(run(updateProduct, tenant.owner, { productId, version: 1, name: 'x' })).rejects.toMatchObject(
      refusal('not_found'),
    )
    await expect(run(deleteProduct, tenant.owner, { productId })).rejects.toMatchObject(refusal('not_found'))
    await expect(run(discontinueProduct, tenant.owner, { productId })).rejects.toMatchObject(refusal('not_found'))
  }
  const skuId = foreign.skus[0]?.id
  await expect(run(updateSku, tenant.owner, { skuId, version: 1, safetyStock: 1 })).rejects.toMatchObject(
    refusal('not_found'),
  )
  const mine = await create()
  await expect(
    run(updateProduct, tenant.owner, { productId: mine.id, version: 1, skus: [{ id: skuId }] }),
  ).rejects.toMatchObject(wrong(['skus.0.id', 'unknown']))
  const member = await createMember(tenant.tenantId, 'warehouse')
  await expect(create({}, member)).rejects.toMatchObject(refusal('forbidden', { permission: 'product.create' }))
  expect(await run(getProduct, member, { productId: mine.id })).toEqual(mine)
})

async function stock(skuId: string | undefined) {
  const warehouse = await run(createWarehouse, tenant.owner, { code: code(), name: 'W', kind: 'own' })
  await inTenant(tenant.tenantId, 'write', (client) =>
    client.query('insert into stock_balances (tenant_id, sku_id, warehouse_id, on_hand) values ($1, $2, $3, 1)', [
      tenant.tenantId,
      skuId,
      warehouse.id,
    ]),
  )
}
