import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { countViews } from '@/lib/modules/exchange/count-views'
import { countedLists } from '@/lib/modules/exchange/internal/counted-lists'
import { createView } from '@/lib/modules/settings/create-view'
import { shareView } from '@/lib/modules/settings/share-view'
import { countRows } from '@/lib/platform/count-rows'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { Context } from '@/lib/platform/door/context'
import { run } from '@/lib/platform/door/run'
import { registry } from '@/lib/registry'
import { createCompany } from '@/tests/contract/world'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createMember, createTenant } from '@/tests/support/tenant'

await setupWorkerDatabase()

type List = keyof typeof countedLists
/** A view's address, and what the page asks its list for when it is opened there. */
type Case = readonly [list: List, address: Record<string, string>, filter: Record<string, unknown>]

const shown = async (actor: Actor, [list, , filter]: Case): Promise<number> => {
  const useCase = registry.find(({ name }) => name === countedLists[list].permission)
  if (!useCase) throw new Error(`there is no list of ${list}`)
  const page = (await run(useCase, actor, { ...filter, limit: 200 })) as { items: unknown[]; nextCursor: string | null }
  expect(page.nextCursor).toBeNull()
  return page.items.length
}

test('beside each saved view of each list stands how many rows the list shows there, to whoever looks', async () => {
  const { tenantId, owner, world } = await createCompany()
  const { shopCode = '', warehouseCode = '', skuCode = '' } = world
  const same = (list: List, filter: Record<string, string>): Case => [list, filter, filter]
  const cases: Case[] = [
    ...(Object.keys(countedLists) as List[]).filter((list) => list !== 'parcels').map((list) => same(list, {})),
    same('orders', { shopCode }),
    same('orders', { state: 'pending_review' }),
    same('orders', { shopCode: 'no-such-shop' }),
    // Whatever an address says that the list does not know opens the list all the same.
    ['orders', { state: 'no_such_state', sort: 'oldest' }, { sort: 'oldest' }],
    ['parcels', {}, { state: 'allocated' }],
    ['parcels', { state: 'all' }, {}],
    ['parcels', { state: 'shipped', warehouseCode }, { state: 'shipped', warehouseCode }],
    ['parcels', { blocked: '1', state: 'shipped' }, { blocked: '1' }],
    ['products', { category: world.categoryId ?? '' }, { categoryId: world.categoryId }],
    ['products', { priceFrom: '1.00', priceTo: '2.345' }, { priceFrom: '1.00' }],
    same('stock', { warehouseCode }),
    same('stock', { low: '1' }),
    ['stock', { skuCode: 'no-such-sku' }, {}],
    same('movements', { skuCode, warehouseCode }),
    same('movements', { skuCode: 'no-such-sku' }),
    same('returns', { shopCode, state: 'requested' }),
    same('returns', { shopCode: 'no-such-shop' }),
    same('batches', { withinDays: '30' }),
    same('transfers', { side: 'from', warehouseCode }),
    same('customers', { group: 'no-such-group' }),
    same('imports', { kind: 'orders' }),
    same('alerts', { warehouseCode, kind: 'below_safety' }),
    same('alerts', { deed: 'aside', snoozed: 'true' }),
  ]
  const viewIds = await Promise.all(
    cases.map(async ([list, query], i) => {
      const { id } = await run(createView, owner, { list, name: `${i}`, query })
      await run(shareView, owner, { viewId: id, roles: [] })
      return id
    }),
  )
  const people = [
    owner,
    await createMember(tenantId, 'owner', { shopIds: [world.otherShopId ?? ''] }),
    await createMember(tenantId, 'owner', { warehouseIds: [world.warehouseId ?? ''] }),
  ]
  const told = await Promise.all(
    people.map(async (actor) => {
      const figures = new Map<string, unknown>()
      for (const list of Object.keys(countedLists) as List[]) {
        for (const { viewId, ...count } of (await run(countViews, actor, { list })).items) figures.set(viewId, count)
      }
      return Promise.all(
        cases.map(async (one, i) => {
          const n = await shown(actor, one)
          expect.soft(figures.get(viewIds[i] ?? ''), JSON.stringify(one)).toEqual({ n, capped: false })
          return n
        }),
      )
    }),
  )
  const [whole = [], ofShop = [], ofWarehouse = []] = told
  // The company has one of everything, so that no list agrees by having nothing.
  const bare = cases.filter(([, address], i) => Object.keys(address).length === 0 && whole[i] === 0)
  expect(bare).toEqual([])
  const at = (list: List) => cases.findIndex(([name, address]) => name === list && Object.keys(address).length === 0)
  expect(ofShop[at('orders')]).toBeLessThan(whole[at('orders')] ?? 0)
  expect(ofWarehouse[at('stock')]).toBeLessThan(whole[at('stock')] ?? 0)
})

test('every list of the screens that has saved views has their figures', () => {
  const pages = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('page.tsx'))
    .map((file) => readFileSync(`app/${file}`, 'utf8'))
  const tasted = pages.flatMap((page) =>
    [...page.matchAll(/\b(?:tastedList\(|tasteOf\(actor, )'([a-z-]+)'/g)].map(([, list]) => list),
  )
  expect(tasted.sort()).toEqual(Object.keys(countedLists).sort())
})

test('who may not read a list is not told how long it is', async () => {
  const { tenantId } = await createTenant()
  const service = await createMember(tenantId, 'customer_service')
  const mayNot = { ...service, permissions: new Set(['view.*']) }
  await expect(run(countViews, mayNot, { list: 'orders' })).rejects.toMatchObject({
    code: 'forbidden',
    params: { permission: 'order.list' },
  })
})

test('several readings are counted in one statement, each with its own values, up to a thousand', async () => {
  const { tenantId, owner } = await createTenant()
  const some = (n: number) => ({
    text: 'select 1 from generate_series(1, $2::int) where $1::uuid is not null limit $3',
    params: [n, 1001],
  })
  const counts = await inTenant(tenantId, 'read', (client) =>
    countRows(new Context(client, owner, new Date()), [
      ['few', some(3)],
      ['thousand', some(1000)],
      ['many', some(5000)],
    ]),
  )
  expect(Object.fromEntries(counts)).toEqual({
    few: { n: 3, capped: false },
    thousand: { n: 1000, capped: false },
    many: { n: 1000, capped: true },
  })
})
