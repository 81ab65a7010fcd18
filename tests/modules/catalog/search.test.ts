import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listProducts } from '@/lib/modules/catalog/list-products'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

const { superuserUrl } = await setupWorkerDatabase()

const products = async (actor: Actor, query: object) => (await run(listProducts, actor, query)).items.map((p) => p.name)
const skus = async (actor: Actor, query: object) => (await run(listSkus, actor, query)).items.map((s) => s.code)

test('products and SKUs are found by any part of what is written on them', async () => {
  const { owner } = await createTenant()
  await run(createProduct, owner, {
    name: '夏季碎花连衣裙',
    nameEn: 'Floral Summer Dress',
    brand: 'Môme',
    options: [{ name: '尺寸', values: ['XL', '均码'] }],
    skus: [
      { code: 'LYQ-2026-XL', optionValues: ['XL'], barcode: '6901234567892' },
      { code: 'LYQ-2026-F', optionValues: ['均码'] },
    ],
  })
  await run(createProduct, owner, { name: '长裙子', skus: [{ code: 'CQ1', name: '长裙子 黑' }] })
  for (const q of [
    '连衣',
    '裙',
    '碎花连衣裙',
    'summer',
    'ＳＵＭＭＥＲ',
    'floral dress',
    'mm',
    'MÔME',
    'LYQ-2026',
    'lyq-2',
    '2345678',
    '均码',
    'X',
    '连衣 xl',
  ]) {
    expect([q, await products(owner, { q })]).toEqual([q, expect.arrayContaining(['夏季碎花连衣裙'])])
  }
  expect(await products(owner, { q: '裙' })).toEqual(['长裙子', '夏季碎花连衣裙'])
  expect(await skus(owner, { q: '连衣' })).toHaveLength(2)
  expect(await skus(owner, { q: 'lyq-2026-x' })).toEqual(['LYQ-2026-XL'])
  expect(await skus(owner, { q: '6901234567892' })).toEqual(['LYQ-2026-XL'])
  // Every gram is there, the word is not.
  for (const q of ['裙衣', '衣连', 'dress-summer', '%', '_', "'", '季花', 'lyq-2026-2026']) {
    expect([q, await products(owner, { q })]).toEqual([q, []])
  }
  expect(await products(owner, { q: '   ' })).toHaveLength(2)
})

test('what was renamed is found by its new name and no longer by the old', async () => {
  const { owner } = await createTenant()
  const made = await run(createProduct, owner, {
    name: '旧名字',
    skus: [
      { code: 'A1', name: '黑' },
      { code: 'B1', name: '白', barcode: '555' },
    ],
  })
  await run(updateProduct, owner, {
    productId: made.id,
    version: 1,
    name: '新叫法',
    skus: [{ id: made.skus[1]?.id, barcode: '777' }],
  })
  expect(await products(owner, { q: '旧名' })).toEqual([])
  expect(await skus(owner, { q: '新叫' })).toEqual(['B1', 'A1'])
  expect([await skus(owner, { q: '555' }), await skus(owner, { q: '777' })]).toEqual([[], ['B1']])
})

test('filters, categories with what is below them, and pages', async () => {
  const { owner } = await createTenant()
  const top = await run(createCategory, owner, { code: 'top', nameZh: '服装', nameEn: 'Clothes' })
  const low = await run(createCategory, owner, { code: 'low', nameZh: '裙', parentId: top.id })
  for (let i = 0; i < 5; i++) {
    await run(createProduct, owner, {
      name: `裙子 ${i}`,
      categoryId: i % 2 ? low.id : top.id,
      status: i === 4 ? 'draft' : 'active',
      skus: [
        { code: `Q${i}`, listPrice: '10' },
        { code: `R${i}`, listPrice: '9.50' },
        { code: `U${i}`, listPrice: '1', currency: 'USD' },
      ],
    })
  }
  expect(await products(owner, { categoryId: low.id })).toEqual(['裙子 3', '裙子 1'])
  expect(await products(owner, { categoryId: top.id, status: 'active', q: '裙子' })).toEqual([
    '裙子 3',
    '裙子 2',
    '裙子 1',
    '裙子 0',
  ])
  expect(await products(owner, { categoryId: newId() })).toEqual([])
  const first = await run(listProducts, owner, { limit: 2, q: '裙子' })
  expect(first.items[1]).toMatchObject({
    category: { nameZh: '裙', nameEn: '' },
    skuCount: 3,
    prices: [
      { currency: 'CNY', min: '9.50', max: '10.00' },
      { currency: 'USD', min: '1.00', max: '1.00' },
    ],
  })
  const seen = first.items.map((p) => p.name)
  for (let cursor = first.nextCursor; cursor; ) {
    const page = await run(listProducts, owner, { limit: 2, q: '裙子', cursor })
    seen.push(...page.items.map((p) => p.name))
    cursor = page.nextCursor
  }
  expect(seen).toEqual(['裙子 4', '裙子 3', '裙子 2', '裙子 1', '裙子 0'])
  await expect(run(listProducts, owner, { cursor: 'e30' })).rejects.toMatchObject({ code: 'invalid' })
})

test('S4.8 products are found by attributes and by a band of prices, together with everything else', async () => {
  const { owner } = await createTenant()
  const stranger = await createTenant()
  const make = (name: string, attributes: Record<string, string>, prices: string[], currency = 'CNY') =>
    run(createProduct, owner, {
      name,
      attributes,
      skus: prices.map((listPrice, i) => ({ code: `${name}-${i}`, listPrice, currency })),
    })
  const mug = await make('马克杯', { 材质: '陶瓷', 用途: '送礼;自用' }, ['19.90', '59'])
  await make('茶杯', { 材质: '陶瓷', 用途: '自用' }, ['30'])
  await make('保温杯', { 材质: 'Steel Σ', 'a=b': 'c\u001fd' }, ['99.99'], 'USD')
  const find = (query: object) => products(owner, query)
  expect(await find({ attributes: '材质=陶瓷' })).toEqual(['茶杯', '马克杯'])
  expect(await find({ attributes: '材质＝陶瓷；用途=自用' })).toEqual(['茶杯'])
  expect(await find({ attributes: '用途=送礼\\;自用', q: '马克' })).toEqual(['马克杯'])
  expect(await find({ attributes: '材质=ｓｔｅｅｌ σ' })).toEqual(['保温杯'])
  expect(await find({ attributes: 'a\\=b=c d' })).toEqual(['保温杯'])
  for (const attributes of ['材质=陶', '陶瓷=材质', '材质=陶瓷;用途=送礼'])
    expect(await find({ attributes })).toEqual([])
  // One SKU must cost it: the mug's are below and above.
  expect(await find({ priceFrom: '20', priceTo: '50.00' })).toEqual(['茶杯'])
  expect(await find({ priceTo: '19.9' })).toEqual(['马克杯'])
  expect(await find({ priceFrom: '30', attributes: '材质=陶瓷' })).toEqual(['茶杯', '马克杯'])
  expect(await find({ priceFrom: '99' })).toEqual([])
  await expect(find({ priceFrom: '1.001' })).rejects.toMatchObject({
    params: { errors: [{ path: 'priceFrom', code: 'too_many_digits' }] },
  })
  await expect(find({ attributes: '陶瓷' })).rejects.toMatchObject({
    params: { errors: [{ path: 'attributes', code: 'not_pairs' }] },
  })
  expect(await products(stranger.owner, { attributes: '材质=陶瓷' })).toEqual([])

  // What was there before the house kept attributes to be found by is found as well.
  const migration = readFileSync('prisma/migrations/0040_product_filters/migration.sql', 'utf8')
  await withClient(superuserUrl, async (client) => {
    await client.query("delete from product_grams where position(E'\\x1f' in gram) > 0")
    expect(await find({ attributes: '材质=陶瓷' })).toEqual([])
    await client.query(/^insert[\s\S]*?;$/m.exec(migration)?.[0] ?? '')
  })
  expect(await find({ attributes: 'a\\=b=c d;材质=ＳＴＥＥＬ ς' })).toEqual(['保温杯'])

  await run(updateProduct, owner, { productId: mug.id, version: mug.version, attributes: { 材质: '玻璃' } })
  expect(await find({ attributes: '材质=陶瓷' })).toEqual(['茶杯'])
  expect(await find({ attributes: '材质=玻璃' })).toEqual(['马克杯'])
})

test('any two neighbouring signs of a name find the product and its SKU, and no other company', async () => {
  const { owner } = await createTenant()
  const stranger = await createTenant()
  const sign = fc.constantFrom(...'青花瓷茶具套装杯子连衣裙ABCxyzÉü019-_/＃ＡΣσς𠮷%\'"\\(')
  const words = fc.array(
    fc.array(sign, { minLength: 1, maxLength: 8 }).map((s) => s.join('')),
    { minLength: 1, maxLength: 3 },
  )
  await fc.assert(
    fc.asyncProperty(words, words, fc.nat(), async (zh, en, at) => {
      const name = zh.join(' ')
      const nameEn = en.join(' ')
      const made = await run(createProduct, owner, { name, nameEn, skus: [{ code: newId(), name: 'x' }] })
      const pairs = [...zh, ...en].flatMap((word) => {
        const signs = Array.from(word)
        return signs.length === 1 ? signs : signs.slice(1).map((s, i) => `${signs[i]}${s}`)
      })
      const q = pairs[at % pairs.length]
      const found = await run(listProducts, owner, { q, limit: 200 })
      expect(found.items.map((p) => p.id)).toContain(made.id)
      const foundSkus = await run(listSkus, owner, { q, limit: 200 })
      expect(foundSkus.items.map((s) => s.productId)).toContain(made.id)
      expect((await run(listProducts, stranger.owner, { q })).items).toEqual([])
    }),
    { numRuns: 60 },
  )
}, 60_000)
