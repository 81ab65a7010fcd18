import { beforeAll, describe, expect, test } from 'vitest'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { getAdjustment } from '@/lib/modules/inventory/get-adjustment'
import { getMovement } from '@/lib/modules/inventory/get-movement'
import { listAdjustments } from '@/lib/modules/inventory/list-adjustments'
import { listLowStock } from '@/lib/modules/inventory/list-low-stock'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { listStock } from '@/lib/modules/inventory/list-stock'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()
let owner: Actor
/** Sees warehouse GZ only. */
let limited: Actor
const adjustments: Record<string, string> = {}

type Page<T> = { items: T[]; nextCursor: string | null }

async function all<T>(page: (cursor?: string) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const next = await page(cursor)
    items.push(...next.items)
    cursor = next.nextCursor ?? undefined
  } while (cursor)
  return items
}

beforeAll(async () => {
  const tenant = await createTenant()
  owner = tenant.owner
  const place = { kind: 'own' as const }
  await run(createWarehouse, owner, { code: 'HZ', name: '杭州仓', ...place })
  const gz = await run(createWarehouse, owner, { code: 'GZ', name: '广州仓', ...place })
  limited = await createMember(tenant.tenantId, 'warehouse', { warehouseIds: [gz.id] })
  const skus = [
    { code: 'a-1', name: '青花瓷茶杯', safetyStock: 10 },
    { code: 'A-2', name: '白瓷茶壶', safetyStock: 10 },
    { code: 'a-3', name: '紫砂壶', safetyStock: 0 },
    { code: 'B-1', name: '竹制茶盘', safetyStock: 5 },
    { code: 'b-2', name: '茶匙', safetyStock: 0 },
  ]
  await run(createProduct, owner, {
    name: '茶具',
    options: [{ name: '款', values: skus.map(({ name }) => name) }],
    skus: skus.map((sku) => ({ ...sku, optionValues: [sku.name], listPrice: '1.00', currency: 'CNY' })),
  })
  for (const [warehouseCode, lines] of Object.entries({
    HZ: [
      ['a-1', 100],
      ['A-2', 4],
      ['a-3', 0],
      ['b-2', 7],
    ],
    GZ: [
      ['a-1', 3],
      ['A-2', 6],
      ['a-3', 9],
    ],
  } as const)) {
    const wanted = lines.filter(([, quantity]) => quantity > 0)
    const { id } = await run(adjustStock, owner, {
      warehouseCode,
      reason: 'opening',
      lines: wanted.map(([skuCode, quantity]) => ({ skuCode, quantity, unitCost: '2.00' })),
    })
    adjustments[warehouseCode] = id
  }
})

const short = (item: { skuCode: string; warehouseCode: string }) => `${item.skuCode} ${item.warehouseCode}`
const everything = ['a-1 GZ', 'a-1 HZ', 'A-2 GZ', 'A-2 HZ', 'a-3 GZ', 'b-2 HZ']

describe('balances', () => {
  test.each([1, 2, 3, 200])('are the same list whatever the page holds: %i', async (limit) => {
    const items = await all((cursor) => run(listStock, owner, { limit, cursor }))
    expect(items.map(short)).toEqual(everything)
  })

  test('a row that comes in between moves no other to another page', async () => {
    const first = await run(listStock, owner, { limit: 2 })
    await run(adjustStock, owner, { warehouseCode: 'GZ', reason: 'x', lines: [{ skuCode: 'B-1', quantity: 1 }] })
    const rest = await all((cursor) =>
      run(listStock, owner, { limit: 2, cursor: cursor ?? first.nextCursor ?? undefined }),
    )
    await run(adjustStock, owner, { warehouseCode: 'GZ', reason: 'x', lines: [{ skuCode: 'B-1', quantity: -1 }] })
    expect([...first.items, ...rest].map(short)).toEqual([...everything.slice(0, 5), 'B-1 GZ', 'b-2 HZ'])
  })

  test.each<[string, Record<string, unknown>, string[]]>([
    ['two signs of Chinese', { q: '茶杯' }, ['a-1 GZ', 'a-1 HZ']],
    ['two signs in the middle of a name', { q: '瓷茶' }, ['a-1 GZ', 'a-1 HZ', 'A-2 GZ', 'A-2 HZ']],
    ['a code in another spelling', { q: 'ａ-2' }, ['A-2 GZ', 'A-2 HZ']],
    ['a word and a warehouse', { q: '茶杯', warehouseCode: 'HZ' }, ['a-1 HZ']],
    ['what nothing is called', { q: '衬衫' }, []],
    ['one code, another spelling', { skuCode: 'A-1' }, ['a-1 GZ', 'a-1 HZ']],
    ['some codes of one warehouse', { skuCodes: ['A-1', 'b-2', 'none'], warehouseCode: 'HZ' }, ['a-1 HZ', 'b-2 HZ']],
    ['no codes', { skuCodes: [] }, []],
    ['an unknown warehouse', { warehouseCode: 'XX' }, []],
    // 100 + 3 of a-1 are enough although 3 in GZ alone would not be.
    ['only low', { low: '1' }, ['A-2 GZ', 'A-2 HZ']],
  ])('found by %s', async (_name, filter, expected) => {
    const { items } = await run(listStock, owner, filter)
    expect(items.map(short).filter((one) => one !== 'B-1 GZ')).toEqual(expected)
  })

  test('carry what is there and what it is worth', async () => {
    const { items } = await run(listStock, owner, { skuCode: 'A-2', warehouseCode: 'GZ' })
    expect(items).toMatchObject([
      {
        skuCode: 'A-2',
        name: '白瓷茶壶',
        onHand: 6,
        reserved: 0,
        available: 6,
        incoming: 0,
        safetyStock: 10,
        low: true,
        value: '12.00',
        currency: 'CNY',
      },
    ])
  })
})

describe('who sees one warehouse', () => {
  test('lists its balances alone, low by what is there', async () => {
    const { items } = await run(listStock, limited, {})
    expect(items.filter((i) => i.onHand > 0).map((i) => [short(i), i.low])).toEqual([
      ['a-1 GZ', true],
      ['A-2 GZ', true],
      ['a-3 GZ', false],
    ])
    expect((await run(listStock, limited, { warehouseCode: 'HZ' })).items).toEqual([])
  })

  test('reads its part of the ledger and no other', async () => {
    const mine = await all((cursor) => run(listMovements, limited, { limit: 2, cursor }))
    expect(new Set(mine.map((m) => m.warehouseCode))).toEqual(new Set(['GZ']))
    expect((await run(listMovements, limited, { warehouseCode: 'HZ' })).items).toEqual([])
    const [foreign] = (await run(listMovements, owner, { warehouseCode: 'HZ' })).items
    await expect(run(getMovement, limited, { movementId: foreign?.id })).rejects.toMatchObject({ code: 'not_found' })
    expect(await run(getMovement, limited, { movementId: mine[0]?.id })).toEqual(mine[0])
  })

  test('reads its adjustments and no other', async () => {
    const seen = (await run(listAdjustments, limited, {})).items
    expect(new Set(seen.map((a) => a.warehouseCode))).toEqual(new Set(['GZ']))
    expect((await run(listAdjustments, limited, { warehouseCode: 'HZ' })).items).toEqual([])
    await expect(run(getAdjustment, limited, { adjustmentId: adjustments.HZ })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect((await run(getAdjustment, limited, { adjustmentId: adjustments.GZ })).lines).toHaveLength(3)
  })

  test('is told what runs low there', async () => {
    const { items } = await run(listLowStock, limited, {})
    expect(items.map((i) => [i.skuCode, i.available])).toEqual([
      ['a-1', 3],
      ['B-1', 0],
      ['A-2', 6],
    ])
  })

  test('adjusts nothing elsewhere', async () => {
    const input = { warehouseCode: 'HZ', reason: 'x', lines: [{ skuCode: 'a-1', quantity: 1 }] }
    await expect(run(adjustStock, limited, input)).rejects.toMatchObject({
      code: 'invalid',
      params: { errors: [{ path: 'warehouseCode', code: 'unknown' }] },
    })
  })
})

test('low stock: the shortest first, also what never came in, page by page, and the same SKUs as the mark', async () => {
  const items = await all((cursor) => run(listLowStock, owner, { limit: 1, cursor }))
  expect(items.map((i) => [i.skuCode, i.available, i.safetyStock])).toEqual([
    ['B-1', 0, 5],
    ['A-2', 10, 10],
  ])
  const marked = (await run(listStock, owner, { limit: 200 })).items.filter((i) => i.low).map((i) => i.skuCode)
  const known = new Set((await run(listStock, owner, { limit: 200 })).items.map((i) => i.skuCode))
  expect(new Set(marked)).toEqual(new Set(items.map((i) => i.skuCode).filter((code) => known.has(code))))
})

test('movements: newest first, the same list whatever the page holds; balances are their sum', async () => {
  const whole = await all((cursor) => run(listMovements, owner, { limit: 200, cursor }))
  const parts = await all((cursor) => run(listMovements, owner, { limit: 1, cursor }))
  expect(parts).toEqual(whole)
  expect(whole.map((m) => m.at)).toEqual(
    whole
      .map((m) => m.at)
      .toSorted()
      .toReversed(),
  )
  const sums = new Map<string, number>()
  for (const m of whole) sums.set(short(m), (sums.get(short(m)) ?? 0) + m.quantity)
  const { items } = await run(listStock, owner, {})
  expect(Object.fromEntries(items.map((i) => [short(i), i.onHand]))).toEqual(Object.fromEntries(sums))
  expect((await run(listMovements, owner, { skuCode: 'nobody' })).items).toEqual([])
})
