import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { poolInvariants } from '@/lib/modules/dispatch/internal/pool-invariants'
import { returnInvariants } from '@/lib/modules/dispatch/internal/return-invariants'
import { sealAudit } from '@/lib/modules/dispatch/seal-audit'
import { verifyInvariants } from '@/lib/modules/dispatch/verify-invariants'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { receiveStock } from '@/lib/modules/inventory/receive-stock'
import { receiveTransfer } from '@/lib/modules/inventory/receive-transfer'
import { shipTransfer } from '@/lib/modules/inventory/ship-transfer'
import { snapshotStock } from '@/lib/modules/inventory/snapshot-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { foldOrderDeltas } from '@/lib/modules/orders/fold-order-deltas'
import { getOrder } from '@/lib/modules/orders/get-order'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { run } from '@/lib/platform/door/run'
import { withClient } from '@/scripts/lib/roles'
import { receiveBatch, track } from '@/tests/support/batches'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShelves, move } from '@/tests/support/places'
import { createShopWithStock, createSkus, incoming, type TestShop } from '@/tests/support/shop'

const db = await setupWorkerDatabase()
let shop: TestShop
/** Order ids by what became of them. */
const ids: Record<'shipped' | 'held' | 'short' | 'new', string> = { shipped: '', held: '', short: '', new: '' }

beforeAll(async () => {
  shop = await createShopWithStock({ 'CUP-1': 9, 'POT-1': 1 })
  const orders = [
    incoming('shipped', 'CUP-1', 2),
    incoming('held', 'CUP-1', 3),
    incoming('short', 'POT-1', 4),
    incoming('new', 'NOBODY'),
  ]
  const { results } = await run(ingestOrders, shop.owner, { shopCode: 'tmall', orders })
  for (const { channelOrderNo, orderId } of results) ids[channelOrderNo as keyof typeof ids] = orderId ?? ''
  for (const orderId of [ids.shipped, ids.held, ids.short])
    await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const { fulfilments } = await run(getOrder, shop.owner, { orderId: ids.shipped })
  await run(shipFulfilment, shop.owner, {
    fulfilmentId: fulfilments[0]?.id ?? '',
    carrierCode: 'sf',
    trackingNo: 'SF100001',
  })
  await createShelves(shop)
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await move(shop.owner, ['CUP-1', 'DEFAULT', 'X-1', 1])
  const between = { fromWarehouseCode: 'HZ', toWarehouseCode: 'GZ', lines: [{ skuCode: 'CUP-1', quantity: 3 }] }
  const { id: transferId, lines } = await run(createTransfer, shop.owner, between)
  await run(shipTransfer, shop.owner, { transferId })
  await run(receiveTransfer, shop.owner, { transferId, lines: [{ lineId: lines[0]?.id ?? '', quantity: 1 }] })
  await createSkus(shop.owner, ['MILK-1', 'CAM-1'])
  await track(shop.owner, 'MILK-1', { batchTracked: true })
  await track(shop.owner, 'CAM-1', { serialMode: 'receipt' })
  await receiveBatch(shop.owner, ['MILK-1', 'B1', 3, '2199-01-01'])
  await receiveBatch(shop.owner, ['MILK-1', 'B2', 3, '2199-02-01'])
  const cameras = [{ skuCode: 'CAM-1', quantity: 2, serials: ['S1', 'S2'] }]
  await run(receiveStock, shop.owner, { warehouseCode: 'HZ', lines: cameras })
  await run(foldOrderDeltas, shop.system, {})
  await run(snapshotStock, shop.system, {}, { now: new Date(Date.now() + 86_400_000) })
  await run(sealAudit, shop.system, {})
  // What the application's role can never write, this test must.
  await force('alter table stock_balances drop constraint stock_balances_reserved_ck')
})

const broken = async () => (await run(verifyInvariants, shop.owner, {})).items.filter(({ ok }) => !ok)

/** As the superuser: no policy, no trigger, no foreign key in the way. `$1` is the tenant. */
function force(sql: string): Promise<void> {
  return withClient(db.superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(sql.replaceAll('$1', `'${shop.tenantId}'`))
  })
}

test('a company at work breaks nothing', async () => {
  const { items } = await run(verifyInvariants, shop.owner, {})
  expect(items.filter(({ ok }) => !ok)).toEqual([])
  expect(new Set(items.map(({ invariant }) => invariant)).size).toBe(items.length)
  const known = [
    ...breaks.flatMap(([invariant, , , also = []]) => [invariant, ...also]),
    'outbox.told',
    'audit.chain',
    ...brokenElsewhere,
  ]
  // What nothing below breaks would be an invariant that cannot fail.
  expect([...new Set(known)].sort()).toEqual(items.map(({ invariant }) => invariant).sort())
})

/** Those of pools and assembly: `verify-pools.test.ts`; of goods that came back: `verify-returns.test.ts`. */
const brokenElsewhere = [...poolInvariants, ...returnInvariants].map(({ invariant }) => invariant)

type Break = [invariant: string, breaks: () => string, mends: () => string, alsoBroken?: string[]]

const hangzhou = "(select id from warehouses where tenant_id = $1 and code = 'HZ')"
const cup = "sku_id = (select id from skus where tenant_id = $1 and code = 'CUP-1')"
const balance = `tenant_id = $1 and ${cup} and warehouse_id = ${hangzhou}`
const binId = (code: string) =>
  `(select id from bins where tenant_id = $1 and code = '${code}' and warehouse_id = ${hangzhou})`
const inBin = (code: string) => `tenant_id = $1 and ${cup} and bin_id = ${binId(code)}`
const one = (table: string, set: string, where = 'true'): string =>
  `update ${table} set ${set} where tenant_id = $1 and ${where}`
const movement = `id = (select id from stock_movements where tenant_id = $1 and reason = 'shipment')`
const used = `movement_${movement}`
const openHeld = `state = 'open'`
const layer = `sku_id = (select id from skus where tenant_id = $1 and code = 'POT-1')`
const filled = `${cup} and warehouse_id = ${hangzhou}`
const parcel = (id: string) =>
  `id in (select fulfilment_id from fulfilment_lines where tenant_id = $1 and order_id = '${id}')`

const milk = "sku_id = (select id from skus where tenant_id = $1 and code = 'MILK-1')"
const batchNamed = (code: string) => `(select id from stock_batches where tenant_id = $1 and code = '${code}')`
const ofBatch = (code: string) => `batch_id = ${batchNamed(code)}`
const firstReceipt = `(select id from stock_movements where tenant_id = $1 and ${milk} order by id limit 1)`
const unit = (code: string) => `serial_id = (select id from stock_serials where tenant_id = $1 and code = '${code}')`

const breaks: Break[] = [
  [
    'stock.on-hand',
    () => one('stock_movements', 'quantity = quantity - 1', movement),
    () => one('stock_movements', 'quantity = quantity + 1', movement),
    ['movement.layers', 'stock.snapshots', 'bin.on-hand'],
  ],
  [
    'stock.value',
    () => one('stock_movements', 'value_minor = value_minor - 1', movement),
    () => one('stock_movements', 'value_minor = value_minor + 1', movement),
    ['movement.layers', 'stock.snapshots'],
  ],
  [
    'stock.snapshots',
    () => one('stock_snapshots', 'value_minor = value_minor + 1', filled),
    () => one('stock_snapshots', 'value_minor = value_minor - 1', filled),
  ],
  [
    'movement.layers',
    () => one('cost_layer_uses', 'value_minor = value_minor + 1', used),
    () => one('cost_layer_uses', 'value_minor = value_minor - 1', used),
    ['layer.rest'],
  ],
  [
    'layer.rest',
    () => one('cost_layers', 'quantity_left = quantity_left - 1', filled),
    () => one('cost_layers', 'quantity_left = quantity_left + 1', filled),
    ['stock.layer-units'],
  ],
  [
    'stock.layer-units',
    () => one('cost_layers', 'quantity_left = 0, value_left_minor = 0', layer),
    () => one('cost_layers', 'quantity_left = 1, value_left_minor = 1000', layer),
    ['stock.layer-value', 'layer.rest'],
  ],
  [
    'stock.reserved',
    () => `update stock_balances set reserved = reserved - 1 where ${balance}`,
    () => `update stock_balances set reserved = reserved + 1 where ${balance}`,
  ],
  [
    'stock.bins',
    () => `update bin_balances set quantity = quantity + 1 where ${inBin('DEFAULT')}`,
    () => `update bin_balances set quantity = quantity - 1 where ${inBin('DEFAULT')}`,
    ['bin.on-hand'],
  ],
  [
    'bin.on-hand',
    // What lies in two bins together is right, but each of them is wrong.
    () =>
      `update bin_balances set quantity = quantity + case when bin_id = ${binId('X-1')} then 1 else -1 end where (${inBin('X-1')}) or (${inBin('DEFAULT')})`,
    () =>
      `update bin_balances set quantity = quantity + case when bin_id = ${binId('X-1')} then -1 else 1 end where (${inBin('X-1')}) or (${inBin('DEFAULT')})`,
    ['stock.defective'],
  ],
  [
    'bin.picked',
    () => one('reservations', 'staged = 1', "state = 'open'"),
    () => one('reservations', 'staged = 0', 'staged = 1'),
  ],
  [
    'stock.defective',
    () => one('zones', "kind = 'sellable'", "kind = 'defective'"),
    () => one('zones', "kind = 'defective'", "code = 'X'"),
  ],
  [
    'movement.defective',
    () => one('stock_movements', 'defective = false', 'defective'),
    () => one('stock_movements', 'defective = true', "reason = 'move' and quantity > 0"),
    ['stock.snapshots'],
  ],
  [
    'movement.moves',
    () => one('stock_movements', 'value_minor = value_minor + 1', "reason = 'move'"),
    () => one('stock_movements', 'value_minor = value_minor - 1', "reason = 'move'"),
    ['stock.value', 'stock.snapshots'],
  ],
  [
    'stock.incoming',
    () => one('stock_balances', 'incoming = incoming + 1', cup),
    () => one('stock_balances', 'incoming = incoming - 1', cup),
  ],
  [
    'transfer.carried',
    () => one('stock_transfer_layers', 'value_left_minor = value_left_minor + 1'),
    () => one('stock_transfer_layers', 'value_left_minor = value_left_minor - 1'),
  ],
  [
    'stock.reserved-within-on-hand',
    () => `update stock_balances set reserved = reserved + 100 where ${balance}`,
    () => `update stock_balances set reserved = reserved - 100 where ${balance}`,
    ['stock.reserved'],
  ],
  [
    'batch.bins',
    () => one('batch_balances', 'quantity = quantity + 1', ofBatch('B1')),
    () => one('batch_balances', 'quantity = quantity - 1', ofBatch('B1')),
    ['batch.movements', 'batch.layers'],
  ],
  [
    'batch.movements',
    () => one('stock_movements', `batch_id = ${batchNamed('B2')}`, ofBatch('B1')),
    () => one('stock_movements', `batch_id = ${batchNamed('B1')}`, `id = ${firstReceipt}`),
  ],
  [
    'batch.layers',
    () => one('cost_layers', 'batch_id = null', ofBatch('B1')),
    () => one('cost_layers', `batch_id = ${batchNamed('B1')}`, `batch_id is null and ${milk}`),
  ],
  [
    'stock.blocked',
    () => one('stock_balances', 'blocked = blocked + 1', milk),
    () => one('stock_balances', 'blocked = blocked - 1', milk),
    ['stock.asides'],
  ],
  [
    'batch.sellable',
    () => one('stock_batches', 'sellable = false', "code = 'B1'"),
    () => one('stock_batches', 'sellable = true', "code = 'B1'"),
    ['stock.blocked'],
  ],
  [
    'serial.on-hand',
    () => one('stock_serials', "state = 'known', warehouse_id = null", "code = 'S1'"),
    () => one('stock_serials', `state = 'in_stock', warehouse_id = ${hangzhou}`, "code = 'S1'"),
  ],
  [
    'serial.in-transit',
    () => one('stock_serials', "state = 'in_transit'", "code = 'S1'"),
    () => one('stock_serials', "state = 'in_stock'", "code = 'S1'"),
    ['serial.last-move', 'serial.on-hand'],
  ],
  [
    'serial.last-move',
    () =>
      one(
        'stock_serial_moves',
        `movement_id = (select id from stock_movements where tenant_id = $1 and reason = 'shipment')`,
        unit('S1'),
      ),
    () =>
      one(
        'stock_serial_moves',
        `movement_id = (select movement_id from stock_serial_moves where tenant_id = $1 and ${unit('S2')})`,
        unit('S1'),
      ),
  ],
  [
    'bundle.keeps-nothing',
    () => `update skus set bundle = true where tenant_id = $1 and code = 'CUP-1'`,
    () => `update skus set bundle = false where tenant_id = $1 and code = 'CUP-1'`,
    ['bundle.of-single-skus'],
  ],
  [
    'bundle.of-single-skus',
    () => `insert into sku_components (tenant_id, sku_id, component_id, position, quantity)
             select $1, a.id, b.id, 0, 1 from skus a, skus b where a.tenant_id = $1 and b.tenant_id = $1 and a.code = 'POT-1' and b.code = 'CUP-1'`,
    () => 'delete from sku_components where tenant_id = $1',
  ],
  [
    'order.bundle-amounts',
    () => `insert into order_line_parts (tenant_id, order_line_id, sku_id, order_id, position, quantity, goods_minor, discount_minor, freight_minor)
             select $1, l.id, l.sku_id, l.order_id, 0, l.quantity, l.goods_minor - 1, l.discount_minor, l.freight_minor
               from order_lines l where l.tenant_id = $1 and l.order_id = '${ids.held}'`,
    () => 'delete from order_line_parts where tenant_id = $1',
  ],
  [
    'reservation.of-open-fulfilment',
    () => one('fulfilments', "state = 'cancelled'", parcel(ids.held)),
    () => one('fulfilments', "state = 'allocated'", parcel(ids.held)),
    ['order.awaiting-shipment-is-held'],
  ],
  [
    'fulfilment.fully-reserved',
    () => one('reservations', "state = 'released'", openHeld),
    () => one('reservations', "state = 'open'", "state = 'released'"),
    ['stock.reserved'],
  ],
  [
    'fulfilment.lineage',
    () => `insert into fulfilment_lineage (tenant_id, parent_id, child_id, operation_id, kind, at, actor_kind, actor)
             select $1, a.id, b.id, a.id, 'split', now(), 'system', 'test' from fulfilments a, fulfilments b
              where a.tenant_id = $1 and b.tenant_id = $1 and ${parcel(ids.held).replace(/^id/, 'a.id')} and ${parcel(ids.shipped).replace(/^id/, 'b.id')}`,
    () => 'delete from fulfilment_lineage where tenant_id = $1',
  ],
  [
    'order.awaiting-shipment-is-held',
    () => one('fulfilment_lines', 'quantity = 2', `order_id = '${ids.held}'`),
    () => one('fulfilment_lines', 'quantity = 3', `order_id = '${ids.held}'`),
    ['fulfilment.fully-reserved'],
  ],
  [
    'order.awaiting-purchase-has-demand',
    () => one('stock_demands', `order_id = '${newId()}'`),
    () => one('stock_demands', `order_id = '${ids.short}'`),
    ['order.others-hold-nothing'],
  ],
  [
    'order.others-hold-nothing',
    () => one('orders', "state = 'cancelled'", `id = '${ids.held}'`),
    () => one('orders', "state = 'awaiting_shipment'", `id = '${ids.held}'`),
    ['order.events', 'counter.days', 'counter.states'],
  ],
  [
    'order.shipped-is-shipped',
    () => one('fulfilment_lines', 'quantity = 1', `order_id = '${ids.shipped}'`),
    () => one('fulfilment_lines', 'quantity = 2', `order_id = '${ids.shipped}'`),
  ],
  [
    'order.shipped-has-a-parcel-on-its-way',
    () => one('fulfilments', "state = 'delivered'", parcel(ids.shipped)),
    () => one('fulfilments', "state = 'shipped'", parcel(ids.shipped)),
  ],
  [
    'order.events',
    () =>
      one(
        'order_events',
        'seq = seq + 1',
        `order_id = '${ids.held}' and seq = (select max(seq) from order_events where tenant_id = $1 and order_id = '${ids.held}')`,
      ),
    () =>
      one(
        'order_events',
        'seq = seq - 1',
        `order_id = '${ids.held}' and seq = (select max(seq) from order_events where tenant_id = $1 and order_id = '${ids.held}')`,
      ),
  ],
  [
    'order.line-amounts',
    () => one('order_lines', 'freight_minor = freight_minor + 1', `order_id = '${ids.new}'`),
    () => one('order_lines', 'freight_minor = freight_minor - 1', `order_id = '${ids.new}'`),
  ],
  [
    'order.line-counts',
    () => one('orders', 'line_count = line_count + 1', `id = '${ids.new}'`),
    () => one('orders', 'line_count = line_count - 1', `id = '${ids.new}'`),
  ],
  [
    'order.hold-count',
    () => one('orders', 'hold_count = hold_count + 1', `id = '${ids.new}'`),
    () => one('orders', 'hold_count = hold_count - 1', `id = '${ids.new}'`),
  ],
  [
    'counter.days',
    () => one('order_days', 'freight_minor = freight_minor + 1', "state = 'shipped'"),
    () => one('order_days', 'freight_minor = freight_minor - 1', "state = 'shipped'"),
  ],
  [
    'counter.states',
    () => one('order_state_counts', 'orders = orders + 1', "state = 'shipped'"),
    () => one('order_state_counts', 'orders = orders - 1', "state = 'shipped'"),
  ],
]

describe('each thing broken by hand is named', () => {
  test.each(breaks)('%s', async (invariant, breaking, mending, alsoBroken = []) => {
    await force(breaking())
    const found = await broken()
    expect(found.map((f) => f.invariant).sort()).toEqual([invariant, ...alsoBroken].sort())
    for (const { figure, firstRow } of found)
      expect([figure > 0, firstRow]).toEqual([true, expect.stringMatching(/\S/)])
    await force(mending())
    expect(await broken()).toEqual([])
  })

  test('an event nobody was told of, once a worker lives to tell it', async () => {
    await force("update outbox set created_at = now() - interval '2 minutes' where tenant_id = $1")
    expect(await broken()).toEqual([])
    await force("insert into worker_heartbeats (worker_id, beat_at) values ('w1', now())")
    expect((await broken()).map((f) => f.invariant)).toEqual(['outbox.told'])
    await force('update outbox set sent_at = now() where tenant_id = $1')
    expect(await broken()).toEqual([])
  })

  test('an audit row edited after it was sealed; nothing mends it', async () => {
    await force(
      `update audit_log set detail = '{"decision": "invalid"}' where tenant_id = $1 and id = (select audit_id from audit_seals where tenant_id = $1 and seq = 5)`,
    )
    expect(await broken()).toEqual([{ invariant: 'audit.chain', ok: false, figure: 1, firstRow: 'seal 5: row_edited' }])
  })
})
