import { beforeEach, expect, test } from 'vitest'
import { getReceipt } from '@/lib/modules/inventory/get-receipt'
import { listReceipts } from '@/lib/modules/inventory/list-receipts'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { run } from '@/lib/platform/door/run'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, binsOf, createShelves, receive } from '@/tests/support/places'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createKeyActor, createMember } from '@/tests/support/tenant'
import { drainAll } from '@/workers/drain-all'

await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0, CUP: 0 })
  await createShelves(shop)
})

test('S0.54: what is received lies in its bin, is worth what it cost, and the receipt can be read again', async () => {
  const made = await run(receiveStock, shop.owner, {
    warehouseCode: 'HZ',
    reference: 'DN-7',
    note: '张三送来',
    lines: [
      { skuCode: 'TEA', quantity: 3, unitCost: '21.505' },
      { skuCode: 'TEA', quantity: 2, unitCost: '1', binCode: 'a-1' },
      { skuCode: 'CUP', quantity: 1, unitCost: '5', binCode: 'X-1' },
    ],
  })
  expect(made).toMatchObject({ warehouseCode: 'HZ', reference: 'DN-7', note: '张三送来' })
  expect(made.lines.map((l) => [l.skuCode, l.binCode, l.quantity, l.value, l.reason, l.reference])).toEqual([
    ['TEA', 'DEFAULT', 3, '64.52', 'receipt', made.number],
    ['TEA', 'A-1', 2, '2.00', 'receipt', made.number],
    ['CUP', 'X-1', 1, '5.00', 'receipt', made.number],
  ])
  expect(await balanceOf(shop.owner, 'TEA')).toMatchObject({ onHand: 5, available: 5, value: '66.52' })
  expect(await balanceOf(shop.owner, 'CUP')).toMatchObject({ onHand: 1, defective: 1, available: 0 })
  expect(await run(getReceipt, shop.owner, { receiptId: made.id })).toEqual(made)
  expect((await run(listReceipts, shop.owner, { warehouseCode: 'HZ' })).items.map((r) => r.id)).toEqual([made.id])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a receipt wakes the order that waits for it', async () => {
  const [orderId = ''] = await arrive(shop, [incoming('waits', 'TEA', 2)])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const stateOf = async () => (await run(getOrder, shop.owner, { orderId })).state
  expect(await stateOf()).toBe('awaiting_purchase')
  await receive(shop.owner, 'TEA', 5, '1.00', 'X-1')
  await drainAll(shop.tenantId)
  expect(await stateOf()).toBe('awaiting_purchase')
  await receive(shop.owner, 'TEA', 2)
  await drainAll(shop.tenantId)
  expect(await stateOf()).toBe('awaiting_shipment')
})

test('the same receipt sent again comes in once, also when both come at the same moment', async () => {
  const key = await createKeyActor(shop.tenantId, 'warehouse')
  const input = { warehouseCode: 'HZ', lines: [{ skuCode: 'TEA', quantity: 7, unitCost: '1.00' }] }
  const again = () => run(receiveStock, key, input, { idempotencyKey: 'r1' }).catch((e: { code: string }) => e.code)
  const answers = [...(await Promise.all([again(), again()])), await again()]
  const numbers = answers.flatMap((answer) => (typeof answer === 'string' ? [] : [answer.number]))
  expect(new Set(numbers).size).toBe(1)
  expect(await binsOf(shop.owner)).toEqual({ 'TEA @ DEFAULT': 7 })
})

test('a refusal names every line and brings nothing in', async () => {
  const wrong = run(receiveStock, shop.owner, {
    warehouseCode: 'HZ',
    lines: [
      { skuCode: 'TEA', quantity: 1 },
      { skuCode: 'NOBODY', quantity: 1 },
      { skuCode: 'CUP', quantity: 1, binCode: 'Q-9' },
      { skuCode: 'CUP', quantity: 1_000_000, unitCost: '9999999999999' },
    ],
  })
  await expect(wrong).rejects.toMatchObject({
    code: 'invalid',
    params: {
      errors: expect.arrayContaining([
        { path: 'lines.1.skuCode', code: 'unknown' },
        { path: 'lines.2.binCode', code: 'unknown' },
        { path: 'lines.3.unitCost', code: 'out_of_range' },
      ]),
    },
  })
  await expect(receive(shop.owner, 'TEA', 11, '1.00', 'A-2')).rejects.toMatchObject({
    params: { errors: [{ path: 'lines.0.binCode', code: 'bin_full' }] },
  })
  expect(await binsOf(shop.owner)).toEqual({})
})

test('purchasing and the warehouse may receive, who sells may not', async () => {
  for (const role of ['purchaser', 'warehouse']) await receive(await createMember(shop.tenantId, role), 'TEA', 1)
  const seller = await createMember(shop.tenantId, 'sales')
  await expect(receive(seller, 'TEA', 1)).rejects.toMatchObject({ code: 'forbidden' })
})
