import { expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock } from '@/tests/support/shop'

await setupWorkerDatabase()

test('a bundle with a safety stock is low by what can be made of it, warehouse by warehouse, not because it lies nowhere', async () => {
  const shop = await createShopWithStock({ CUP: 8, POT: 9 })
  const { owner } = shop
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const components = [
    { skuCode: 'CUP', quantity: 2 },
    { skuCode: 'POT', quantity: 1 },
  ]
  const skus = [{ code: 'SET', name: 'SET', listPrice: '50.00', currency: 'CNY', safetyStock: 3, components }]
  await run(createProduct, owner, { name: '茶具套装', skus })
  const low = async () => (await run(listLowStock, owner, {})).items.map((r) => [r.skuCode, r.available, r.safetyStock])
  const put = (warehouseCode: string, skuCode: string, quantity: number) =>
    run(adjustStock, owner, { warehouseCode, reason: 'test', lines: [{ skuCode, quantity }] })
  // Four can be made of eight cups.
  expect(await low()).toEqual([])
  await put('HZ', 'CUP', -2)
  expect(await low()).toEqual([['SET', 3, 3]])
  expect((await run(listStock, owner, { low: '1' })).items.map((r) => r.skuCode)).toEqual(['SET'])
  // Cups in Guangzhou make none without a pot beside them.
  await put('GZ', 'CUP', 2)
  expect(await low()).toEqual([['SET', 3, 3]])
  await put('GZ', 'POT', 1)
  expect(await low()).toEqual([])
})
