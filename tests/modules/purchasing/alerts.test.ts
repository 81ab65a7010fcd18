import { expect, test } from 'vitest'
import { newId } from '@/lib/kernel/ids'
import { listSkus } from '@/lib/modules/catalog/list-skus'
import { updateSku } from '@/lib/modules/catalog/update-sku'
import { createTransfer } from '@/lib/modules/inventory/create-transfer'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import { allocateOrders } from '@/lib/modules/orders/allocate-orders'
import { getOrder } from '@/lib/modules/orders/get-order'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { getAlertSettings } from '@/lib/modules/purchasing/get-alert-settings'
import { listAlerts } from '@/lib/modules/purchasing/list-alerts'
import { mailAlerts } from '@/lib/modules/purchasing/mail-alerts'
import { refreshAlerts } from '@/lib/modules/purchasing/refresh-alerts'
import { setAlertSettings } from '@/lib/modules/purchasing/set-alert-settings'
import { settleAlert } from '@/lib/modules/purchasing/settle-alert'
import { snoozeAlert } from '@/lib/modules/purchasing/snooze-alert'
import { suggestTransfers } from '@/lib/modules/purchasing/suggest-transfers'
import { takeMailableAlerts } from '@/lib/modules/purchasing/take-mailable-alerts'
import { createWarehouse } from '@/lib/modules/settings/create-warehouse'
import { listWarehouses } from '@/lib/modules/settings/list-warehouses'
import { updateWarehouse } from '@/lib/modules/settings/update-warehouse'
import { inAuth, inTenant } from '@/lib/platform/db/transaction'
import { run } from '@/lib/platform/door/run'
import { openMail } from '@/lib/platform/mail/queue-mail'
import { receiveBatch, track } from '@/tests/support/batches'
import { arrive } from '@/tests/support/books'
import { setupWorkerDatabase } from '@/tests/support/database'
import { createShopWithStock, incoming, type TestShop } from '@/tests/support/shop'

await setupWorkerDatabase()
const day = 86_400_000
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code?: string; params?: { errors?: { path: string; code: string }[] } }) =>
      e.params?.errors?.map((error) => `${error.path}:${error.code}`).join() ?? e.code ?? String(e),
  )

async function alertsOf({ owner }: TestShop, snoozed = false) {
  const { items } = await run(listAlerts, owner, { snoozed: String(snoozed) })
  return items.map(({ kind, skuCode }) => `${kind} ${skuCode}`).sort()
}

async function setSku({ owner }: TestShop, code: string, change: object): Promise<void> {
  const { items } = await run(listSkus, owner, { q: code })
  const sku = items.find((one) => one.code === code)
  await run(updateSku, owner, { skuId: sku?.id ?? '', version: sku?.version ?? 0, ...change })
}

async function sell(shop: TestShop, skuCode: string, quantity: number): Promise<void> {
  const [orderId = ''] = await arrive(shop, [incoming(newId(), skuCode, quantity)])
  await run(reviewOrder, shop.owner, { orderId, decision: 'approve' })
  await run(allocateOrders, shop.system, {})
  const { fulfilments } = await run(getOrder, shop.owner, { orderId })
  const parcel = { fulfilmentId: fulfilments[0]?.id ?? '', carrierCode: 'sf', trackingNo: newId() }
  await run(shipFulfilment, shop.owner, parcel)
}

test('S4.20 S4.35 S3.31 each rule warns of its own, with the figures it saw, and is silent again when they mend', async () => {
  const shop = await createShopWithStock({ SAFE: 50, LOW: 5, FAST: 30, SLOW: 900 })
  await setSku(shop, 'LOW', { safetyStock: 5 })
  await setSku(shop, 'SAFE', { safetyStock: 5 })
  await sell(shop, 'FAST', 20)
  await sell(shop, 'SLOW', 1)
  await run(refreshAlerts, shop.system, {})
  expect(await alertsOf(shop)).toEqual(['below_safety LOW', 'low_cover FAST', 'overstock SLOW'])
  const { items } = await run(listAlerts, shop.owner, { kind: 'low_cover' })
  // 20 in all three windows: 0.5·20/7 + 0.3·20/15 + 0.2·20/30 = 1.96 a day; 10 left last 5 days, new goods take 7 + 7.
  expect(items[0]?.figures).toEqual({
    ...{ onHand: 10, available: 10, incoming: 0, daily: 1.96, coverDays: 5, limit: 14 },
    ...{ stockedDays: 30, elsewhere: 0, need: 18 },
  })
  // More of what there is too much of is no answer; what is noted already keeps its quantity.
  const all = (await run(listAlerts, shop.owner, {})).items
  const restock = (kind: string, quantity?: number) =>
    run(settleAlert, shop.owner, { alertId: all.find((one) => one.kind === kind)?.id, deed: 'restock', quantity })
  expect(await refusal(restock('overstock'))).toBe('deed:not_short')
  await restock('low_cover', 44)
  expect((await restock('low_cover')).deeds).toMatchObject([{ kind: 'restock', quantity: 44 }])
  expect((await run(refreshAlerts, shop.system, {})).opened).toBe(0)
  const lines = ['LOW', 'FAST'].map((skuCode) => ({ skuCode, quantity: 40, unitCost: '10.00' }))
  await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'more', lines })
  expect(await run(refreshAlerts, shop.system, {})).toMatchObject({ opened: 0, closed: 2 })
  expect(await alertsOf(shop)).toEqual(['overstock SLOW'])
})

test('what has not sold for long is told, and only then', async () => {
  const shop = await createShopWithStock({ DUST: 3 })
  await run(refreshAlerts, shop.system, {}, { now: new Date(Date.now() + 59 * day) })
  expect(await alertsOf(shop)).toEqual([])
  await run(refreshAlerts, shop.system, {}, { now: new Date(Date.now() + 61 * day) })
  expect(await alertsOf(shop)).toEqual(['no_sale DUST'])
})

test('S0.56: batches near their expiry warn as early as their SKU says, with the first of them, also by mail; silent when they are gone', async () => {
  const shop = await createShopWithStock({ MILK: 0, RICE: 0 })
  for (const skuCode of ['MILK', 'RICE']) await track(shop.owner, skuCode, { batchTracked: true, expiryAlertDays: 10 })
  await receiveBatch(shop.owner, ['MILK', 'B2', 4, '2030-01-20'])
  await receiveBatch(shop.owner, ['MILK', 'B1', 3, '2030-01-12'])
  await receiveBatch(shop.owner, ['RICE', 'R1', 5, '2031-01-01'])
  const on = (day: string) => ({ now: new Date(`2030-01-${day}T04:00:00Z`) })
  await run(setAlertSettings, shop.owner, {
    mailRoles: ['owner'],
    no_sale: { on: false, mail: false, days: 60 },
    version: 1,
  })
  await run(refreshAlerts, shop.system, {}, on('01'))
  expect(await alertsOf(shop)).toEqual([])
  await run(refreshAlerts, shop.system, {}, on('02'))
  expect(await alertsOf(shop)).toEqual(['batch_expiring MILK'])
  const [first] = (await run(listAlerts, shop.owner, {})).items
  const batch = { batchNo: 'B1', expiresOn: '2030-01-12', units: 3, batches: 1 }
  expect(first?.figures).toMatchObject({ onHand: 7, limit: 10, batch })
  const { alerts } = await run(takeMailableAlerts, shop.system, {}, on('02'))
  expect(alerts.map((alert) => alert.figures.batch)).toEqual([batch])
  const lines = [{ skuCode: 'MILK', quantity: -3, batchNo: 'B1' }]
  await run(adjustStock, shop.owner, { warehouseCode: 'HZ', reason: 'thrown away', lines })
  await run(refreshAlerts, shop.system, {}, on('03'))
  expect(await alertsOf(shop)).toEqual([])
})

test('an alert put off is out of the list until its day, and a rule switched off warns of nothing', async () => {
  const shop = await createShopWithStock({ LOW: 1 })
  await setSku(shop, 'LOW', { safetyStock: 2 })
  await run(refreshAlerts, shop.system, {})
  const [alert] = (await run(listAlerts, shop.owner, {})).items
  const alertId = alert?.id ?? ''
  const put = await run(snoozeAlert, shop.owner, { alertId, days: 7 })
  expect(put.snoozedBy).toBe(shop.owner.name)
  expect([await alertsOf(shop), await alertsOf(shop, true)]).toEqual([[], ['below_safety LOW']])
  await run(snoozeAlert, shop.owner, { alertId, days: 0 })
  expect(await alertsOf(shop)).toEqual(['below_safety LOW'])
  const { version } = await run(getAlertSettings, shop.owner, {})
  const off = { below_safety: { on: false, mail: false } }
  expect((await run(setAlertSettings, shop.owner, { ...off, version })).below_safety.on).toBe(false)
  expect(await refusal(run(setAlertSettings, shop.owner, { ...off, version }))).toBe('version_conflict')
  expect(await refusal(run(setAlertSettings, shop.owner, { mailRoles: ['nobody'], version: version + 1 }))).toBe(
    'mailRoles.0:unknown',
  )
  await run(refreshAlerts, shop.system, {})
  expect(await alertsOf(shop)).toEqual([])
  expect(await refusal(run(snoozeAlert, shop.owner, { alertId, days: 1 }))).toBe('not_found')
})

test('a new alert is mailed once, to the roles that want it, also after a crash in between', async () => {
  const shop = await createShopWithStock({ LOW: 1, MORE: 1 })
  await setSku(shop, 'LOW', { safetyStock: 2 })
  const { version } = await run(getAlertSettings, shop.owner, {})
  await run(setAlertSettings, shop.owner, { mailRoles: ['owner'], version })
  await run(refreshAlerts, shop.system, {})
  const mails = () =>
    inAuth(async (client) => {
      const { rows } = await client.query<{ id: string; sealed: Buffer }>(
        `select id, sealed from mails where kind = 'stock-alerts'`,
      )
      return rows.map((row) => openMail(row.id, row.sealed))
    })
  await Promise.all([mailAlerts(shop.system), mailAlerts(shop.system)])
  await mailAlerts(shop.system)
  expect(await mails()).toMatchObject([
    { values: { total: 1, lines: [{ kind: 'below_safety', skuCode: 'LOW', available: 1, limit: 2 }] } },
  ])
  // A crash after the mail was queued and before it was noted; meanwhile something else has opened.
  await inTenant(shop.tenantId, 'write', (client) =>
    client.query('update stock_alerts set mailed_at = null where tenant_id = $1', [shop.tenantId]),
  )
  await setSku(shop, 'MORE', { safetyStock: 2 })
  await run(refreshAlerts, shop.system, {})
  await mailAlerts(shop.system)
  expect((await mails()).map((mail) => 'total' in mail.values && mail.values.total)).toEqual([1, 1])
  // Put off and due again, it is told again.
  const [alert] = (await run(listAlerts, shop.owner, {})).items
  await run(snoozeAlert, shop.owner, { alertId: alert?.id ?? '', days: 1 })
  await mailAlerts(shop.system)
  expect(await mails()).toHaveLength(2)
  const later = { now: new Date(Date.now() + 2 * day) }
  await run(refreshAlerts, shop.system, {}, later)
  expect((await run(takeMailableAlerts, shop.system, {}, later)).alerts).toMatchObject([{ id: alert?.id }])
})

test('while nobody wants mail nothing counts as told', async () => {
  const shop = await createShopWithStock({ LOW: 1 })
  await setSku(shop, 'LOW', { safetyStock: 2 })
  await run(refreshAlerts, shop.system, {})
  await mailAlerts(shop.system)
  const { version } = await run(getAlertSettings, shop.owner, {})
  await run(setAlertSettings, shop.owner, { mailRoles: ['owner'], version })
  expect((await run(takeMailableAlerts, shop.system, {})).alerts).toMatchObject([{ skuCode: 'LOW' }])
})

test('S0.52 S3.32 stock is suggested from where it lies to where it sells, within the warehouses in scope', async () => {
  const shop = await createShopWithStock({ CUP: 40 })
  await run(createWarehouse, shop.owner, { code: 'GZ', name: 'Guangzhou', kind: 'own' })
  await sell(shop, 'CUP', 35)
  const lines = [{ skuCode: 'CUP', quantity: 300, unitCost: '10.00' }]
  await run(adjustStock, shop.owner, { warehouseCode: 'GZ', reason: 'opening', lines })
  const { items } = await run(suggestTransfers, shop.owner, {})
  // 35 in each window: 3.43 a day, so 49 for 14 days; 5 are there.
  expect(items).toMatchObject([
    {
      skuCode: 'CUP',
      quantity: 44,
      from: { warehouseCode: 'GZ' },
      to: { warehouseCode: 'HZ', available: 5, coverDays: 1 },
    },
  ])
  const transfer = { fromWarehouseCode: 'GZ', toWarehouseCode: 'HZ' }
  await run(createTransfer, shop.owner, { ...transfer, lines: [{ skuCode: 'CUP', quantity: 40 }] })
  const open = (await run(suggestTransfers, shop.owner, {})).items
  expect(open).toMatchObject([{ quantity: 4, from: { available: 260 }, to: { incoming: 40 } }])
  const limited = { ...shop.owner, scope: { shopIds: null, warehouseIds: [shop.warehouseId] } }
  expect((await run(suggestTransfers, limited, {})).items).toEqual([])
  const gz = (await run(listWarehouses, shop.owner, {})).items.find(({ code }) => code === 'GZ')
  await run(updateWarehouse, shop.owner, { warehouseId: gz?.id ?? '', version: gz?.version ?? 0, kind: 'platform' })
  expect((await run(suggestTransfers, shop.owner, {})).items).toEqual([])
})
