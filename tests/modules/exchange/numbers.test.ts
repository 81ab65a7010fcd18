import { expect, test } from 'vitest'
import { findInList } from '@/lib/modules/exchange/find-in-list'
import { getMissingNumbers } from '@/lib/modules/exchange/get-missing-numbers'
import { numberedLists } from '@/lib/modules/exchange/internal/numbered-lists'
import { listMovements } from '@/lib/modules/inventory/list-movements'
import { numberedNames } from '@/lib/modules/settings/number-sets'
import type { Actor } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'
import { parse, run } from '@/lib/platform/door/run'
import { registry } from '@/lib/registry'
import { createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { plansOf, sequentialScans } from '@/tests/support/plans'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()
const { tenantId, owner, world } = await createCompany()

type List = (typeof numberedNames)[number]
type Row = Readonly<Record<string, unknown>>

const named = (name: string) => registry.find((one) => one.name === name) ?? expect.unreachable(name)

/** The whole list, or what a set leaves of it. */
async function rowsOf(actor: Actor, list: List, set?: string): Promise<Row[]> {
  const page = await run(named(numberedLists[list].permission), actor, { limit: 200, ...(set && { set }) })
  return (page as { items: Row[] }).items
}

/** The rows of products say no codes but their own, which they need not have. */
async function productsWithSkus(actor: Actor): Promise<Row[]> {
  const skus = await rowsOf(actor, 'skus')
  return (await rowsOf(actor, 'products')).map((row) => ({
    ...row,
    skuCode: skus.find(({ productId }) => productId === row.id)?.code,
  }))
}

/** What people would copy out of a row of each list. */
const numbersOf: Readonly<Record<List, (row: Row) => unknown[]>> = {
  skus: (row) => [row.code],
  products: (row) => [row.code, row.skuCode],
  stock: (row) => [row.skuCode],
  movements: (row) => [row.skuCode],
  serials: (row) => [row.serialNo],
  parcels: (row) => [row.number, row.trackingNo],
  returns: (row) => [row.number, row.channelReturnNo],
  customers: (row) => [row.number],
  listings: (row) => [row.itemId, row.variationId, row.sellerSku],
}
const idOf = (list: List, row: Row) => (list === 'stock' || list === 'movements' ? row.skuId : row.id)
const idsOf = (list: List, rows: readonly Row[]) => new Set(rows.map((row) => idOf(list, row)))

test('each list finds its rows by the numbers people keep of them, tells what is not there, and knows the sets of no other list', async () => {
  const ofOne = await createMember(tenantId, 'owner', {
    shopIds: [world.otherShopId ?? ''],
    warehouseIds: [world.otherWarehouseId ?? ''],
  })
  for (const list of numberedNames) {
    const { find } = numberedLists[list]
    const all = list === 'products' ? await productsWithSkus(owner) : await rowsOf(owner, list)
    const numbers = all
      .flatMap((row) => numbersOf[list](row))
      .filter((n): n is string => typeof n === 'string' && n !== '')
    expect(numbers.length, list).toBeGreaterThan(0)
    const told = await run(findInList, owner, { list, numbers: [...numbers.slice(0, 400), 'NOPE-1', 'NOPE-1'] })
    expect(told.missing, list).toEqual(['NOPE-1'])
    expect(await run(getMissingNumbers, owner, { set: told.setId })).toEqual({ missing: ['NOPE-1'] })
    const found = await rowsOf(owner, list, told.setId)
    const meant = all.filter((row) => numbersOf[list](row).some((n) => typeof n === 'string' && n !== ''))
    expect(idsOf(list, found), list).toEqual(idsOf(list, meant))

    const plans = [
      (ctx: Context) => find(ctx, numbers.slice(0, 400)),
      (ctx: Context) => {
        const asked = named(numberedLists[list].permission)
        return asked.within(ctx, parse(asked.input, { set: told.setId }))
      },
    ]
    for (const plan of plans) expect(sequentialScans(await plansOf(owner, plan, { unfilled: true })), list).toEqual([])

    // One row alone, by its first number in another spelling.
    const [one] = meant
    const spelling = one && numbersOf[list](one).find((n) => typeof n === 'string' && n !== '')
    const single = await run(findInList, owner, { list, numbers: [` ${String(spelling).toLowerCase()} `] })
    if (list !== 'listings')
      expect(idsOf(list, await rowsOf(owner, list, single.setId)), list).toContain(one && idOf(list, one))

    // Who sees less finds less, and is told that the rest is not there.
    const seen = idsOf(list, await rowsOf(ofOne, list))
    const theirs = await run(findInList, ofOne, { list, numbers: numbers.slice(0, 400) })
    const inSight = idsOf(list, await rowsOf(ofOne, list, theirs.setId))
    expect(
      [...inSight].every((id) => seen.has(id)),
      list,
    ).toBe(true)
    expect(idsOf(list, await rowsOf(ofOne, list, told.setId)), list).toEqual(
      new Set([...idsOf(list, found)].filter((id) => seen.has(id))),
    )
    if (seen.size === 0 && !['skus', 'products', 'stock', 'movements'].includes(list))
      expect(theirs.missing.length, list).toBeGreaterThan(0)

    // What was not found may be somebody's phone number: only who pasted it is told.
    expect(await run(getMissingNumbers, ofOne, { set: told.setId })).toEqual({ missing: [] })

    const other = list === 'skus' ? 'products' : 'skus'
    expect(await rowsOf(owner, other, told.setId), list).toEqual([])
  }
  const stranger = (await createTenant()).owner
  const { setId } = await run(findInList, owner, { list: 'skus', numbers: ['A'] })
  await expect(run(getMissingNumbers, stranger, { set: setId })).rejects.toMatchObject({ code: 'not_found' })
})

test('SKUs are found by barcode and former code, parcels and returns by their orders, customers by phone; 501 are too many', async () => {
  const has = async (list: List, number: string, id: unknown) => {
    const { setId, missing } = await run(findInList, owner, { list, numbers: [number] })
    expect(missing, `${list} ${number}`).toEqual([])
    expect(idsOf(list, await rowsOf(owner, list, setId)), `${list} ${number}`).toContain(id)
  }
  for (const number of ['13700001111', '137 0000 1111']) await has('customers', number, world.customerId)
  // The last four digits may be anybody's.
  const last = await run(findInList, owner, { list: 'customers', numbers: ['1111'] })
  expect(last).toMatchObject({ found: 0, missing: ['1111'] })
  const parcel = (await rowsOf(owner, 'parcels')).find(({ id }) => id === world.fulfilmentId)
  const [order] = (parcel?.orders ?? []) as { number: string }[]
  await has('parcels', order?.number ?? '', world.fulfilmentId)
  const returned = (await rowsOf(owner, 'returns')).find(({ id }) => id === world.returnRequestId)
  await has('returns', String(returned?.orderNumber ?? returned?.channelOrderNo), world.returnRequestId)
  const code = `${world.skuCode}-NEW`
  const sku = (await run(named('sku.get'), owner, { skuId: world.skuId })) as { version: number }
  await run(named('sku.update'), owner, {
    skuId: world.skuId,
    version: sku.version,
    code,
    barcodes: ['6901234567892'],
  })
  for (const number of [code, world.skuCode ?? '', '6901234567892']) {
    await has('skus', number, world.skuId)
    await has('products', number, world.productId)
  }
  const many = Array.from({ length: 501 }, (_, i) => `N-${i}`)
  await expect(run(findInList, owner, { list: 'skus', numbers: many })).rejects.toMatchObject({ code: 'invalid' })
})

test('movements of pasted SKUs come page by page, the newest first, and other filters narrow them', async () => {
  const all = await rowsOf(owner, 'movements')
  const codes = [...new Set(all.map(({ skuCode }) => String(skuCode)))].slice(0, 3)
  expect(codes.length).toBeGreaterThan(1)
  const { setId } = await run(findInList, owner, { list: 'movements', numbers: codes })
  const meant = all.filter(({ skuCode }) => codes.includes(String(skuCode)))
  const pages: string[] = []
  let cursor: string | undefined
  do {
    const page = await run(listMovements, owner, { set: setId, limit: 2, cursor })
    pages.push(...page.items.map((row) => row.id))
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  expect(pages).toEqual(meant.map((row) => row.id))
  const [skuCode = ''] = codes
  const { items } = await run(listMovements, owner, { set: setId, skuCode, limit: 1 })
  expect(items.map((row) => row.id)).toEqual([meant.find((row) => row.skuCode === skuCode)?.id])
})

test('who may not read a list finds nothing by its numbers', async () => {
  const member = await createMember(tenantId, 'customer_service')
  const mayNot = { ...member, permissions: new Set(['number-set.*']) }
  await expect(run(findInList, mayNot, { list: 'customers', numbers: ['1'] })).rejects.toMatchObject({
    code: 'forbidden',
    params: { permission: 'customer.list' },
  })
})
