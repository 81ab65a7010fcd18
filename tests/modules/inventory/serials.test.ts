import { beforeEach, expect, test } from 'vitest'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { getOrder } from '@/lib/modules/orders/get-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { traceSerial } from '@/lib/modules/orders/trace-serial'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { ordered, refusal, track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ CAM: 0, BAG: 3 })
})

const receive = (...serials: string[]) =>
  run(receiveStock, shop.owner, {
    warehouseCode: 'HZ',
    lines: [{ skuCode: 'CAM', quantity: 2, unitCost: '5.00', ...(serials.length > 0 && { serials }) }],
  })

const ship = (fulfilmentId: string, skuCode: string, ...numbers: string[]) =>
  run(shipFulfilment, shop.owner, {
    ...{ fulfilmentId, carrierCode: 'sf', trackingNo: `SF${fulfilmentId.slice(-8)}` },
    ...(numbers.length > 0 && { serials: [{ skuCode, numbers }] }),
  })

async function serials(): Promise<Record<string, string>> {
  const { items } = await run(listSerials, shop.owner, { limit: 100 })
  return Object.fromEntries(items.map((u) => [u.serialNo, [u.state, u.warehouseCode].filter(Boolean).join(' ')]))
}

test('S0.54 S0.56: a unit is in one place at a time: what is missing, doubled, here already or elsewhere is refused', async () => {
  const { owner } = shop
  await track(owner, 'CAM', { serialMode: 'receipt' })
  expect(await refusal(track(owner, 'BAG', { serialMode: 'receipt' }))).toBe('serialMode:stock_unnumbered')
  expect(await refusal(receive())).toBe('lines.0.serials:serials_required')
  expect(await refusal(receive('A1'))).toBe('lines.0.serials:serials_required')
  expect(await refusal(receive('A1', 'ａ1'))).toBe('lines.0.serials.1:duplicate')
  await receive('A1', 'A2')
  expect(await refusal(receive('A3', 'a2'))).toBe('lines.0.serials.1:serial_in_stock')
  expect(await serials()).toEqual({ A1: 'in_stock HZ', A2: 'in_stock HZ' })
  const out = (skuCode: string, ...given: string[]) => {
    const lines = [{ skuCode, quantity: -1, serials: given }]
    return refusal(run(adjustStock, owner, { warehouseCode: 'HZ', reason: 'lost', lines }))
  }
  expect(await out('CAM')).toBe('lines.0.serials:serials_required')
  expect(await out('CAM', 'X')).toBe('lines.0.serials.0:serial_unknown')
  expect(await out('BAG', 'X')).toBe('lines.0.serials:no_serials')
  const { fulfilmentId, orderId } = await ordered(shop, 'a', 'CAM', 2)
  expect(await refusal(ship(fulfilmentId, 'CAM'))).toBe('serials:serials_required')
  expect(await refusal(ship(fulfilmentId, 'BAG', 'A1'))).toBe('serials.0.skuCode:unknown')
  expect(await refusal(ship(fulfilmentId, 'CAM', 'A1', 'A9'))).toBe('serials.0.numbers.1:serial_unknown')
  await ship(fulfilmentId, 'CAM', 'a1', 'A2')
  expect((await run(getOrder, owner, { orderId })).fulfilments[0]?.lines[0]?.serials).toEqual(['A1', 'A2'])
  await receive('A4', 'A5')
  const again = await ordered(shop, 'b', 'CAM', 1)
  expect(await refusal(ship(again.fulfilmentId, 'CAM', 'A1'))).toBe('serials.0.numbers.0:serial_shipped')
  await ship(again.fulfilmentId, 'CAM', 'A4')
  expect(await out('CAM', 'A5')).toBe('done')
  expect(await serials()).toEqual({ A1: 'shipped', A2: 'shipped', A4: 'shipped', A5: 'gone' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.56: a unit’s own story: received when, left with which order, taken back, received again', async () => {
  const { owner } = shop
  await track(owner, 'CAM', { serialMode: 'receipt' })
  await receive('A1', 'A2')
  const { fulfilmentId, orderId } = await ordered(shop, 'a', 'CAM', 1)
  await ship(fulfilmentId, 'CAM', 'A2')
  await run(unshipFulfilment, owner, { fulfilmentId, reason: 'wrong label' })
  expect(await serials()).toEqual({ A1: 'in_stock HZ', A2: 'in_stock HZ' })
  await ship(fulfilmentId, 'CAM', 'A2')
  const [unit] = (await run(listSerials, owner, { serialNo: 'a2', skuCode: 'cam' })).items
  const { moves } = await run(traceSerial, owner, { serialId: unit?.id })
  expect(moves.map((m) => [m.reason, m.quantity, m.orderId])).toEqual([
    ['receipt', 1, null],
    ['shipment', -1, orderId],
    ['unship', 1, orderId],
    ['shipment', -1, orderId],
  ])
  // It comes back as a return would be written down, and can leave again.
  const lines = [{ skuCode: 'CAM', quantity: 1, serials: ['A2'] }]
  await run(receiveStock, owner, { warehouseCode: 'HZ', reference: 'RMA-1', lines })
  expect(await serials()).toEqual({ A1: 'in_stock HZ', A2: 'in_stock HZ' })
  const { items } = await run(listSerials, owner, { state: 'in_stock', warehouseCode: 'HZ', limit: 1 })
  expect(items.map((u) => u.serialNo)).toEqual(['A1'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.56: where numbers are read at the door only, stock needs none, and no number leaves twice', async () => {
  const { owner } = shop
  await track(owner, 'BAG', { serialMode: 'shipment', batchTracked: true })
  expect(await refusal(track(owner, 'BAG', { serialMode: 'receipt' }))).toBe('serialMode:not_with_batches')
  const [one, two] = [await ordered(shop, 'a', 'BAG', 1), await ordered(shop, 'b', 'BAG', 1)]
  await ship(one.fulfilmentId, 'BAG', 'S1')
  expect(await refusal(ship(two.fulfilmentId, 'BAG', 's1'))).toBe('serials.0.numbers.0:serial_shipped')
  await run(unshipFulfilment, owner, { fulfilmentId: one.fulfilmentId, reason: 'other box' })
  expect(await serials()).toEqual({ S1: 'known' })
  await ship(two.fulfilmentId, 'BAG', 'S1')
  expect(await serials()).toEqual({ S1: 'shipped' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('S0.52: on a transfer every unit is told by its number: sent, arrived, or lost', async () => {
  const { owner } = shop
  await track(owner, 'CAM', { serialMode: 'receipt' })
  await receive('A1', 'A2')
  await receive('A3', 'A4')
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const lines = [{ skuCode: 'CAM', quantity: 3 }]
  const { id: transferId, lines: drafted } = await run(createTransfer, owner, {
    ...{ fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines },
  })
  const lineId = drafted[0]?.id ?? ''
  const send = (...numbers: string[]) => run(shipTransfer, owner, { transferId, serials: [{ lineId, numbers }] })
  expect(await refusal(run(shipTransfer, owner, { transferId }))).toBe('serials:serials_required')
  expect(await refusal(send('A1', 'A2', 'A9'))).toBe('serials.0.numbers.2:serial_unknown')
  expect((await send('A1', 'A2', 'A3')).lines[0]?.serials).toEqual(['A1', 'A2', 'A3'])
  const arrives = (quantity: number, ...numbers: string[]) =>
    run(receiveTransfer, owner, {
      ...{ transferId, reason: 'counted', finish: numbers.length === 0 },
      lines: quantity > 0 ? [{ lineId, quantity, serials: numbers }] : [],
    })
  expect(await refusal(arrives(2, 'A1', 'A4'))).toBe('lines.0.serials.1:serial_in_stock')
  // A number that is misread would leave the real unit on its way for ever.
  expect(await refusal(arrives(2, 'A1X', 'A3'))).toBe('lines.0.serials.0:serial_unknown')
  // Only what is more than was sent is new, wherever among the numbers it was read.
  expect(await refusal(arrives(4, 'A3', 'N1', 'N2', 'A1'))).toBe('lines.0.serials.1:serial_unknown')
  await arrives(2, 'A1', 'A3')
  await arrives(0)
  expect(await serials()).toEqual({ A1: 'in_stock GZ', A2: 'gone', A3: 'in_stock GZ', A4: 'in_stock HZ' })
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what comes beyond what was sent on a transfer may be read first: the numbers that were sent are those that are due', async () => {
  const { owner } = shop
  await track(owner, 'CAM', { serialMode: 'receipt' })
  await receive('A1', 'A2')
  await run(createWarehouse, owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  const between = { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines: [{ skuCode: 'CAM', quantity: 1 }] }
  const send = async (number: string) => {
    const { id: transferId, lines } = await run(createTransfer, owner, between)
    const lineId = lines[0]?.id ?? ''
    await run(shipTransfer, owner, { transferId, serials: [{ lineId, numbers: [number] }] })
    return (...serials: string[]) => {
      const arrived = [{ lineId, quantity: serials.length, serials }]
      return refusal(run(receiveTransfer, owner, { transferId, reason: 'counted', lines: arrived }))
    }
  }
  const [first, second] = [await send('A1'), await send('A2')]
  // Another transfer's unit arrives with that one.
  expect(await first('A2')).toBe('lines.0.serials.0:serial_in_stock')
  expect(await first('N1', 'A1')).toBe('done')
  expect(await serials()).toEqual({ A1: 'in_stock GZ', A2: 'in_transit GZ', N1: 'in_stock GZ' })
  expect(await second('A2')).toBe('done')
  expect(await brokenInvariants(shop)).toEqual([])
})
