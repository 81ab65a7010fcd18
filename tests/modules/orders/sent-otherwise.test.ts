import { expect, test } from 'vitest'
import { nextSteps } from '@/app/(erp)/orders/[id]/next-steps'
import { type OrderRights, orderRights } from '@/app/(erp)/orders/[id]/order-rights'
import { createPool } from '@/lib/modules/inventory/create-pool'
import { createPoolMove } from '@/lib/modules/inventory/create-pool-move'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { cancelOrder } from '@/lib/modules/orders/cancel-order'
import { getCancelPlan } from '@/lib/modules/orders/get-cancel-plan'
import { listMergeSuggestions } from '@/lib/modules/orders/list-merge-suggestions'
import { moveFulfilment } from '@/lib/modules/orders/move-fulfilment'
import { rerouteOrder } from '@/lib/modules/orders/reroute-order'
import { splitByPlan } from '@/lib/modules/orders/split-by-plan'
import { splitOrder } from '@/lib/modules/orders/split-order'
import { takeGoods } from '@/lib/modules/orders/take-goods'
import { unsplitOrder } from '@/lib/modules/orders/unsplit-order'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { setCutOff } from '@/lib/modules/warehouse/set-cut-off'
import { inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { ordered as orderBatch, receiveBatch, track } from '@/tests/support/batches'
import { brokenInvariants } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { openParcels, ordered, ready, ship, viewOf } from '@/tests/support/order-work'
import { goLive, rule } from '@/tests/support/rules'
import { createShopWithStock, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()

async function place(shop: TestShop, code: string, stock: Record<string, number>, kind = 'own') {
  const made = await run(createWarehouse, shop.owner, { code, name: code, kind })
  const lines = Object.entries(stock).map(([skuCode, quantity]) => ({ skuCode, quantity, unitCost: '10.00' }))
  if (lines.length > 0) await run(adjustStock, shop.owner, { warehouseCode: code, reason: 'opening', lines })
  return made
}
const reroute = (shop: TestShop, orderId: string, warehouseCode: string) =>
  run(rerouteOrder, shop.owner, { orderId, warehouseCode, reason: 'by hand' })
const query = (shop: TestShop, text: string, values: unknown[]) =>
  inTenant(shop.tenantId, 'write', (client) => client.query(text, [shop.tenantId, ...values]))
const carriersOf = async (shop: TestShop, parcelIds: readonly string[]) =>
  (await query(shop, 'select preferred_carrier from fulfilments where tenant_id = $1 and id = any($2)', [parcelIds]))
    .rows

test('the cancel plan names what is still to be paid back, and knows of parcels out of one’s sight', async () => {
  const shop = await createShopWithStock({ CUP: 5, POT: 0 })
  const gz = await place(shop, 'GZ', { POT: 2 })
  const [one, two] = await ready(shop, [
    ordered('A', { CUP: 2 }, { refunded: '12.50' }),
    ordered('B', { CUP: 1, POT: 1 }),
  ])
  if (!one || !two) throw new Error('no order')
  const plan = (orderId: string) => run(getCancelPlan, shop.owner, { orderId })
  expect((await plan(one.id)).refund).toEqual({ amount: '27.50', currency: 'CNY' })
  await query(shop, 'update orders set refunded_minor = paid_minor where tenant_id = $1 and id = $2', [one.id])
  expect((await plan(one.id)).refund).toBeNull()

  await run(splitByPlan, shop.owner, { orderId: two.id })
  const limited = { ...shop.owner, scope: { shopIds: null, warehouseIds: [gz.id] } }
  const seen = () => run(getCancelPlan, limited, { orderId: two.id })
  expect(await seen()).toMatchObject({ possible: true, elsewhere: 1, parcels: [{ warehouseCode: 'GZ' }] })
  const away = openParcels(await viewOf(shop, two.id)).find((p) => p.warehouseCode === 'HZ')
  await ship(shop, away?.id, 'SF-1001')
  expect(await seen()).toMatchObject({ possible: false, shipped: [], elsewhere: 0 })
  await expect(run(cancelOrder, limited, { orderId: two.id, reason: 'x' })).rejects.toMatchObject({
    code: 'already_shipped',
  })
})

test('an order whose goods were lost in somebody’s hands is sent from elsewhere, or from the same place once they are there', async () => {
  const shop = await createShopWithStock({ CUP: 2 })
  await place(shop, 'GZ', { CUP: 2 })
  await place(shop, 'FBA', { CUP: 9 }, 'platform')
  const [order] = await ready(shop, [ordered('A', { CUP: 2 })])
  if (!order) throw new Error('no order')
  const lose = async (state: string, warehouseCode: string) => {
    await query(shop, `update fulfilments set state = $3 where tenant_id = $1 and id = $2`, [
      openParcels(await viewOf(shop, order.id))[0]?.id,
      state,
    ])
    await run(adjustStock, shop.owner, { warehouseCode, reason: 'lost', lines: [{ skuCode: 'CUP', quantity: -2 }] })
  }
  await lose('packed', 'HZ')
  const may = Object.fromEntries(orderRights.map((name) => [name, true])) as OrderRights
  expect(nextSteps(await viewOf(shop, order.id), may).rest).toContain('reroute')
  await expect(reroute(shop, order.id, 'FBA')).rejects.toMatchObject({
    params: { errors: [{ path: 'warehouseCode', code: 'platform' }] },
  })
  expect(await reroute(shop, order.id, 'GZ')).toMatchObject({ state: 'awaiting_shipment' })
  await lose('picking', 'GZ')
  await run(adjustStock, shop.owner, { warehouseCode: 'GZ', reason: 'found', lines: [{ skuCode: 'CUP', quantity: 2 }] })
  await reroute(shop, order.id, 'GZ')
  const states = (await viewOf(shop, order.id)).fulfilments.map((f) => `${f.warehouseCode} ${f.state}`)
  expect(states).toEqual(['HZ cancelled', 'GZ cancelled', 'GZ allocated'])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('a rule’s carrier goes with the parcel that a person sends from elsewhere or splits by plan, and rules limit the plan', async () => {
  const shop = await createShopWithStock({ CUP: 4, POT: 0 })
  await place(shop, 'GZ', { CUP: 1, POT: 2 })
  await place(shop, 'SH', { POT: 2 })
  await goLive(shop.owner, 'routing', [
    rule('yto', { actions: [{ type: 'carrier', carrierCode: 'yto' }] }),
    rule('not-gz', { actions: [{ type: 'avoid', warehouseCodes: ['GZ'] }] }),
  ])
  const [one, two] = await ready(shop, [ordered('A', { CUP: 1 }), ordered('B', { CUP: 2, POT: 1 })])
  if (!one || !two) throw new Error('no order')
  const [moved] = openParcels(await reroute(shop, one.id, 'GZ'))
  expect(await carriersOf(shop, [moved?.id ?? ''])).toEqual([{ preferred_carrier: 'yto' }])
  const parts = openParcels(await run(splitByPlan, shop.owner, { orderId: two.id }))
  expect(parts.map((p) => p.warehouseCode).sort()).toEqual(['HZ', 'SH'])
  expect(
    await carriersOf(
      shop,
      parts.map((p) => p.id),
    ),
  ).toEqual([{ preferred_carrier: 'yto' }, { preferred_carrier: 'yto' }])
  expect(await brokenInvariants(shop)).toEqual([])
})

test('one stopped parcel does not keep the others of its order from being joined', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  const [order] = await ready(shop, [ordered('A', { CUP: 3 })])
  if (!order) throw new Error('no order')
  const lines = [{ orderLineId: order.lines[0]?.id, quantity: 1 }]
  const fulfilmentId = openParcels(order)[0]?.id
  const [stopped] = openParcels(
    await run(splitOrder, shop.owner, { orderId: order.id, fulfilmentId, parcels: [{ lines }, { lines }] }),
  )
  await run(blockFulfilment, shop.owner, { fulfilmentId: stopped?.id, reason: 'Another colour' })
  const after = openParcels(await run(unsplitOrder, shop.owner, { orderId: order.id }))
  expect(after.map((p) => [p.blockReason, p.lines[0]?.quantity]).sort()).toEqual([
    [null, 2],
    ['by_hand', 1],
  ])
})

test('a buyer’s groups in two warehouses are both suggested, also where a page ends between them', async () => {
  const shop = await createShopWithStock({ CUP: 9, POT: 0 })
  await place(shop, 'GZ', { POT: 9 })
  const orders = await ready(shop, [ordered('A', { CUP: 1, POT: 1 }), ordered('B', { CUP: 1, POT: 1 })])
  for (const { id } of orders) await run(splitByPlan, shop.owner, { orderId: id })
  const first = await run(listMergeSuggestions, shop.owner, { limit: 1 })
  const second = await run(listMergeSuggestions, shop.owner, { limit: 1, cursor: first.nextCursor ?? '' })
  expect([...first.items, ...second.items].map((group) => group.warehouseCode).sort()).toEqual(['GZ', 'HZ'])
  expect(second.nextCursor).toBeNull()
})

test('units of a batch past its day are not promised out of a pool, either', async () => {
  const shop = await createShopWithStock({ MILK: 0 })
  await track(shop.owner, 'MILK', { batchTracked: true })
  await receiveBatch(shop.owner, ['MILK', 'OLD', 5, '2030-01-10'])
  await receiveBatch(shop.owner, ['MILK', 'NEW', 2, '2031-01-01'])
  for (const [code, priority, quantity] of [
    ['first', 1, 4],
    ['last', 2, 2],
  ] as const) {
    await run(createPool, shop.owner, { code, name: code, shopCodes: ['tmall'], priority })
    const lines = [{ skuCode: 'MILK', quantity }]
    await run(createPoolMove, shop.owner, { warehouseCode: 'HZ', toPool: code, lines })
  }
  // One unit is general, six are pooled; five expired: the one, the two of the last pool, and two of the first.
  const at = { now: new Date('2030-01-12T04:00:00Z') }
  expect((await orderBatch(shop, 'A', 'MILK', 3, at)).state).toBe('awaiting_purchase')
  expect((await orderBatch(shop, 'B', 'MILK', 2, at)).state).toBe('awaiting_shipment')
  expect((await orderBatch(shop, 'C', 'MILK', 1, at)).state).toBe('awaiting_purchase')
})

test('S2.9 the warehouse whose carrier still comes in time sends, then the cheaper one, and the order says so', async () => {
  const shop = await createShopWithStock({ CUP: 9 })
  const gz = await place(shop, 'GZ', { CUP: 9 })
  const [hz] = (await run(listWarehouses, shop.owner, {})).items.filter(({ code }) => code === 'HZ')
  const change = (warehouse: { id: string; version: number } | undefined, fields: object) =>
    run(updateWarehouse, shop.owner, { warehouseId: warehouse?.id, version: warehouse?.version, ...fields })
  await expect(change(hz, { freight: [{ province: '*', cost: '1.005' }] })).rejects.toMatchObject({
    params: { errors: [{ path: 'freight.0.cost', code: 'too_many_digits' }] },
  })
  await change(hz, { leadHours: 48, freight: [{ province: '浙江', cost: '4.50' }] })
  expect(await change(gz, { freight: [{ province: '*', cost: '9.00' }] })).toMatchObject({ leadHours: 0 })
  await run(setCutOff, shop.owner, { warehouseCode: 'GZ', carrierCode: 'sf', time: '23:59' })
  const inDays = (days: number) => ({ promisedShipAt: new Date(Date.now() + days * 86_400_000).toISOString() })
  const [soon, later] = await ready(shop, [ordered('A', { CUP: 1 }, inDays(1.5)), ordered('B', { CUP: 1 }, inDays(9))])
  expect(soon?.allocation?.candidates).toMatchObject([
    { warehouseCode: 'GZ', reason: 'chosen', late: false },
    { warehouseCode: 'HZ', reason: 'too_late', late: true },
  ])
  expect(later?.allocation?.candidates).toMatchObject([
    { warehouseCode: 'HZ', reason: 'chosen', freight: { amount: '4.50', currency: 'CNY' } },
    { warehouseCode: 'GZ', reason: 'dearer', freight: { amount: '9.00' } },
  ])
})

test('one parcel of a split order is sent from elsewhere, all of it or not at all, and the other stays', async () => {
  const shop = await createShopWithStock({ CUP: 5 })
  await place(shop, 'GZ', { CUP: 1 })
  const [order] = await ready(shop, [ordered('A', { CUP: 3 })])
  if (!order) throw new Error('no order')
  const parcels = [{ lines: [{ orderLineId: order.lines[0]?.id, quantity: 1 }] }]
  const parts = openParcels(
    await run(splitOrder, shop.owner, { orderId: order.id, fulfilmentId: openParcels(order)[0]?.id, parcels }),
  )
  const [one, two] = [1, 2].map((units) => parts.find((p) => p.lines[0]?.quantity === units))
  const move = (fulfilmentId = '', warehouseCode = 'GZ') =>
    run(moveFulfilment, shop.owner, { fulfilmentId, warehouseCode, reason: 'the shelf is empty' })
  await expect(move(two?.id)).rejects.toMatchObject({ code: 'insufficient_stock', params: { short: [{ missing: 1 }] } })
  await expect(move(one?.id, 'HZ')).rejects.toMatchObject({ params: { errors: [{ code: 'unchanged' }] } })
  const after = await move(one?.id)
  expect(after.state).toBe('awaiting_shipment')
  expect(
    openParcels(after)
      .map((p) => `${p.warehouseCode} ${p.lines[0]?.quantity}`)
      .sort(),
  ).toEqual(['GZ 1', 'HZ 2'])
  expect(after.activity.at(-1)).toMatchObject({
    kind: 'allocation',
    data: { warehouseCode: 'GZ', parcel: one?.number },
  })
  for (const [i, { id }] of openParcels(after).entries()) await ship(shop, id, `SF-50${i}`)
  expect((await viewOf(shop, order.id)).state).toBe('shipped')
  expect(await brokenInvariants(shop)).toEqual([])
})

test('goods that an order holds are given to one that waits; the giver waits again and is served when there are more', async () => {
  const shop = await createShopWithStock({ CUP: 3, POT: 1 })
  const [giver, other] = await ready(shop, [ordered('A', { CUP: 2, POT: 1 }), ordered('B', { CUP: 2 })])
  if (!giver || !other) throw new Error('no order')
  expect(other.state).toBe('awaiting_purchase')
  const take = (fromNumber: string) =>
    run(takeGoods, shop.owner, { orderId: other.id, fromNumber, reason: 'promised by phone' })
  await expect(take('nothing')).rejects.toMatchObject({ params: { errors: [{ path: 'fromNumber', code: 'unknown' }] } })
  const after = await take(giver.number)
  expect(after.state).toBe('awaiting_shipment')
  expect(after.activity).toContainEqual(
    expect.objectContaining({ data: expect.objectContaining({ order: giver.number }) }),
  )
  expect(await viewOf(shop, giver.id)).toMatchObject({
    state: 'awaiting_purchase',
    fulfilments: [{ state: 'cancelled' }],
  })
  await expect(take(giver.number)).rejects.toMatchObject({ code: 'illegal_transition' })
  expect(await brokenInvariants(shop)).toEqual([])
  const lines = [{ skuCode: 'CUP', quantity: 1, unitCost: '10.00' }]
  await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'more', lines })
  await run(allocateOrders, shop.system, {})
  expect((await viewOf(shop, giver.id)).state).toBe('awaiting_shipment')
  expect(await brokenInvariants(shop)).toEqual([])
})
