import { expect, test } from 'vitest'
import { getProduct } from '@/lib/modules/catalog/get-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateProduct } from '@/lib/modules/catalog/update-product'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listOrders } from '@/lib/modules/orders/list-orders'
import { salesReport } from '@/lib/modules/reports/sales-report'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ingest } from '@/tests/support/orders'
import { createShopWithStock, createSkus } from '@/tests/support/shop'

await setupWorkerDatabase()

const period = { from: '2026-11-01', to: '2026-11-30' }

async function rename(owner: Actor, from: string, to: string): Promise<void> {
  const { items } = await run(listSkus, owner, { q: from, limit: 20 })
  const sku = items.find(({ code }) => code === from)
  if (!sku) throw new Error(`there is no ${from}`)
  const { id: productId, version } = await run(getProduct, owner, { productId: sku.productId })
  await run(updateProduct, owner, { productId, version, skus: [{ id: sku.id, code: to }] })
}

test('a SKU that changed its code keeps its sales, another that took the old code has only its own, and each row opens its orders', async () => {
  const { owner } = await createShopWithStock({ 'OLD-1': 9 })
  const order = (sku: string, quantity: number) => ({
    at: '2026-11-11T08:00:00Z',
    lines: [{ sku, quantity, price: '20.00' }],
  })
  const [first = ''] = await ingest(owner, 'tmall', [order('OLD-1', 1)])
  const [waiting = ''] = await ingest(owner, 'tmall', [order('new-1', 7)])
  await rename(owner, 'OLD-1', 'NEW-1')
  await createSkus(owner, ['OLD-1'])
  const [second = '', third = ''] = await ingest(owner, 'tmall', [order('NEW-1', 2), order('old-1', 4)])

  const { rows } = await run(salesReport, owner, { ...period, groupBy: 'sku' })
  const figures = Object.fromEntries(rows.map(({ key, orders, units }) => [key, { orders, units }]))
  // What waited for a SKU of that code counts with the SKU that has it now.
  expect(figures).toEqual({ 'NEW-1': { orders: 3, units: 10 }, 'OLD-1': { orders: 1, units: 4 } })

  const opened = async (sku: string) => {
    const { items } = await run(listOrders, owner, { ...period, sku, valid: '1' })
    return items.map((o) => o.id).sort()
  }
  expect(await opened('NEW-1')).toEqual([first, waiting, second].sort())
  expect(await opened('OLD-1')).toEqual([third])
  // The first line still says what the channel wrote.
  expect((await run(getOrder, owner, { orderId: first })).lines).toMatchObject([
    { sellerSku: 'OLD-1', skuCode: 'NEW-1' },
  ])
})
