import { beforeEach, expect, test } from 'vitest'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { getBatch } from '@/lib/modules/inventory/get-batch'
import { listBatches } from '@/lib/modules/inventory/list-batches'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listPutAway } from '@/lib/modules/inventory/list-put-away'
import { pickableBins } from '@/lib/modules/inventory/pickable-bins'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { expireBatches } from '@/lib/modules/orders/expire-batches'
import { getOrder } from '@/lib/modules/orders/get-order'
import { listBatchOrders } from '@/lib/modules/orders/list-batch-orders'
import { lockBatch } from '@/lib/modules/orders/lock-batch'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { unlockBatch } from '@/lib/modules/orders/unlock-batch'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { inTenant } from '@/lib/platform/db/transaction'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { batchesOf, ordered, receiveBatch, refusal, track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { balanceOf, createShelves } from '@/tests/support/places'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0, CUP: 4 })
  await createShelves(shop)
})

const at = (day: string) => ({ now: new Date(`${day}T04:00:00Z`) })
const ship = (fulfilmentId: string, options = {}) =>
  run(
    shipFulfilment,
    shop.owner,
    { fulfilmentId, carrierCode: 'sf', trackingNo: `SF${fulfilmentId.slice(-8)}` },
    options,
  )
const batchId = async (batchNo: string) =>
  (await run(listBatches, shop.owner, { batchNo, stock: 'all' })).items[0]?.id ?? ''

test('S0.54 S0.56: what a SKU in batches receives names its batch, and every refusal says at which line why', async () => {
  await track(shop.owner, 'TEA', { batchTracked: true, shelfLifeDays: 30 })
  const receive = (...lines: object[]) => refusal(run(receiveStock, shop.owner, { warehouseCode: 'HZ', lines }))
  const tea = { skuCode: 'TEA', quantity: 2 }
  expect(await receive(tea, { skuCode: 'CUP', quantity: 1, batchNo: 'B1' })).toBe(
    'lines.0.batchNo:batch_required,lines.1.batchNo:no_batches',
  )
  expect(await receive({ ...tea, batchNo: 'B1' })).toBe('lines.0.expiresOn:expiry_required')
  expect(await receive({ ...tea, batchNo: '' })).toBe('lines.0.batchNo:batch_required')
  expect(await receive({ ...tea, batchNo: 'B1', producedOn: '2030-05-02', expiresOn: '2030-05-01' })).toBe(
    'lines.0.expiresOn:before_production',
  )
  expect(await receive({ ...tea, batchNo: 'B1', producedOn: '2030-05-01' })).toBe('done')
  expect(await receive({ ...tea, batchNo: 'ｂ1', expiresOn: '2030-06-01' })).toBe('lines.0.expiresOn:other_day')
  expect(await receive({ ...tea, batchNo: 'ｂ1' })).toBe('done')
  const [b1] = (await run(listBatches, shop.owner, { skuCode: 'tea' })).items
  expect(b1).toMatchObject({ batchNo: 'B1', producedOn: '2030-05-01', expiresOn: '2030-05-31', onHand: 4 })
  const out = (line: object) =>
    refusal(run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'lost', lines: [{ skuCode: 'TEA', ...line }] }))
  expect(await out({ quantity: -1 })).toBe('lines.0.batchNo:batch_required')
  expect(await out({ quantity: -1, batchNo: 'B9' })).toBe('lines.0.batchNo:unknown')
  expect(await out({ quantity: -5, batchNo: 'B1' })).toBe('lines.0.quantity:insufficient_stock')
  expect(await out({ quantity: -1, batchNo: 'B1' })).toBe('done')
  const moved = (batchNo?: string) =>
    refusal(
      run(moveStock, shop.owner, {
        warehouseCode: 'HZ',
        lines: [{ skuCode: 'TEA', fromBin: 'DEFAULT', toBin: 'A-1', quantity: 1, ...(batchNo && { batchNo }) }],
      }),
    )
  expect([await moved(), await moved('B1')]).toEqual(['lines.0.batchNo:batch_required', 'done'])
  const { items } = await run(listPutAway, shop.owner, { warehouseCode: 'HZ' })
  expect(items.map((row) => [row.skuCode, row.batchNo, row.quantity])).toEqual([
    ['CUP', null, 4],
    ['TEA', 'B1', 2],
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.55 S0.56: what expires first leaves first at its own cost, the order says which, and what is taken back lies where it lay', async () => {
  const { owner } = shop
  await track(owner, 'TEA', { batchTracked: true })
  await receiveBatch(owner, ['TEA', 'LATE', 3, '2031-01-01', '1.00'])
  await receiveBatch(owner, ['TEA', 'SOON', 2, '2030-01-01', '9.00'])
  const { orderId, fulfilmentId } = await ordered(shop, 'a', 'TEA', 4)
  await ship(fulfilmentId)
  const shipped = async () => (await run(getOrder, owner, { orderId })).fulfilments[0]?.lines[0]
  expect((await shipped())?.batches).toMatchObject([
    { batchNo: 'SOON', quantity: 2, expiresOn: '2030-01-01' },
    { batchNo: 'LATE', quantity: 2, expiresOn: '2031-01-01' },
  ])
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 1, value: '1.00' })
  const soon = await batchId('SOON')
  const told = () => run(listBatchOrders, owner, { batchId: soon })
  expect((await told()).items).toMatchObject([{ orderId, fulfilmentId, quantity: 2 }])
  const { items } = await run(listMovements, owner, { batchId: soon })
  expect(items.map((m) => [m.reason, m.quantity, m.value])).toEqual([
    ['shipment', -2, '-18.00'],
    ['receipt', 2, '18.00'],
  ])
  await run(unshipFulfilment, owner, { fulfilmentId, reason: 'wrong label' })
  expect([(await told()).items, (await shipped())?.batches]).toEqual([[], []])
  expect(await batchesOf(owner)).toEqual({ 'SOON usable': 2, 'LATE usable': 3 })
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 5, reserved: 4, value: '21.00' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.56: a recalled batch is promised to nobody: its orders wait again, a parcel that comes back is dissolved, unlocking frees it', async () => {
  const { owner, system } = shop
  await track(owner, 'TEA', { batchTracked: true })
  await receiveBatch(owner, ['TEA', 'BAD', 5, '2030-01-01'])
  const gone = await ordered(shop, 'gone', 'TEA', 2)
  await ship(gone.fulfilmentId)
  const kept = await ordered(shop, 'kept', 'TEA', 3)
  const bad = await batchId('BAD')
  const locked = await run(lockBatch, owner, { batchId: bad, reason: '厂家召回' })
  expect(locked).toMatchObject({ status: 'locked', lockReason: '厂家召回', brokenOrders: [{ orderId: kept.orderId }] })
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 3, reserved: 0, available: 0 })
  const stateOf = async (orderId: string) => (await run(getOrder, owner, { orderId })).state
  await run(allocateOrders, system, {})
  expect(await stateOf(kept.orderId)).toBe('awaiting_purchase')
  await run(unshipFulfilment, owner, { fulfilmentId: gone.fulfilmentId, reason: 'recalled' })
  expect(await stateOf(gone.orderId)).toBe('awaiting_purchase')
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 5, reserved: 0, available: 0 })
  expect(await brokenInvariants(shop)).toEqual([])
  expect((await run(unlockBatch, owner, { batchId: bad })).lockReason).toBe('')
  await run(allocateOrders, system, {})
  expect([await stateOf(kept.orderId), await stateOf(gone.orderId)]).toEqual(['awaiting_shipment', 'awaiting_shipment'])
  expect((await run(getBatch, owner, { batchId: bad })).bins).toEqual([
    { warehouseCode: 'HZ', binCode: 'DEFAULT', kind: 'sellable', quantity: 5 },
  ])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.56: past its last day of sale a batch is neither promised nor shipped, with or without the sweep', async () => {
  const { owner, system } = shop
  await track(owner, 'TEA', { batchTracked: true, sellBeforeDays: 2 })
  await receiveBatch(owner, ['TEA', 'B1', 5, '2030-01-10'], at('2030-01-01'))
  const early = await ordered(shop, 'early', 'TEA', 2, at('2030-01-08'))
  expect(early.state).toBe('awaiting_shipment')
  // Nobody has swept since midnight: the books still say three, whoever promises or ships looks at the day.
  expect((await ordered(shop, 'late', 'TEA', 1, at('2030-01-09'))).state).toBe('awaiting_purchase')
  expect(await refusal(ship(early.fulfilmentId, at('2030-01-09')))).toContain('insufficient_stock')
  expect(await run(expireBatches, system, {}, at('2030-01-09'))).toEqual({ more: false })
  expect((await run(getOrder, owner, { orderId: early.orderId })).state).toBe('awaiting_purchase')
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 5, available: 0, reserved: 0 })
  expect([await batchesOf(owner, at('2030-01-09')), await batchesOf(owner, at('2030-01-11'))]).toEqual([
    { 'B1 short': 5 },
    { 'B1 expired': 5 },
  ])
  // What may be sold is the SKU's affair: allowed until the last day, the batch is good again.
  await track(owner, 'TEA', { sellBeforeDays: 0 })
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ available: 5 })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.56: pickers are sent to what expires first, and never to what may not be sold', async () => {
  const { owner, tenantId, warehouseId } = shop
  const { id: skuId } = await track(owner, 'TEA', { batchTracked: true })
  const into = async (batchNo: string, expiresOn: string, binCode: string) => {
    const line = { skuCode: 'TEA', quantity: 2, batchNo, expiresOn, binCode }
    await run(receiveStock, owner, { warehouseCode: 'HZ', lines: [line] })
  }
  await into('LATE', '2031-01-01', 'A-1')
  await into('BAD', '2029-01-01', 'A-2')
  await into('SOON', '2030-01-01', 'A-3')
  await run(lockBatch, owner, { batchId: await batchId('BAD'), reason: 'recalled' })
  const bins = await inTenant(tenantId, 'write', (client) =>
    pickableBins(new Context(client, owner, new Date()), warehouseId, [skuId]),
  )
  expect(bins.map((bin) => [bin.binCode, bin.quantity])).toEqual([
    ['A-3', 2],
    ['A-1', 2],
  ])
})

test('S0.54: stock of before is carried into the batch without a number, which leaves first; back again while no other is named', async () => {
  const { owner } = shop
  // It would turn stock and promises over in warehouses that are not theirs.
  const limited = await createMember(shop.tenantId, 'admin', { warehouseIds: [shop.warehouseId] })
  await expect(track(limited, 'CUP', { batchTracked: true })).rejects.toMatchObject({
    code: 'forbidden',
    params: { permission: 'sku.track' },
  })
  expect((await track(owner, 'CUP', { batchTracked: true })).batchTracked).toBe(true)
  expect(await batchesOf(owner)).toEqual({ ' usable': 4 })
  expect(await brokenInvariants(shop)).toEqual([])
  await track(owner, 'CUP', { batchTracked: false })
  expect(await batchesOf(owner)).toEqual({})
  await track(owner, 'CUP', { batchTracked: true })
  await receiveBatch(owner, ['CUP', 'NEW', 1, '2030-01-01'])
  expect(await refusal(track(owner, 'CUP', { batchTracked: false }))).toBe('batchTracked:has_batches')
  const { fulfilmentId } = await ordered(shop, 'a', 'CUP', 3)
  await ship(fulfilmentId)
  expect(await batchesOf(owner)).toEqual({ 'NEW usable': 1, ' usable': 1 })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.52: a transfer carries its batches, named or those that expire first, to the cent', async () => {
  const { owner } = shop
  await track(owner, 'TEA', { batchTracked: true })
  await receiveBatch(owner, ['TEA', 'B2', 4, '2030-02-01', '2.00'])
  await receiveBatch(owner, ['TEA', 'B1', 2, '2030-01-01', '5.00'])
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const send = async (...lines: object[]) => {
    const input = { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines }
    const { id: transferId } = await run(createTransfer, owner, input)
    return run(shipTransfer, owner, { transferId })
  }
  const tea = { skuCode: 'TEA', quantity: 1 }
  expect(await refusal(send(tea, { ...tea, batchNo: 'B1' }))).toBe('lines.1.skuCode:duplicate')
  const two = await send({ ...tea, batchNo: 'B2' }, { ...tea, batchNo: 'B1' })
  expect(two.lines.map((l) => [l.batchNo, l.shippedValue, l.carried])).toEqual([
    ['B2', '2.00', [{ batchNo: 'B2', expiresOn: '2030-02-01', quantity: 1 }]],
    ['B1', '5.00', [{ batchNo: 'B1', expiresOn: '2030-01-01', quantity: 1 }]],
  ])
  const fefo = await send({ skuCode: 'TEA', quantity: 3 })
  expect(fefo.lines[0]).toMatchObject({ batchNo: null, shippedValue: '9.00' })
  const lineId = fefo.lines[0]?.id ?? ''
  const arrives = (lines: object[], more = {}) =>
    run(receiveTransfer, owner, { transferId: fefo.id, lines, reason: 'counted', ...more })
  expect(await refusal(arrives([{ lineId, quantity: 1, batchNo: 'B9' }]))).toBe('lines.0.batchNo:unknown')
  await arrives([{ lineId, quantity: 1, batchNo: 'B2' }])
  await arrives([{ lineId, quantity: 1 }], { finish: true })
  expect(await run(listBatches, owner, { warehouseCode: 'GZ' })).toMatchObject({
    items: [
      { batchNo: 'B1', onHand: 1 },
      { batchNo: 'B2', onHand: 1 },
    ],
  })
  expect(await balanceOf(owner, 'TEA', 'GZ')).toMatchObject({ onHand: 2, incoming: 2, value: '7.00' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.56: recalls, arrivals, shipments and switching at the same moment leave books that agree', async () => {
  const { owner, system } = shop
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await track(owner, 'TEA', { batchTracked: true })
  await receiveBatch(owner, ['TEA', 'B1', 6, '2030-01-01'])
  const id = await batchId('B1')
  const parcels = [await ordered(shop, 'a', 'TEA', 1), await ordered(shop, 'b', 'TEA', 1)]
  const line = { skuCode: 'TEA', quantity: 1, batchNo: 'B1' }
  const into = (warehouseCode: string, binCode?: string) =>
    run(receiveStock, owner, { warehouseCode, lines: [{ ...line, ...(binCode && { binCode }) }] })
  const tried = await Promise.all(
    [
      ship(parcels[0]?.fulfilmentId ?? ''),
      into('GZ'),
      run(lockBatch, owner, { batchId: id, reason: 'recalled' }),
      into('HZ', 'X-1'),
      run(moveStock, owner, { warehouseCode: 'HZ', lines: [{ ...line, fromBin: 'DEFAULT', toBin: 'A-1' }] }),
      ship(parcels[1]?.fulfilmentId ?? ''),
      track(owner, 'CUP', { batchTracked: true }),
      run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'lost', lines: [{ skuCode: 'CUP', quantity: -1 }] }),
      run(allocateOrders, system, {}),
    ].map((work) => refusal(work)),
  )
  // Whoever came after the recall found nothing, or no parcel any more; nobody met a fault.
  for (const said of tried)
    expect(said).toMatch(
      /^(done|unavailable|illegal_transition|insufficient_stock|.*:(insufficient_stock|batch_required))$/,
    )
  // Twice is no conflict, and what was too busy the first time is done now.
  expect((await run(lockBatch, owner, { batchId: id, reason: 'recalled' })).status).toBe('locked')
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ available: 0, reserved: 0 })
  expect(await brokenInvariants(shop)).toEqual([])
})
