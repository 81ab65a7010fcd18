import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { createProduct } from '@/lib/modules/catalog/create-product'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { cancelTransfer } from '@/lib/modules/inventory/cancel-transfer'
import { completeAssembly } from '@/lib/modules/inventory/complete-assembly'
import { createAssembly } from '@/lib/modules/inventory/create-assembly'
import { getThresholds } from '@/lib/modules/inventory/get-thresholds'
import { getTransfer } from '@/lib/modules/inventory/get-transfer'
import { setThresholds } from '@/lib/modules/inventory/set-thresholds'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { getAlert } from '@/lib/modules/purchasing/get-alert'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { mailAlerts } from '@/lib/modules/purchasing/mail-alerts'
import { refreshAlerts } from '@/lib/modules/purchasing/refresh-alerts'
import type { AlertView } from '@/lib/modules/purchasing/schema'
import { setAlertSettings } from '@/lib/modules/purchasing/set-alert-settings'
import { settleAlert } from '@/lib/modules/purchasing/settle-alert'
import { snoozeAlert } from '@/lib/modules/purchasing/snooze-alert'
import { suggestTransfers } from '@/lib/modules/purchasing/suggest-transfers'
import { takeMailableAlerts } from '@/lib/modules/purchasing/take-mailable-alerts'
import { transferForAlert } from '@/lib/modules/purchasing/transfer-for-alert'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()
const day = 86_400_000
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string }) => e.code ?? String(e),
  )
const later = (days: number) => ({ now: new Date(Date.now() + days * day) })
const told = ({ kind, skuCode, warehouseCode }: AlertView) => `${kind} ${skuCode} ${warehouseCode ?? '*'}`
const alertsOf = async (actor: Actor, input: object = {}) =>
  (await run(listAlerts, actor, input)).items.sort((a, b) => (told(a) < told(b) ? -1 : 1))
const in_ = (shop: TestShop, warehouseId: string): Actor => ({
  ...shop.owner,
  scope: { shopIds: null, warehouseIds: [warehouseId] },
})
const skuOf = async (shop: TestShop, skuCode: string) => {
  const sku = (await run(listSkus, shop.owner, { codes: [skuCode] })).items[0]
  if (!sku) throw new Error(`no ${skuCode}`)
  return sku
}
const put = (shop: TestShop, warehouseCode: string, skuCode: string, quantity: number) =>
  run(adjustStock, shop.owner, {
    warehouseCode,
    reason: 'x',
    lines: [{ skuCode, quantity, ...(quantity > 0 && { unitCost: '1' }) }],
  })

async function sell(shop: TestShop, skuCode: string, quantity: number, province = '浙江省', options = {}) {
  const order = incoming(newId(), skuCode, quantity)
  const [orderId = ''] = await arrive(shop, [{ ...order, address: { ...order.address, province } }])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const { fulfilments } = await run(getOrder, shop.owner, { orderId })
  const parcel = { fulfilmentId: fulfilments[0]?.id ?? '', carrierCode: 'sf', trackingNo: newId() }
  await run(shipFulfilment, shop.owner, parcel, options)
}

async function threshold(shop: TestShop, skuCode: string, warehouseCode: string, safetyStock: number | null) {
  const { id: skuId, version } = await skuOf(shop, skuCode)
  return run(setThresholds, shop.owner, {
    skuId,
    version,
    warehouses: [{ warehouseCode, safetyStock, leadTimeDays: null }],
  })
}

test('S3.19 an empty warehouse beside a full one warns whoever looks after it; what is done about it stands there until it closes', async () => {
  const shop = await createShopWithStock({ CUP: 400, POT: 9 })
  const gz = await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  // It never had any, and all together there is plenty: the warehouse's own threshold is what it lacks.
  const set = await threshold(shop, 'CUP', 'GZ', 20)
  expect(set.warehouses).toEqual([
    { warehouseCode: 'GZ', safetyStock: 20, leadTimeDays: null },
    { warehouseCode: 'HZ', safetyStock: null, leadTimeDays: null },
  ])
  await run(refreshAlerts, shop.system, {})
  const [alert] = await alertsOf(shop.owner)
  expect((await alertsOf(shop.owner)).map(told)).toEqual(['below_safety CUP GZ'])
  expect(alert?.figures).toMatchObject({ onHand: 0, limit: 20, need: 21, giver: { warehouseCode: 'HZ', quantity: 21 } })
  const alertId = alert?.id ?? ''
  // Who sees Guangzhou sees it without the other's name; who sees Hangzhou sees nothing of it and can do nothing about it.
  const [south, east] = [in_(shop, gz.id), in_(shop, shop.warehouseId)]
  expect((await alertsOf(south)).map((one) => [told(one), one.figures.giver])).toEqual([
    ['below_safety CUP GZ', undefined],
  ])
  expect(await alertsOf(east)).toEqual([])
  for (const ask of [
    () => run(getAlert, east, { alertId }),
    () => run(snoozeAlert, east, { alertId, days: 1 }),
    () => run(settleAlert, east, { alertId, deed: 'aside' }),
    () => run(transferForAlert, east, { alertId }),
  ])
    expect(await code(ask())).toBe('not_found')
  const poor = { ...shop.owner, permissions: new Set(['alert.transfer']) } as unknown as Actor
  expect(await code(run(transferForAlert, poor, { alertId }))).toBe('forbidden')
  // Two press at once: one transfer.
  const [one, two] = await Promise.all([
    run(transferForAlert, shop.owner, { alertId }),
    run(transferForAlert, shop.owner, { alertId }),
  ])
  expect(one.deed).toMatchObject({ kind: 'transfer', quantity: 21, by: shop.owner.name })
  expect(two.deed).toEqual(one.deed)
  const transfer = await run(getTransfer, shop.owner, { transferId: one.deed?.transferId ?? '' })
  expect(transfer).toMatchObject({
    fromWarehouseCode: 'HZ',
    toWarehouseCode: 'GZ',
    lines: [{ skuCode: 'CUP', quantity: 21 }],
  })
  await run(refreshAlerts, shop.system, {})
  expect((await alertsOf(shop.owner, { deed: 'transfer' })).map(told)).toEqual(['below_safety CUP GZ'])
  // A second deed hides none before it: the transfer stands there with how far it has come, in both lists.
  const settle = (deed: 'restock' | 'aside' | 'none', quantity?: number) =>
    run(settleAlert, shop.owner, { alertId, deed, quantity })
  const done = ({ deeds }: AlertView) => deeds.map((d) => `${d.transferNumber ?? d.kind} ${d.quantity}`)
  const { number } = transfer
  expect(done(await settle('restock'))).toEqual([`${number} 21`, 'restock 21'])
  expect(done(await settle('restock', 30))).toEqual([`${number} 21`, 'restock 30'])
  for (const deed of ['restock', 'transfer'])
    expect((await alertsOf(shop.owner, { deed, warehouseCode: 'gz' })).map(done)).toEqual([
      [`${number} 21`, 'restock 30'],
    ])
  expect(await alertsOf(shop.owner, { deed: 'none' })).toEqual([])
  // While it is open no second one is drafted, and it is taken back by cancelling it.
  expect(done(await run(transferForAlert, shop.owner, { alertId }))).toEqual([`${number} 21`, 'restock 30'])
  expect(done(await settle('none'))).toEqual([`${number} 21`])
  await expect(settle('none')).rejects.toMatchObject({ params: { errors: [{ path: 'deed', code: 'transfer_open' }] } })
  await run(cancelTransfer, shop.owner, { transferId: transfer.id })
  expect((await run(getAlert, shop.owner, { alertId })).deeds).toMatchObject([{ transferState: 'cancelled' }])
  const again = await run(transferForAlert, shop.owner, { alertId })
  expect(again.deeds.map(({ transferState }) => transferState)).toEqual(['cancelled', 'draft'])
  expect(await alertsOf(shop.owner, { warehouseCode: 'HZ' })).toEqual([])
  // Set aside it is out of the list and of the mails until it mends; what comes after is told anew.
  expect((await settle('aside')).deeds.map(({ kind }) => kind)).toEqual(['transfer', 'transfer', 'aside'])
  expect([
    await alertsOf(shop.owner, { deed: 'transfer' }),
    await alertsOf(shop.owner),
    (await alertsOf(shop.owner, { deed: 'aside' })).map(told),
  ]).toEqual([[], [], ['below_safety CUP GZ']])
  await run(setAlertSettings, shop.owner, { mailRoles: ['owner'], version: 1 })
  expect((await run(takeMailableAlerts, shop.system, {})).alerts).toEqual([])
  await put(shop, 'GZ', 'CUP', 30)
  await run(refreshAlerts, shop.system, {})
  await put(shop, 'GZ', 'CUP', -25)
  await run(refreshAlerts, shop.system, {})
  expect((await alertsOf(shop.owner)).map((anew) => [told(anew), anew.deeds])).toEqual([['below_safety CUP GZ', []]])
  await mailAlerts(shop.system)
})

test('a warehouse without figures of its own follows the SKU again; who is limited sets those of theirs only', async () => {
  const shop = await createShopWithStock({ CUP: 3, POT: 3 })
  const { id: skuId, version } = await skuOf(shop, 'CUP')
  const east = in_(shop, shop.warehouseId)
  expect(await code(run(setThresholds, east, { skuId, version, safetyStock: 5 }))).toBe('forbidden')
  const mine = { warehouses: [{ warehouseCode: 'HZ', safetyStock: 2, leadTimeDays: 3 }] }
  const set = await run(setThresholds, shop.owner, { skuId, version, safetyStock: 5, leadTimeDays: 9, ...mine })
  expect(set).toMatchObject({ safetyStock: 5, leadTimeDays: 9, warehouses: mine.warehouses })
  expect(await code(run(setThresholds, east, { skuId, version, ...mine }))).toBe('version_conflict')
  await run(refreshAlerts, shop.system, {})
  // One warehouse is all there is: its own figure is the one that counts.
  expect(await alertsOf(shop.owner)).toEqual([])
  const gone = { warehouses: [{ warehouseCode: 'HZ', safetyStock: null, leadTimeDays: null }] }
  await run(setThresholds, east, { skuId, version: set.version, ...gone })
  await run(refreshAlerts, shop.system, {})
  expect((await alertsOf(east)).map(told)).toEqual(['below_safety CUP HZ'])
  expect((await run(getThresholds, east, { skuId })).warehouses).toEqual(gone.warehouses)
  const unknown = { skuId, version: set.version + 1, warehouses: [{ ...gone.warehouses[0], warehouseCode: 'NO' }] }
  expect(await code(run(setThresholds, shop.owner, unknown))).toBe('invalid')
})

test('what is no longer sold is never short, but may lie there too long', async () => {
  const shop = await createShopWithStock({ OLD: 3 })
  const { id: skuId, version } = await skuOf(shop, 'OLD')
  const archived = await run(updateSku, shop.owner, { skuId, version, safetyStock: 9, status: 'archived' })
  expect(archived.status).toBe('archived')
  await run(refreshAlerts, shop.system, {}, later(61))
  expect((await alertsOf(shop.owner)).map(told)).toEqual(['no_sale OLD HZ'])
})

test('who gives keeps what it must have itself', async () => {
  const shop = await createShopWithStock({ CUP: 60 })
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await threshold(shop, 'CUP', 'GZ', 60)
  await threshold(shop, 'CUP', 'HZ', 50)
  await run(refreshAlerts, shop.system, {})
  const [alert] = await alertsOf(shop.owner)
  expect(alert?.figures).toMatchObject({ need: 61, giver: { warehouseCode: 'HZ', quantity: 10 } })
})

test('what a draft takes is offered to nobody else: not in the figures, and not to two who answer two alerts at once', async () => {
  const shop = await createShopWithStock({ CUP: 60 })
  const places = ['GZ', 'BJ', 'SH']
  for (const place of places) {
    await run(createWarehouse, shop.owner, { code: place, name: place, kind: 'own' })
    await threshold(shop, 'CUP', place, 6)
  }
  await threshold(shop, 'CUP', 'HZ', 50)
  await run(refreshAlerts, shop.system, {})
  const offers = async () =>
    Object.fromEntries((await alertsOf(shop.owner)).map((a) => [a.warehouseCode, a.figures.giver?.quantity]))
  expect(await offers()).toEqual({ GZ: 7, BJ: 7, SH: 7 })
  const ids = Object.fromEntries((await alertsOf(shop.owner)).map((a) => [a.warehouseCode, a.id]))
  // Ten can be given: whoever comes second gets what is left, though its figures still speak of seven.
  const both = await Promise.all(
    ['GZ', 'BJ'].map((at) => run(transferForAlert, shop.owner, { alertId: ids[at] ?? '' })),
  )
  expect(both.map(({ deed }) => deed?.quantity).sort()).toEqual([3, 7])
  const none = run(transferForAlert, shop.owner, { alertId: ids.SH ?? '' })
  await expect(none).rejects.toMatchObject({
    params: { errors: [{ path: 'fromWarehouseCode', code: 'given_already' }] },
  })
  await run(refreshAlerts, shop.system, {})
  expect(await offers()).toEqual({ GZ: undefined, BJ: undefined, SH: undefined })
  // One that brings goods counts, too; cancelled it gives them free again.
  const [seven] = both.filter(({ deed }) => deed?.quantity === 7)
  await run(cancelTransfer, shop.owner, { transferId: seven?.deed?.transferId ?? '' })
  await run(refreshAlerts, shop.system, {})
  expect(Object.values(await offers()).sort()).toEqual([4, 7, 7])
})

test('S0.52 a warehouse that was empty all month is suggested what others sent to its regions; days without stock are not divided by', async () => {
  const shop = await createShopWithStock({ CUP: 900, POT: 60 })
  await run(createWarehouse, shop.owner, {
    ...{ code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 200 },
    regions: [{ province: '广东', rank: 1 }],
  })
  // Guangzhou had some, long ago.
  await put(shop, 'GZ', 'CUP', 4)
  await put(shop, 'GZ', 'CUP', -4)
  await sell(shop, 'CUP', 30, '广东省', later(40))
  await sell(shop, 'CUP', 30, '浙江省', later(40))
  const now = later(41)
  const { items } = await run(suggestTransfers, shop.owner, {}, now)
  // 30 in each window: 2.94 a day, so 42 for 14 days.
  expect(items).toMatchObject([
    {
      ...{ skuCode: 'CUP', quantity: 42, from: { warehouseCode: 'HZ', sold: 60, stockedDays: 30, elsewhere: 0 } },
      to: { warehouseCode: 'GZ', daily: 2.94, sold: 0, stockedDays: 0, elsewhere: 30, available: 0 },
    },
  ])
  await run(refreshAlerts, shop.system, {}, now)
  const [low] = await alertsOf(shop.owner, { kind: 'low_cover' })
  expect(low?.warehouseCode).toBe('GZ')
  expect(low?.figures).toMatchObject({
    coverDays: 0,
    stockedDays: 0,
    elsewhere: 30,
    need: 42,
    giver: { warehouseCode: 'HZ' },
  })
  // Sold out on one day, and empty for the ten after: the twenty before and that day are all there was to sell on.
  await sell(shop, 'POT', 60, '浙江省', later(30))
  await run(refreshAlerts, shop.system, {}, later(40))
  const [pot] = (await alertsOf(shop.owner, { kind: 'low_cover' })).filter(({ skuCode }) => skuCode === 'POT')
  expect(pot?.figures).toMatchObject({ stockedDays: 20, available: 0 })
  // Of the last week nothing is known; of fifteen days five had goods, of thirty twenty: (0.3 · 60/5 + 0.2 · 60/20) / 0.5.
  expect(pot?.figures.daily).toBe(8.4)
})

test('S3.32 orders that wait are owed by the warehouse that would have sent them; a bundle is judged by what lies assembled', async () => {
  const shop = await createShopWithStock({ CUP: 0, PART: 50 })
  await run(createWarehouse, shop.owner, {
    ...{ code: 'GZ', name: 'Guangzhou', kind: 'own', priority: 200 },
    regions: [{ province: '广东', rank: 1 }],
  })
  const order = incoming(newId(), 'CUP', 7)
  const [orderId = ''] = await arrive(shop, [{ ...order, address: { ...order.address, province: '广东省' } }])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  await put(shop, 'HZ', 'CUP', 90)
  const { items } = await run(suggestTransfers, shop.owner, {})
  expect(items).toMatchObject([{ skuCode: 'CUP', quantity: 7, to: { warehouseCode: 'GZ', waiting: 7, daily: 0 } }])
  await run(createProduct, shop.owner, {
    name: 'Box',
    skus: [
      {
        ...{ code: 'BOX', name: 'Box', listPrice: '20.00', currency: 'CNY', assembled: 'only', safetyStock: 5 },
        components: [{ skuCode: 'PART', quantity: 2 }],
      },
    ],
  })
  const { id: assemblyId, version } = await run(createAssembly, shop.owner, {
    ...{ kind: 'assemble', warehouseCode: 'HZ', skuCode: 'BOX', quantity: 4 },
  })
  await run(completeAssembly, shop.owner, { assemblyId, version })
  await run(refreshAlerts, shop.system, {})
  const [box] = (await alertsOf(shop.owner)).filter(({ skuCode }) => skuCode === 'BOX')
  expect(box && [told(box), box.figures.available, box.figures.limit]).toEqual(['below_safety BOX HZ', 4, 5])
  // A month on it lies there and does not sell, as anything else.
  await run(refreshAlerts, shop.system, {}, later(61))
  expect((await alertsOf(shop.owner, { kind: 'no_sale' })).map(told)).toContain('no_sale BOX HZ')
})
