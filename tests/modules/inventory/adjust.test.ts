import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { getMovement } from '@/lib/modules/inventory/get-movement'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { closeWarehouse } from '@/lib/modules/settings/close-warehouse'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'
import { createKeyActor, createMember } from '@/tests/support/tenant'

const db = await setupWorkerDatabase()
let shop: TestShop

beforeEach(async () => {
  shop = await createShopWithStock({ TEA: 0, CUP: 0 })
})

type Line = { skuCode: string; quantity: number; unitCost?: string }

function adjust(lines: Line[], over: { warehouseCode?: string; reason?: string } = {}) {
  return run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'test', lines, ...over })
}

/** Everything the books say, to be the same after a refusal. */
async function books() {
  const { items: balances } = await run(listStock, shop.owner, {})
  const { items: movements } = await run(listMovements, shop.owner, {})
  const { items: adjustments } = await run(listAdjustments, shop.owner, {})
  return { balances, movements, adjustments }
}

const balanceOf = async (skuCode: string) => (await run(listStock, shop.owner, { skuCode })).items[0]

test('opening stock with its cost is worth what was paid, and the adjustment can be read again', async () => {
  const made = await adjust([
    { skuCode: 'TEA', quantity: 3, unitCost: '21.505' },
    { skuCode: ' cup ', quantity: 10, unitCost: '4' },
  ])
  expect(await balanceOf('TEA')).toMatchObject({
    onHand: 3,
    reserved: 0,
    available: 3,
    value: '64.52',
    currency: 'CNY',
  })
  expect(await balanceOf('CUP')).toMatchObject({ onHand: 10, value: '40.00' })

  const read = await run(getAdjustment, shop.owner, { adjustmentId: made.id })
  expect(read).toMatchObject({ id: made.id, number: made.number, warehouseCode: 'HZ', reason: 'test' })
  expect(read.lines.map((l) => [l.skuCode, l.quantity, l.value, l.reason, l.reference])).toEqual([
    ['TEA', 3, '64.52', 'adjustment', made.number],
    ['CUP', 10, '40.00', 'adjustment', made.number],
  ])
  const [first] = read.lines
  expect(await run(getMovement, shop.owner, { movementId: first?.id })).toEqual(first)
  expect((await run(listAdjustments, shop.owner, {})).items).toEqual([
    { id: made.id, number: made.number, warehouseCode: 'HZ', reason: 'test', createdAt: made.createdAt },
  ])
})

test('what is lost takes the value of the oldest layers, and a find without a price the average of what is there', async () => {
  await adjust([{ skuCode: 'TEA', quantity: 2, unitCost: '10.00' }])
  await adjust([{ skuCode: 'TEA', quantity: 3, unitCost: '20.00' }])
  await adjust([{ skuCode: 'TEA', quantity: -3 }], { reason: 'damaged' })
  expect(await balanceOf('TEA')).toMatchObject({ onHand: 2, value: '40.00' })
  await adjust([{ skuCode: 'TEA', quantity: 1 }])
  expect(await balanceOf('TEA')).toMatchObject({ onHand: 3, value: '60.00' })
  const { items } = await run(listMovements, shop.owner, { skuCode: 'tea' })
  expect(items.map((m) => [m.quantity, m.value, m.note])).toEqual([
    [1, '20.00', 'test'],
    [-3, '-40.00', 'damaged'],
    [3, '60.00', 'test'],
    [2, '20.00', 'test'],
  ])
})

describe('a refusal names the line and changes nothing', () => {
  const good = { skuCode: 'CUP', quantity: 5 }
  test.each<[string, Line[], { path: string; code: string }[]]>([
    ['an unknown code', [good, { skuCode: 'NOBODY', quantity: 1 }], [{ path: 'lines.1.skuCode', code: 'unknown' }]],
    ['a code twice', [good, { skuCode: ' ｃup', quantity: 1 }], [{ path: 'lines.1.skuCode', code: 'duplicate' }]],
    ['nothing', [good, { skuCode: 'TEA', quantity: 0 }], [{ path: 'lines.1.quantity', code: 'not_zero' }]],
    [
      'a cost for what goes out',
      [good, { skuCode: 'TEA', quantity: -1, unitCost: '1.00' }],
      [{ path: 'lines.1.unitCost', code: 'only_for_receipts' }],
    ],
    [
      'a value too large to book',
      [good, { skuCode: 'TEA', quantity: 1_000_000, unitCost: '9999999999999' }],
      [{ path: 'lines.1.unitCost', code: 'out_of_range' }],
    ],
    [
      'a cost that is no number',
      [{ skuCode: 'TEA', quantity: 1, unitCost: '007' }],
      [{ path: 'lines.0.unitCost', code: 'invalid_format' }],
    ],
  ])('%s', async (_name, lines, errors) => {
    await adjust([{ skuCode: 'TEA', quantity: 1 }])
    const before = await books()
    await expect(adjust(lines)).rejects.toMatchObject({ code: 'invalid', params: { errors } })
    expect(await books()).toEqual(before)
  })

  test('more than there is: every short line is told, the good one is not booked', async () => {
    await adjust([{ skuCode: 'TEA', quantity: 2 }])
    const before = await books()
    const lines = [good, { skuCode: 'TEA', quantity: -3 }]
    await expect(adjust(lines)).rejects.toMatchObject({
      code: 'insufficient_stock',
      params: { errors: [{ path: 'lines.1.quantity', code: 'insufficient_stock' }] },
    })
    expect(await books()).toEqual(before)
  })

  test('a warehouse that is unknown, closed or out of sight', async () => {
    const closed = await run(createWarehouse, shop.owner, { code: 'OLD', name: 'Old', kind: 'own' })
    await run(closeWarehouse, shop.owner, { warehouseId: closed.id, version: closed.version })
    const limited = await createMember(shop.tenantId, 'warehouse', { warehouseIds: [closed.id] })
    const refusal = (code: string) => ({ code: 'invalid', params: { errors: [{ path: 'warehouseCode', code }] } })
    await expect(adjust([good], { warehouseCode: 'NOWHERE' })).rejects.toMatchObject(refusal('unknown'))
    await expect(adjust([good], { warehouseCode: 'OLD' })).rejects.toMatchObject(refusal('closed'))
    const input = { warehouseCode: 'HZ', reason: 'test', lines: [good] }
    await expect(run(adjustStock, limited, input)).rejects.toMatchObject(refusal('unknown'))
    expect(await books()).toEqual({ balances: [], movements: [], adjustments: [] })
  })

  test('who may only look', async () => {
    const purchaser = await createMember(shop.tenantId, 'purchaser')
    const input = { warehouseCode: 'HZ', reason: 'test', lines: [good] }
    await expect(run(adjustStock, purchaser, input)).rejects.toMatchObject({
      code: 'forbidden',
      params: { permission: 'stock.adjust' },
    })
  })
})

test('the same key books once, also when both come at the same moment', async () => {
  const input = { warehouseCode: 'HZ', reason: 'test', lines: [{ skuCode: 'TEA', quantity: 7 }] }
  const key = await createKeyActor(shop.tenantId, 'owner')
  const again = () => run(adjustStock, key, input, { idempotencyKey: 'k1' }).catch((e: { code: string }) => e.code)
  const [one, two] = await Promise.all([again(), again()])
  const three = await again()
  const made = [one, two, three].filter((answer) => typeof answer !== 'string')
  expect(new Set(made.map(({ number }) => number)).size).toBe(1)
  expect(await balanceOf('TEA')).toMatchObject({ onHand: 7 })
})

test('ten people take the last units: nobody takes what another has taken', async () => {
  await adjust([{ skuCode: 'TEA', quantity: 6, unitCost: '1.00' }])
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      adjust([{ skuCode: 'TEA', quantity: -1 }]).then(
        () => 'taken',
        (e: { code: string }) => e.code,
      ),
    ),
  )
  expect(outcomes.filter((one) => one === 'taken')).toHaveLength(6)
  expect(outcomes.filter((one) => one === 'insufficient_stock')).toHaveLength(4)
  expect(await balanceOf('TEA')).toMatchObject({ onHand: 0, value: '0.00' })
})

describe('the ledger', () => {
  const asApp = (sql: string) =>
    withClient(db.DATABASE_URL, async (client) => {
      await client.query('begin')
      await client.query('select app_set_tenant($1)', [shop.tenantId])
      return client.query(sql)
    })

  test.each([
    'update stock_movements set quantity = 1',
    'delete from stock_movements',
    'truncate stock_movements',
    "update stock_adjustments set number = 'other'",
    'delete from stock_adjustments',
    'delete from stock_balances',
  ])('%s: refused to the application', async (sql) => {
    await adjust([{ skuCode: 'TEA', quantity: 1 }])
    await expect(asApp(sql)).rejects.toMatchObject({ code: '42501' })
  })

  test.each(['update stock_movements set quantity = 1', 'delete from stock_movements'])(
    '%s: refused even to the owner of the tables',
    async (sql) => {
      await adjust([{ skuCode: 'TEA', quantity: 1 }])
      const movements = (await books()).movements
      await expect(withClient(db.superuserUrl, (client) => client.query(sql))).rejects.toThrow(/append|only/i)
      expect((await books()).movements).toEqual(movements)
    },
  )

  test('a movement of nobody is not found', async () => {
    await expect(run(getMovement, shop.owner, { movementId: newId() })).rejects.toMatchObject({ code: 'not_found' })
    await expect(run(getAdjustment, shop.owner, { adjustmentId: 'x' })).rejects.toMatchObject({ code: 'not_found' })
  })
})
