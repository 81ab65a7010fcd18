import { expect, test } from 'vitest'
import { workBulk } from '@/lib/modules/dispatch/work-bulk'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getRuleTraces } from '@/lib/modules/orders/get-rule-traces'
import { holdOrder } from '@/lib/modules/orders/hold-order'
import { mergeOrders } from '@/lib/modules/orders/merge-orders'
import { previewRouting } from '@/lib/modules/orders/preview-routing'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { rerunRouting } from '@/lib/modules/orders/rerun-routing'
import type { OrderView } from '@/lib/modules/orders/schema'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { startOrderBulk } from '@/lib/modules/orders/start-bulk'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { getBulk } from '@/lib/modules/settings/get-bulk'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

async function company(): Promise<TestShop> {
  const shop = await createShopWithStock({ CUP: 9, POT: 2 })
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 300 })
  await add(shop, { CUP: 3 })
  return shop
}

const add = (shop: TestShop, stock: Record<string, number>) =>
  run(adjustStock, shop.owner, {
    warehouseCode: 'GZ',
    reason: 'found',
    lines: Object.entries(stock).map(([skuCode, quantity]) => ({ skuCode, quantity, unitCost: '10.00' })),
  })
const idsOf = (orders: readonly OrderView[]) => orders.map((order) => order.id)
const fromGz = (shop: TestShop) =>
  goLive(shop.owner, 'routing', [
    rule('gz', {
      name: 'From Guangzhou',
      actions: [
        { type: 'only', warehouseCodes: ['GZ'] },
        { type: 'carrier', carrierCode: 'yto' },
      ],
    }),
  ])
const bulkRows = 'select label from bulk_rows where tenant_id = $1 and job_id = $2 order by seq'
const preview = (shop: TestShop, orderIds: readonly string[]) => run(previewRouting, shop.owner, { orderIds })
const rerun = (shop: TestShop, orderIds: readonly string[], version: number) =>
  run(rerunRouting, shop.owner, { orderIds, version })
const places = async (shop: TestShop, orderId = '') =>
  openParcels(await viewOf(shop, orderId)).map((p) => `${p.warehouseCode} ${p.preferredCarrier}`)

test('rules published later are run over allocated orders: shown first, then done, the earlier promise first', async () => {
  const shop = await company()
  const promised = (no: string, quantity: number, day: number) =>
    ordered(no, { CUP: quantity }, { promisedShipAt: `2026-11-${day}T00:00:00Z` })
  const orders = await ready(shop, [promised('A', 2, 20), promised('B', 2, 12), ordered('C', { POT: 1 })])
  const [a = '', b = '', c = ''] = idsOf(orders)
  expect(await preview(shop, [a])).toEqual({ version: null, items: [] })
  const version = await fromGz(shop)
  const shown = await preview(shop, [a, b, c])
  // Three cups lie there: the earlier promise gets them, the other one stays where it has its goods, though the rule says otherwise.
  const here = { warehouseCodes: ['HZ'], carriers: [] }
  expect(shown.version).toBe(version)
  expect(Object.fromEntries(shown.items.map((item) => [item.orderId, item]))).toMatchObject({
    [a]: { outcome: 'would_lack', from: here, to: here },
    [b]: {
      outcome: 'changed',
      from: here,
      to: { warehouseCodes: ['GZ'], carriers: ['yto'] },
      why: 'excluded_by_rule',
      rules: ['From Guangzhou'],
    },
    [c]: { outcome: 'would_lack' },
  })
  expect(await places(shop, b)).toEqual(['HZ null'])
  await expect(rerun(shop, [a, b, c], version + 1)).rejects.toMatchObject({ code: 'version_conflict' })
  const { results } = await rerun(shop, [a, b, c], version)
  expect(results.map((row) => row.outcome)).toEqual(['would_lack', 'changed', 'would_lack'])
  expect([await places(shop, a), await places(shop, b)]).toEqual([['HZ null'], ['GZ yto']])
  const moved = await viewOf(shop, b)
  expect(moved).toMatchObject({ state: 'awaiting_shipment', allocation: { warehouseCode: 'GZ' } })
  expect(moved.activity.some(({ data }) => data.operation === 'rules' && data.version === version)).toBe(true)
  const traces = await run(getRuleTraces, shop.owner, { orderId: b })
  expect(traces.items).toMatchObject([{ kind: 'routing', version, cause: 'rerun' }])
  // Once more, with nothing new: nothing changes.
  expect((await rerun(shop, [b], version)).results).toMatchObject([{ outcome: 'unchanged' }])
  // Another wish for a carrier alone leaves the goods where they are.
  const [parcel] = openParcels(moved)
  const other = await goLive(shop.owner, 'routing', [rule('sf', { actions: [{ type: 'carrier', carrierCode: 'sf' }] })])
  await add(shop, { CUP: 1 })
  expect((await rerun(shop, [a], other)).results).toMatchObject([{ outcome: 'changed', to: { carriers: ['sf'] } }])
  expect(await places(shop, a)).toEqual(['HZ sf'])
  expect(parcel?.state).toBe('allocated')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a job gives goods to the oldest promise first, whichever order is the newest, and takes what has left last', async () => {
  const shop = await company()
  const promised = (no: string, day: number) => ordered(no, { CUP: 2 }, { promisedShipAt: `2026-11-${day}T00:00:00Z` })
  const [early, late] = await ready(shop, [promised('A', 12), promised('B', 20)])
  const [left] = await ready(shop, [ordered('C', { POT: 1 })])
  await ship(shop, left && openParcels(left)[0]?.id, 'SF-1002')
  const version = await fromGz(shop)
  const rowsOf = async (what: object) => {
    const { jobId } = await run(startOrderBulk, shop.owner, { filter: {}, what })
    return {
      jobId,
      rows: await inTenant(shop.tenantId, 'read', (client) => client.query(bulkRows, [shop.tenantId, jobId])),
    }
  }
  // Three cups lie where the rule sends from: they are for one of the two.
  const { jobId } = await rowsOf({ action: 'rule.rerun-routing', version })
  await workBulk(shop.system, { jobId })
  expect([await places(shop, early?.id), await places(shop, late?.id)]).toEqual([['GZ yto'], ['HZ null']])
  const inTurn = [early, late, left].map((order) => ({ label: order?.number }))
  for (const what of [
    { action: 'rule.rerun-routing', version },
    { action: 'order.review', decision: 'approve' },
  ])
    expect((await rowsOf(what)).rows.rows).toEqual(inTurn)
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what waits for goods goes to where they lie', async () => {
  const shop = await company()
  await goLive(shop.owner, 'routing', [rule('hz', { actions: [{ type: 'only', warehouseCodes: ['HZ'] }] })])
  const [order] = await ready(shop, [ordered('A', { CUP: 10 })])
  expect(order?.state).toBe('awaiting_purchase')
  await add(shop, { CUP: 9 })
  const version = await fromGz(shop)
  expect((await rerun(shop, [order?.id ?? ''], version)).results).toMatchObject([
    { outcome: 'changed', from: { warehouseCodes: [] }, to: { warehouseCodes: ['GZ'] }, why: null },
  ])
  expect((await viewOf(shop, order?.id ?? '')).state).toBe('awaiting_shipment')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('what a person split stays split, and goods that an order holds are not given up for as many of another', async () => {
  const shop = await company()
  const [split, mixed] = await ready(shop, [ordered('A', { CUP: 2 }), ordered('B', { CUP: 2, POT: 2 })])
  const parcel = split && openParcels(split)[0]
  const orderLineId = split?.lines[0]?.id ?? ''
  await run(splitOrder, shop.owner, {
    orderId: split?.id,
    fulfilmentId: parcel?.id,
    parcels: [{ lines: [{ orderLineId, skuCode: 'CUP', quantity: 1 }] }],
  })
  const version = await fromGz(shop)
  const outcome = async (order?: OrderView) => (await preview(shop, [order?.id ?? ''])).items[0]?.outcome
  expect(await outcome(split)).toBe('by_hand')
  // Three cups and no pot lie there: the pots would be given up, however many cups there are.
  expect(await outcome(mixed)).toBe('would_lack')
  expect((await rerun(shop, idsOf(mixed ? [mixed] : []), version)).results).toMatchObject([{ outcome: 'would_lack' }])
  expect(openParcels(await viewOf(shop, split?.id ?? ''))).toHaveLength(2)
})

test('what has begun, is held, shared, or was decided by a person stays as it is and says why; a job gives each its result', async () => {
  const shop = await company()
  await add(shop, { CUP: 20, POT: 20 })
  const orders = await ready(
    shop,
    'ABCDEFG'.split('').map((no) => ordered(no, { CUP: 1 })),
  )
  const [gone, picking, wave, held, one, two, hand] = orders
  const set = async (order: OrderView | undefined, state: string) =>
    inTenant(shop.tenantId, 'write', (client) =>
      client.query('update fulfilments set state = $3 where tenant_id = $1 and id = $2', [
        shop.tenantId,
        order && openParcels(order)[0]?.id,
        state,
      ]),
    )
  await ship(shop, gone && openParcels(gone)[0]?.id, 'SF-1001')
  await set(picking, 'picking')
  await set(wave, 'released')
  await run(holdOrder, shop.owner, { orderId: held?.id, note: 'wait' })
  await run(mergeOrders, shop.owner, { fulfilmentIds: [one, two].map((o) => o && openParcels(o)[0]?.id) })
  await run(rerouteOrder, shop.owner, { orderId: hand?.id, warehouseCode: 'GZ', reason: 'asked by phone' })
  await run(rerouteOrder, shop.owner, { orderId: hand?.id, warehouseCode: 'HZ', reason: 'and back' })
  const [plain] = await ready(shop, [ordered('H', { POT: 1 })])
  const version = await fromGz(shop)
  const ids = idsOf(plain ? [...orders, plain] : [])
  const { items } = await preview(shop, ids)
  const outcomes = new Map(items.map((item) => [item.orderId, item.outcome]))
  const expected = ['not_waiting', 'begun', 'in_wave', 'held', 'merged', 'merged', 'by_hand', 'changed']
  expect(ids.map((id) => outcomes.get(id))).toEqual(expected)
  const what = { action: 'rule.rerun-routing', version }
  const { jobId } = await run(startOrderBulk, shop.owner, { filter: {}, what })
  await workBulk(shop.system, { jobId })
  const job = await run(getBulk, shop.owner, { jobId })
  expect(job).toMatchObject({ done: 1, refused: 7 })
  const codes = job.reasons.map(({ refusal }) => JSON.stringify(refusal))
  expect(codes.some((text) => text.includes('routing_in_wave'))).toBe(true)
  expect(await places(shop, plain?.id)).toEqual(['GZ yto'])
  await run(allocateOrders, shop.system, {})
  expect(await places(shop, hand?.id)).toEqual(['HZ null'])
  expect(await brokenInvariants(shop)).toEqual([])
  const limited = { ...shop.owner, scope: { shopIds: null, warehouseIds: [shop.warehouseId] } }
  await expect(run(rerunRouting, limited, { orderIds: ids, version })).rejects.toMatchObject({ code: 'forbidden' })
})
