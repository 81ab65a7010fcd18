import { expect, test } from 'vitest'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getPresaleSku } from '@/lib/modules/orders/get-presale-sku'
import { listPresaleSkus } from '@/lib/modules/orders/list-presale-skus'
import { removePresaleSku } from '@/lib/modules/orders/remove-presale-sku'
import { setPresale } from '@/lib/modules/orders/set-presale'
import { setPresaleSku } from '@/lib/modules/orders/set-presale-sku'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { ordered, ready, viewOf } from '@/tests/support/order-work'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

const inDays = (n: number) => new Date(Date.now() + n * 86_400_000)

test('an order with a SKU that its shop sells ahead is left alone until its day, or until somebody lets it go', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 5 })
  const until = inDays(10)
  await run(setPresaleSku, shop.owner, { shopCode: 'tmall', skuCode: 'cup', until: until.toISOString() })
  const [cup, pot, both] = await ready(shop, [
    ordered('A', { CUP: 1 }),
    ordered('B', { POT: 1 }),
    ordered('C', { CUP: 1, POT: 1 }),
  ])
  if (!cup || !pot || !both) throw new Error('no order')
  expect([cup, pot, both].map((o) => [o.presale, o.state])).toEqual([
    [true, 'approved'],
    [false, 'awaiting_shipment'],
    [true, 'approved'],
  ])
  expect(cup.presaleUntil).toBe(until.toISOString())
  await run(setPresale, shop.owner, { orderId: cup.id, presale: false })
  await run(allocateOrders, shop.system, {})
  expect((await viewOf(shop, cup.id)).state).toBe('awaiting_shipment')
  expect((await viewOf(shop, both.id)).state).toBe('approved')
  await run(allocateOrders, shop.system, {}, { now: inDays(11) })
  expect(await viewOf(shop, both.id)).toMatchObject({ state: 'awaiting_shipment', presale: true })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a presale by hand waits without a day; what is reserved already cannot be kept back', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const [orderId = ''] = await arrive(shop, [ordered('A', { CUP: 1 })])
  const marked = await run(setPresale, shop.owner, { orderId, presale: true })
  expect([marked.presale, marked.presaleUntil]).toEqual([true, null])
  const [done] = await ready(shop, [ordered('B', { CUP: 1 })])
  await expect(run(setPresale, shop.owner, { orderId: done?.id, presale: true })).rejects.toMatchObject({
    code: 'illegal_transition',
  })
})

test('the list of what is sold ahead: said again the date changes, taken off it counts no longer, other shops are not seen', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const made = await run(setPresaleSku, shop.owner, { shopCode: 'tmall', skuCode: 'CUP' })
  const again = await run(setPresaleSku, shop.owner, {
    shopCode: 'tmall',
    skuCode: 'CUP',
    until: inDays(1).toISOString(),
  })
  expect(again.id).toBe(made.id)
  expect((await run(listPresaleSkus, shop.owner, {})).items).toEqual([again])
  const stranger = await createMember(shop.tenantId, 'admin', { shopIds: [] })
  expect((await run(listPresaleSkus, stranger, {})).items).toEqual([])
  await expect(run(getPresaleSku, stranger, { presaleId: made.id })).rejects.toMatchObject({ code: 'not_found' })
  await run(removePresaleSku, shop.owner, { presaleId: made.id })
  const [order] = await ready(shop, [ordered('A', { CUP: 1 })])
  expect(order).toMatchObject({ presale: false, state: 'awaiting_shipment' })
})
