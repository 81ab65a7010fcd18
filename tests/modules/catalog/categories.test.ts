import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createCategory } from '@/lib/modules/catalog/create-category'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { deleteCategory } from '@/lib/modules/catalog/delete-category'
import { deleteProduct } from '@/lib/modules/catalog/delete-product'
import { getCategory } from '@/lib/modules/catalog/get-category'
import { listCategories } from '@/lib/modules/catalog/list-categories'
import { updateCategory } from '@/lib/modules/catalog/update-category'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()
const { owner } = await createTenant()
const create = (code: string, over: object = {}) => run(createCategory, owner, { code, nameZh: `类 ${code}`, ...over })
const wrong = (path: string, code: string) => ({ code: 'invalid', params: { errors: [{ path, code }] } })

test('categories are listed by position, page by page, without gap or repeat', async () => {
  const made = []
  for (const [code, position] of [
    ['c', 3],
    ['a1', 1],
    ['a2', 1],
    ['b', 2],
    ['z', 0],
  ] as const)
    made.push(await create(code, { position }))
  const codes: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await run(listCategories, owner, { limit: 2, ...(cursor && { cursor }) })
    codes.push(...page.items.map((c) => c.code))
    cursor = page.nextCursor
  } while (cursor)
  expect(codes).toEqual(['z', 'a1', 'a2', 'b', 'c'])
  expect(await run(getCategory, owner, { categoryId: made[0]?.id })).toEqual(made[0])
})

test('a category moves, but never below itself', async () => {
  const top = await create('top')
  const mid = await create('mid', { parentId: top.id })
  const low = await create('low', { parentId: mid.id })
  for (const parentId of [top.id, mid.id, low.id]) {
    await expect(run(updateCategory, owner, { categoryId: top.id, version: 1, parentId })).rejects.toMatchObject(
      wrong('parentId', 'cycle'),
    )
  }
  const told = { attributes: ['材质', '产地'] }
  expect(await create('told', told)).toMatchObject(told)
  expect(await run(updateCategory, owner, { categoryId: low.id, version: 1, parentId: top.id, nameEn: 'Low' })).toEqual(
    {
      ...low,
      parentId: top.id,
      nameEn: 'Low',
      version: 2,
    },
  )
  expect(await run(updateCategory, owner, { categoryId: low.id, version: 2, parentId: null })).toMatchObject({
    parentId: null,
    nameEn: 'Low',
  })
})

test('wrong codes, parents, versions and foreign ids are refused', async () => {
  await create('dup')
  await expect(create('dup')).rejects.toMatchObject(wrong('code', 'taken'))
  await expect(create('orphan', { parentId: newId() })).rejects.toMatchObject(wrong('parentId', 'unknown'))
  const other = await createTenant()
  const foreign = await run(createCategory, other.owner, { code: 'dup', nameZh: '别家' })
  await expect(create('child', { parentId: foreign.id })).rejects.toMatchObject(wrong('parentId', 'unknown'))
  for (const categoryId of [foreign.id, newId(), 'nonsense']) {
    await expect(run(getCategory, owner, { categoryId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(updateCategory, owner, { categoryId, version: 1, nameZh: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  const mine = await create('mine')
  await expect(run(updateCategory, owner, { categoryId: mine.id, version: 2, nameZh: 'x' })).rejects.toMatchObject({
    code: 'version_conflict',
    params: { version: 1 },
  })
})

test('S0.31 a category is deleted when nothing is in it, below it or was counted by it', async () => {
  const top = await create('gone-top')
  const below = await create('gone-below', { parentId: top.id })
  const product = await run(createProduct, owner, {
    name: 'Tea',
    categoryId: below.id,
    skus: [{ code: 'GONE-TEA', listPrice: '1.00', currency: 'CNY' }],
  })
  const remove = (categoryId: string, version?: number) => run(deleteCategory, owner, { categoryId, version })
  await expect(remove(top.id)).rejects.toMatchObject(wrong('categoryId', 'has_categories_below'))
  await expect(remove(below.id)).rejects.toMatchObject(wrong('categoryId', 'has_products'))
  await run(deleteProduct, owner, { productId: product.id })
  await expect(remove(below.id, 2)).rejects.toMatchObject({ code: 'version_conflict' })
  expect(await remove(below.id, 1)).toEqual({ id: below.id })
  await run(createWarehouse, owner, { code: 'COUNTED', name: 'Counted', kind: 'own' })
  const draft = { warehouseCode: 'COUNTED', kind: 'category', categoryId: top.id }
  await run(createStocktake, owner, draft)
  await expect(remove(top.id)).rejects.toMatchObject(wrong('categoryId', 'has_stocktakes'))
  await expect(run(getCategory, owner, { categoryId: below.id })).rejects.toMatchObject({ code: 'not_found' })
  // The code is free again.
  await create('gone-below')
})
