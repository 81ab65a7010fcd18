import { expect, test } from 'vitest'
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { receiveReturn } from '@/lib/modules/aftersales/receive-return'
import { undoReturnReceipt } from '@/lib/modules/aftersales/undo-return-receipt'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listLayers } from '@/lib/modules/inventory/list-layers'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listBatchOrders } from '@/lib/modules/orders/list-batch-orders'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { updateCompany } from '@/lib/modules/settings/update-company'
import { memberActor } from '@/lib/platform/auth/actors'
import { run } from '@/lib/platform/door/run'
import { batchesOf, ordered, receiveBatch, refusal, track } from '@/tests/support/batches'
import { arrive, brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, binsOf, createShelves, receive } from '@/tests/support/places'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

type Line = { quantity: number; condition: 'sellable' | 'defective' | 'scrap'; [more: string]: unknown }

async function ship({ owner }: TestShop, fulfilmentId: string, serials: object[] = []) {
  await run(shipFulfilment, owner, {
    fulfilmentId,
    carrierCode: 'sf',
    trackingNo: `SF${fulfilmentId.slice(-8)}`,
    serials,
  })
}

/** A sale that has left, and the request by which its buyer asks units back. */
async function asked(shop: TestShop, no: string, sku: string, sold: number, back = sold, serials: object[] = []) {
  const { fulfilmentId, orderId } = await ordered(shop, no, sku, sold)
  await ship(shop, fulfilmentId, serials)
  return { orderId, fulfilmentId, id: await request(shop, no, sku, back) }
}

async function request(shop: TestShop, no: string, sku: string, quantity: number): Promise<string> {
  const one = {
    channelReturnNo: `R-${no}`,
    channelLineNo: '1',
    buyerNick: '茶友小王',
    sellerSku: sku,
    quantity,
    unitPrice: '20.00',
  }
  const { results } = await run(ingestReturns, shop.owner, {
    shopCode: 'tmall',
    returns: [{ ...one, requestedAt: '2026-11-20T08:00:00+08:00' }],
  })
  return results[0]?.returnRequestIds[0] ?? ''
}

const take = (shop: TestShop, returnRequestId: string, ...lines: Line[]) =>
  run(receiveReturn, shop.owner, { returnRequestId, lines })
const worths = async (work: ReturnType<typeof take>) => (await work).receipts[0]?.lines.map((l) => l.value)
const layers = async ({ owner }: TestShop, skuCode: string) =>
  (await run(listLayers, owner, { limit: 200 })).items
    .filter((l) => l.skuCode === skuCode)
    .map((l) => `${l.units}/${l.value}`)

test('C7: units come back at the cost of the layers they left, the last used first, to the fen; taken back, all is as before', async () => {
  const shop = await createShopWithStock({ TEA: 0 })
  await createShelves(shop)
  await receive(shop.owner, 'TEA', 3, '1.003334')
  await receive(shop.owner, 'TEA', 3, '5.00')
  const { id, fulfilmentId } = await asked(shop, 'S1', 'TEA', 4, 3)
  const before = await balanceOf(shop.owner, 'TEA')
  expect(before).toMatchObject({ onHand: 2, value: '10.00' })
  // One left out of the second receipt, three out of the first, worth 3.01.
  expect(await worths(take(shop, id, { quantity: 1, condition: 'sellable' }))).toEqual(['5.00'])
  const twoMore: Line[] = [
    { quantity: 1, condition: 'defective', reason: '漏液' },
    { quantity: 1, condition: 'scrap', reason: '破损' },
  ]
  const back = await take(shop, id, ...twoMore)
  expect(back).toMatchObject({ state: 'returned', received: 3, goods: [{ open: 0, shipped: true }] })
  expect(back.receipts[0]?.lines.map((l) => [l.condition, l.value, l.costBasis, l.reason])).toEqual([
    ['defective', '1.00', 'shipment', '漏液'],
    ['scrap', '1.01', 'shipment', '破损'],
  ])
  expect(await balanceOf(shop.owner, 'TEA')).toMatchObject({ onHand: 4, defective: 1, available: 3, value: '16.00' })
  expect(await binsOf(shop.owner)).toEqual({ 'TEA @ DEFAULT': 3, 'TEA @ X-1': 1 })
  // As old as they were: those of the first receipt stand before those of the second.
  expect(await layers(shop, 'TEA')).toEqual(['1/1.00', '2/10.00', '1/5.00'])
  expect(await refusal(take(shop, id, { quantity: 1, condition: 'sellable' }))).toBe('lines.0.quantity:more_than_asked')
  expect(await refusal(run(unshipFulfilment, shop.owner, { fulfilmentId, reason: 'x' }))).toBe('illegal_transition')
  const { items } = await run(listMovements, shop.owner, { skuCode: 'TEA', limit: 4 })
  expect(items.map((m) => [m.reason, m.quantity, m.value, m.note])).toEqual([
    ['scrap', -1, '-1.01', '破损'],
    ['return', 1, '1.01', '破损'],
    ['return', 1, '1.00', '漏液'],
    ['return', 1, '5.00', ''],
  ])
  expect(await brokenInvariants(shop)).toEqual([])

  const undo = (n: number) =>
    run(undoReturnReceipt, shop.owner, { returnRequestId: id, receiptId: back.receipts[n]?.id ?? '' })
  expect(await undo(0)).toMatchObject({ state: 'requested', received: 1, goods: [{ open: 2 }] })
  expect((await undo(0)).receipts[0]?.undoneAt).not.toBeNull()
  await undo(1)
  expect(await balanceOf(shop.owner, 'TEA')).toEqual(before)
  expect(await layers(shop, 'TEA')).toEqual(['2/10.00'])
  expect(await brokenInvariants(shop)).toEqual([])
  expect(await worths(take(shop, id, { quantity: 3, condition: 'sellable' }))).toEqual(['7.01'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what has come back is sold again: it wakes who waits, and then the receipt cannot be taken back', async () => {
  const shop = await createShopWithStock({ TEA: 2 })
  const { id } = await asked(shop, 'S1', 'TEA', 2)
  const { orderId, state } = await ordered(shop, 'S2', 'TEA', 1)
  expect(state).toBe('awaiting_purchase')
  const { receipts } = await take(shop, id, { quantity: 2, condition: 'sellable' })
  await run(allocateOrders, shop.system, {})
  const order = await run(getOrder, shop.owner, { orderId })
  expect(order.state).toBe('awaiting_shipment')
  const undo = () =>
    refusal(run(undoReturnReceipt, shop.owner, { returnRequestId: id, receiptId: receipts[0]?.id ?? '' }))
  expect(await undo()).toBe('lines.0.quantity:insufficient_stock')
  await ship(shop, order.fulfilments[0]?.id ?? '')
  expect(await undo()).toBe('illegal_transition')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('under a moving average units come back at what they left with, to another warehouse too; after a later sale nothing is taken back', async () => {
  const shop = await createShopWithStock({ TEA: 0 })
  await run(updateCompany, shop.owner, { costMethod: 'moving_average', version: 1 })
  const owner = (await memberActor(shop.tenantId, shop.owner.id ?? '')) ?? shop.owner
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const mine = { ...shop, owner }
  await receive(owner, 'TEA', 2, '1.00')
  await receive(owner, 'TEA', 1, '3.01')
  const { id } = await asked(mine, 'S1', 'TEA', 2)
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 1, value: '1.67' })
  await receive(owner, 'TEA', 1, '9.00')
  const half = (warehouseCode?: string) =>
    run(receiveReturn, owner, { returnRequestId: id, warehouseCode, lines: [{ quantity: 1, condition: 'sellable' }] })
  const far = await half('GZ')
  expect([await balanceOf(owner, 'TEA', 'GZ'), await balanceOf(owner, 'TEA')]).toMatchObject([
    { value: '1.67' },
    { value: '10.67' },
  ])
  const near = await half()
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 3, value: '12.34' })
  const undo = (n: number) =>
    refusal(run(undoReturnReceipt, owner, { returnRequestId: id, receiptId: near.receipts[n]?.id ?? '' }))
  expect([far.receipts[0]?.warehouseCode, near.receipts[0]?.warehouseCode]).toEqual(['GZ', 'HZ'])
  expect([await undo(0), (await balanceOf(owner, 'TEA'))?.value]).toEqual(['done', '10.67'])
  await half()
  await receive(owner, 'TEA', 1, '1.00')
  expect([await undo(0), await undo(1)]).toEqual(['done', 'done'])
  expect(await brokenInvariants(mine)).toEqual([])
})

test('a batch and numbers come back as they left, and nothing else does', async () => {
  const shop = await createShopWithStock({ TEA: 0, CAM: 0 })
  const { owner } = shop
  await track(owner, 'TEA', { batchTracked: true })
  await track(owner, 'CAM', { serialMode: 'receipt' })
  await receiveBatch(owner, ['TEA', 'B1', 2, '2031-01-01', '1.00'])
  await receiveBatch(owner, ['TEA', 'B2', 2, '2031-02-01', '2.00'])
  await receiveBatch(owner, ['TEA', 'B3', 2, '2031-03-01', '3.00'])
  const tea = await asked(shop, 'S1', 'TEA', 3)
  const back = (...lines: Line[]) => refusal(take(shop, tea.id, ...lines))
  expect(await back({ quantity: 1, condition: 'sellable' })).toBe('lines.0.batchNo:batch_required')
  expect(await back({ quantity: 1, condition: 'sellable', batchNo: 'B3' })).toBe('lines.0.batchNo:batch_not_sold')
  expect(await back({ quantity: 2, condition: 'sellable', batchNo: 'B2' })).toBe('lines.0.quantity:more_than_shipped')
  expect((await run(getReturnRequest, owner, { returnRequestId: tea.id })).goods[0]?.batches.sort()).toEqual([
    'B1',
    'B2',
  ])
  expect(await worths(take(shop, tea.id, { quantity: 1, condition: 'sellable', batchNo: 'b1' }))).toEqual(['1.00'])
  expect(await batchesOf(owner)).toMatchObject({ 'B1 usable': 1, 'B2 usable': 1, 'B3 usable': 2 })
  const batchId = (await run(listMovements, owner, { skuCode: 'TEA', limit: 1 })).items[0]?.batchId ?? ''
  expect((await run(listBatchOrders, owner, { batchId })).items.map((o) => o.quantity)).toEqual([1])

  const line = { skuCode: 'CAM', quantity: 3, unitCost: '9.00', serials: ['N1', 'N2', 'N3'] }
  await run(receiveStock, owner, { warehouseCode: 'HZ', lines: [line] })
  const cam = await asked(shop, 'S2', 'CAM', 2, 2, [{ skuCode: 'CAM', numbers: ['N1', 'N2'] }])
  const unit = (serials?: string[]) =>
    take(shop, cam.id, { quantity: 1, condition: 'sellable', ...(serials && { serials }) })
  expect(await refusal(unit())).toBe('lines.0.serials:serials_required')
  expect(await refusal(unit(['N3']))).toBe('lines.0.serials.0:serial_not_sold')
  const { receipts } = await unit(['n2'])
  expect(await refusal(unit(['N2']))).toBe('lines.0.serials.0:serial_not_sold')
  await run(undoReturnReceipt, owner, { returnRequestId: cam.id, receiptId: receipts[0]?.id ?? '' })
  await take(shop, cam.id, { quantity: 1, condition: 'scrap', serials: ['N2'], reason: '碎了' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what left without us is worth what a person says, else the last receipt, else the hint; what has not left does not come back', async () => {
  const shop = await createShopWithStock({ TEA: 0, CUP: 0 })
  const history = (no: string, sku: string) => incoming(no, sku, 3, { status: 'delivered' })
  await arrive(shop, [history('H1', 'TEA'), history('H2', 'CUP')])
  const tea = await request(shop, 'H1', 'TEA', 3)
  const one: Line = { quantity: 1, condition: 'sellable' }
  expect(await refusal(take(shop, tea, one))).toBe('warehouseCode:required')
  const into = async (returnRequestId: string, line: Line) =>
    (await run(receiveReturn, shop.owner, { returnRequestId, warehouseCode: 'HZ', lines: [line] })).receipts[0]
      ?.lines[0]
  expect(await into(tea, one)).toMatchObject({ value: '0.00', costBasis: 'unknown' })
  expect(await into(tea, { ...one, unitCost: '4.50' })).toMatchObject({ value: '4.50', costBasis: 'given' })
  await receive(shop.owner, 'TEA', 3, '7.333334')
  expect(await into(tea, one)).toMatchObject({ value: '7.33', costBasis: 'last_receipt' })
  const cup = await request(shop, 'H2', 'CUP', 2)
  const bad = run(receiveReturn, shop.owner, {
    returnRequestId: cup,
    warehouseCode: 'HZ',
    lines: [{ ...one, condition: 'defective' }],
  })
  expect(await refusal(bad)).toBe('lines.0.binCode:no_defective_bin')
  await receive(shop.owner, 'CUP', 1, '1.00')
  await ordered(shop, 'S3', 'CUP', 1)
  // Its buyer has bought three before, and may ask one of them back yet; the fourth lies here.
  const early = await request(shop, 'S3', 'CUP', 1)
  expect(
    await refusal(run(receiveReturn, shop.owner, { returnRequestId: early, warehouseCode: 'HZ', lines: [one] })),
  ).toBe('lines.0.quantity:not_shipped')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a bundle comes back as its parts; two who bring back the same unit at once bring it back once', async () => {
  const shop = await createShopWithStock({ POT: 2, CUP: 4 })
  const components = [
    { skuCode: 'POT', quantity: 1 },
    { skuCode: 'CUP', quantity: 2 },
  ]
  const skus = [{ code: 'SET', listPrice: '60.00', currency: 'CNY', components }]
  await run(createProduct, shop.owner, { name: 'SET', skus })
  const { id } = await asked(shop, 'S1', 'SET', 2, 1)
  const one = { condition: 'sellable' as const }
  expect(await refusal(take(shop, id, { ...one, quantity: 1 }))).toBe('lines.0.skuCode:required')
  const pots = Array.from({ length: 3 }, () => refusal(take(shop, id, { ...one, skuCode: 'POT', quantity: 1 })))
  expect((await Promise.all(pots)).sort()).toEqual(['done', ...Array(2).fill('lines.0.quantity:more_than_asked')])
  expect(await take(shop, id, { ...one, skuCode: 'cup', quantity: 1 })).toMatchObject({
    state: 'requested',
    received: 0,
  })
  expect(await take(shop, id, { ...one, skuCode: 'CUP', quantity: 1 })).toMatchObject({
    state: 'returned',
    received: 1,
  })
  const warehouse = await createMember(shop.tenantId, 'warehouse')
  const service = await createMember(shop.tenantId, 'customer_service')
  const finance = await createMember(shop.tenantId, 'finance')
  const receive = (actor: typeof finance) =>
    refusal(run(receiveReturn, actor, { returnRequestId: id, lines: [{ ...one, quantity: 1, skuCode: 'POT' }] }))
  expect([await receive(warehouse), await receive(service), await receive(finance)]).toEqual([
    'lines.0.quantity:more_than_asked',
    'forbidden',
    'forbidden',
  ])
  expect((await run(getReturnRequest, service, { returnRequestId: id })).receipts).toHaveLength(3)
  expect(await brokenInvariants(shop)).toEqual([])
})
