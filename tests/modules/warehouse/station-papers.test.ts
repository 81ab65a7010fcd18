import { beforeAll, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { createStocktake } from '@/lib/modules/inventory/create-stocktake'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { listSerials } from '@/lib/modules/inventory/list-serials'
import { listStocktakeLines } from '@/lib/modules/inventory/list-stocktake-lines'
import { listTransfers } from '@/lib/modules/inventory/list-transfers'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { submitStocktake } from '@/lib/modules/inventory/submit-stocktake'
import { postStocktake } from '@/lib/modules/orders/post-stocktake'
import { startStocktake } from '@/lib/modules/orders/start-stocktake'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { createStation } from '@/lib/modules/warehouse/create-station'
import { workOutput } from '@/lib/modules/warehouse/work-output'
import { run } from '@/lib/platform/door/run'
import { track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createFloor, type Floor, scan } from '@/tests/support/floor'
import { balanceOf, createShelves } from '@/tests/support/places'
import { createShopWithStock } from '@/tests/support/shop'
import { createMember } from '@/tests/support/tenant'

await setupWorkerDatabase()

let floor: Floor
let far: Floor
beforeAll(async () => {
  floor = await createFloor(await createShopWithStock({ TEA: 10, CUP: 5, MILK: 0, TV: 0 }))
  await createShelves(floor)
  await run(createWarehouse, floor.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 200 })
  const { id: stationId } = await run(createStation, floor.owner, { warehouseCode: 'GZ', name: 'Far 1' })
  far = { ...floor, stationId }
})

const ok = { verdict: 'ok', code: null }
const no = (code: string) => ({ verdict: 'refused', code })

test('S3.16, S3.17: counted at a station, blind and twice where it differs, in the name of who stands there; sent again it is one count', async () => {
  const { owner } = floor
  const staff = await createMember(floor.tenantId, 'warehouse')
  const { id: stocktakeId, number } = await run(createStocktake, owner, { warehouseCode: 'HZ', kind: 'warehouse' })
  const count = (code: string, quantity: number, more: object = {}, at = floor) =>
    scan(at, 'count', { stocktakeId, binCode: 'default', code, quantity, ...more }, staff)
  expect(await count('TEA', 10)).toMatchObject(no('paper_over'))
  await run(startStocktake, owner, { stocktakeId })
  expect(await count('TEE', 10)).toMatchObject({ ...no('unknown_code'), document: number })
  expect(await count('TEA', 10, { binCode: 'Z-9' })).toMatchObject(no('unknown_bin'))
  await expect(count('TEA', 10, {}, far)).rejects.toMatchObject({ code: 'not_found' })
  const scanId = newId()
  const first = await count('TEA', 8, { scanId })
  expect(first).toMatchObject({ ...ok, done: false, quantity: 8, binCode: 'DEFAULT', document: number })
  // Blind: what the books say is nowhere in the answer.
  expect(JSON.stringify(first)).not.toMatch(/(?<![\w-])10(?![\w-])/)
  expect(await count('TEA', 8, { scanId })).toMatchObject({ ...ok, done: false, repeated: true })
  expect(await count('TEA', 9)).toMatchObject({ ...ok, done: true })
  // Two counts of one line in one look into the bin are not two looks at it, by whatever code and whenever they come.
  const look = { closing: 'look-0001' }
  expect(await count('CUP', 3, look)).toMatchObject({ ...ok, done: false })
  const both = await Promise.all([count('cup', 3, look), count('ｃｕｐ', 0, look)])
  expect(both).toMatchObject([no('counted_twice'), no('counted_twice')])
  expect(await count('CUP', 5, { closing: 'look-0002' })).toMatchObject({ ...ok, done: true })
  // Found where the sheet has nothing.
  await run(receiveStock, owner, { warehouseCode: 'HZ', lines: [{ skuCode: 'MILK', quantity: 1, binCode: 'A-1' }] })
  await track(owner, 'MILK', { batchTracked: true })
  await run(receiveStock, owner, {
    warehouseCode: 'HZ',
    lines: [{ skuCode: 'MILK', quantity: 1, batchNo: 'L-1', binCode: 'A-1' }],
  })
  const milk = { binCode: 'A-1' }
  expect(await count('MILK', 1, milk)).toMatchObject(no('batch_needed'))
  expect(await count('MILK', 1, { ...milk, batchNo: 'l-1' })).toMatchObject({ ...ok, batch: { batchNo: 'L-1' } })
  expect(await count('MILK', 1, { ...milk, batchNo: '' })).toMatchObject({ ...ok, batch: null, done: true })
  const lines = await run(listStocktakeLines, owner, { stocktakeId })
  expect(lines.items.map((l) => [l.skuCode, l.counted, l.rounds, l.countedBy]).sort()).toEqual(
    [
      ['TEA', 9, 2, staff.name],
      ['CUP', 5, 2, staff.name],
      ['MILK', 1, 1, staff.name],
      ['MILK', 1, 1, staff.name],
    ].sort(),
  )
  const day = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString()
  const { items } = await run(workOutput, owner, { from: day(-2), to: day(2) })
  expect(items).toContainEqual(
    expect.objectContaining({
      person: staff.name,
      operation: 'count',
      pieces: 8 + 9 + 3 + 5 + 1 + 1,
      scans: 12,
      refused: 6,
    }),
  )
  await run(submitStocktake, owner, { stocktakeId })
  await run(postStocktake, owner, { stocktakeId })
  expect(await balanceOf(owner, 'TEA')).toMatchObject({ onHand: 9 })
  expect(await brokenInvariants(floor)).toEqual([])
})

test('S3.20, S3.21: a transfer is loaded unit by unit at one station and unloaded at another; too few, too many and strange ones stay', async () => {
  const { owner } = floor
  await track(owner, 'TV', { serialMode: 'receipt' })
  const lots = ['L-1', 'L-2'].map((batchNo) => ({ skuCode: 'MILK', quantity: 3, batchNo }))
  const tvs = { skuCode: 'TV', quantity: 2, serials: ['S1', 'S2'] }
  await run(receiveStock, owner, { warehouseCode: 'HZ', lines: [...lots, tvs] })
  const { id: transferId, number } = await run(createTransfer, owner, {
    fromWarehouseCode: 'HZ',
    toWarehouseCode: 'GZ',
    lines: [
      { skuCode: 'CUP', quantity: 4 },
      { skuCode: 'MILK', quantity: 2, batchNo: 'L-1' },
      { skuCode: 'MILK', quantity: 1, batchNo: 'L-2' },
      { skuCode: 'TV', quantity: 2 },
    ],
  })
  const numbers = async (side: string) =>
    (await run(listTransfers, owner, { warehouseCode: 'HZ', side })).items.map((one) => one.number)
  expect([await numbers('from'), await numbers('to')]).toEqual([[number], []])
  const milk = [
    { skuCode: 'MILK', quantity: 2, batchNo: 'l-1' },
    { skuCode: 'MILK', quantity: 1, batchNo: 'L-2' },
  ]
  const whole = [{ skuCode: 'cup', quantity: 4 }, ...milk, { skuCode: 'TV', quantity: 2, serials: ['S1', 'S2'] }]
  const scanId = newId()
  const send = (lines: object[], more: object = {}, at = floor) =>
    scan(at, 'transfer-send', { transferId, lines, ...more })
  const changed = (at: number, change: object) => whole.map((line, i) => (i === at ? { ...line, ...change } : line))
  expect(await send(changed(0, { quantity: 3 }))).toMatchObject({ ...no('not_all'), left: 1, sku: { code: 'CUP' } })
  expect(await send(changed(0, { quantity: 5 }))).toMatchObject({ ...no('too_many'), left: 4 })
  expect(await send(changed(2, { batchNo: 'L-9' }))).toMatchObject(no('wrong_batch'))
  expect(await send(changed(2, { batchNo: undefined }))).toMatchObject(no('batch_needed'))
  expect(await send(changed(3, { serials: ['S1'] }))).toMatchObject(no('serial_needed'))
  await expect(send(changed(0, { skuCode: 'TEA' }))).rejects.toMatchObject({ code: 'invalid' })
  await expect(send(whole, {}, far)).rejects.toMatchObject({ code: 'not_found' })
  expect(await send(whole, { scanId })).toMatchObject({ ...ok, done: true, quantity: 9, document: number })
  expect(await send(whole, { scanId })).toMatchObject({ ...ok, repeated: true })
  expect(await send(whole)).toMatchObject(no('paper_over'))
  expect(await run(getTransfer, owner, { transferId })).toMatchObject({ state: 'in_transit', inTransit: 9 })

  const arrive = (code: string, quantity: number, more: object = {}, at = far) =>
    scan(at, 'transfer-receive', { transferId, code, quantity, ...more })
  await expect(arrive('CUP', 1, {}, floor)).rejects.toMatchObject({ code: 'not_found' })
  expect(await arrive('TEA', 1)).toMatchObject(no('wrong_item'))
  expect(await arrive('CUP', 1, { binCode: 'Z-9' })).toMatchObject(no('unknown_bin'))
  expect(await arrive('CUP', 5)).toMatchObject({ ...no('too_many'), left: 4 })
  expect(await arrive('CUP', 3)).toMatchObject({ ...ok, left: 1, done: false, document: number })
  expect(await arrive('MILK', 2)).toMatchObject(no('batch_needed'))
  expect(await arrive('MILK', 2, { batchNo: 'L-2' })).toMatchObject({ ...no('too_many'), left: 1 })
  expect(await arrive('MILK', 2, { batchNo: 'L-1' })).toMatchObject({ ...ok, left: 1 })
  expect(await arrive('MILK', 1)).toMatchObject({ ...ok, left: 0 })
  expect(await arrive('TV', 2, { serials: ['S1', 'S9'] })).toMatchObject({ ...no('serial_unknown'), serial: 'S9' })
  expect(await arrive('TV', 2, { serials: ['s2', 's1'] })).toMatchObject({ ...ok, left: 0, done: false })
  const last = newId()
  expect(await arrive('CUP', 1, { scanId: last })).toMatchObject({ ...ok, left: 0, done: true })
  expect(await arrive('CUP', 1, { scanId: last })).toMatchObject({ ...ok, done: true, repeated: true })
  expect(await arrive('CUP', 1)).toMatchObject(no('paper_over'))
  const after = await run(getTransfer, owner, { transferId })
  expect([after.state, after.lines.map((line) => line.received)]).toEqual(['received', [4, 2, 1, 2]])
  expect(await brokenInvariants(floor)).toEqual([])
})

test('the code on a box in GS1 form is its goods, and tells batch, day and number where they are asked for', async () => {
  const { owner } = floor
  const more = { weightG: 10, listPrice: '20.00', currency: 'CNY' }
  await run(createProduct, owner, {
    name: 'Pills and pens',
    skus: [
      { ...more, code: 'PILL', barcodes: ['6901234567892'] },
      { ...more, code: 'PEN', barcodes: ['4006381333931'] },
    ],
  })
  await track(owner, 'PILL', { batchTracked: true })
  await track(owner, 'PEN', { serialMode: 'receipt' })
  const box = '(01)06901234567892(17)301130(10)P-1'
  expect(await scan(floor, 'receive', { code: box, quantity: 2 })).toMatchObject({
    ...{ ...ok, sku: { code: 'PILL' }, quantity: 2, batch: { batchNo: 'P-1', expiresOn: '2030-11-30' } },
  })
  expect(await scan(floor, 'receive', { code: '0106901234567892' })).toMatchObject(no('batch_needed'))
  const strange = box.replace('P-1', 'P-9')
  expect(await scan(floor, 'put-away', { code: strange, toBin: 'A-1' })).toMatchObject(no('wrong_batch'))
  expect(await scan(floor, 'put-away', { code: box, toBin: 'A-1' })).toMatchObject({ ...ok, batch: { batchNo: 'P-1' } })
  const pen = (serial: string) => `010400638133393121${serial}`
  expect(await scan(floor, 'receive', { code: pen('N1') })).toMatchObject({ ...ok, sku: { code: 'PEN' } })
  expect(await scan(floor, 'receive', { code: pen('N2'), quantity: 2 })).toMatchObject(no('serial_needed'))
  const { items } = await run(listSerials, owner, { skuCode: 'PEN' })
  expect(items.map((one) => one.serialNo)).toEqual(['N1'])
})
