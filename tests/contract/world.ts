import { newId } from '@/lib/kernel/ids'
import { takeListings } from '@/lib/modules/channels/internal/listing-steps'
import { inTenant } from '@/lib/platform/db/transaction'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'
import { registry } from '@/lib/registry'
import { floorWork } from '@/tests/contract/floor-work'
import { orderWork } from '@/tests/contract/order-work'
import { poolWork } from '@/tests/contract/pool-work'
import { printWork } from '@/tests/contract/print-work'
import { webhookWork } from '@/tests/contract/webhook-work'
import { keepPicture } from '@/tests/support/pictures'
import { createTenant, type TestTenant } from '@/tests/support/tenant'

/** Fields of one company's rows, under the names by which inputs ask for them. */
export type World = Record<string, string>
export type Company = TestTenant & { world: World }

/** A company with one of everything, made by the use cases themselves; its codes are nobody else's. */
export async function createCompany(): Promise<Company> {
  const tenant = await createTenant()
  const own = tenant.slug.slice(-8)
  const call = async (name: string, input: object, actor: Actor = tenant.owner): Promise<View> => {
    const useCase = registry.find((one) => one.name === name)
    if (!useCase) throw new Error(`there is no ${name}`)
    return (await run(useCase, actor, input)) as View
  }

  const shop = { channel: 'manual', currency: 'CNY', timeZone: 'Asia/Shanghai' }
  const shopCode = `shop-${own}`
  const { id: shopId } = await call('shop.create', { ...shop, code: shopCode, name: 'Shop' })
  const { id: otherShopId } = await call('shop.create', { ...shop, code: `other-${own}`, name: 'Other' })
  const marketCode = `market-${own}`
  const marketShop = await call('shop.create', { ...shop, channel: 'shopify', code: marketCode, name: 'Market' })
  // Nobody listens there: a call is refused at once.
  const credentials = { accessToken: `token-${own}`, apiSecret: shopCode }
  await call('connection.set', { shopId: marketShop.id, baseUrl: 'http://127.0.0.1:9', credentials, paused: true })
  const warehouseCode = `wh-${own}`
  const { id: warehouseId } = await call('warehouse.create', {
    code: warehouseCode,
    name: 'Warehouse',
    kind: 'own',
    priority: 1,
  })
  const { id: otherWarehouseId } = await call('warehouse.create', { code: `wo-${own}`, name: 'Other', kind: 'own' })
  const { id: spareWarehouseId } = await call('warehouse.create', { code: `ws-${own}`, name: 'Spare', kind: 'own' })
  const { id: categoryId } = await call('category.create', { code: `cat-${own}`, nameZh: '茶' })
  const { id: parentId } = await call('category.create', { code: `parent-${own}`, nameZh: '饮品' })
  const { id: spareCategoryId } = await call('category.create', { code: `spare-${own}`, nameZh: '无' })
  const skuCode = `SKU-${own}`
  const sku = { code: skuCode, weightG: 100, listPrice: '10.00', currency: 'CNY', optionValues: ['100'] }
  const unused = { ...sku, code: `UNUSED-${own}`, safetyStock: 1, optionValues: ['200'] }
  const set = { ...sku, code: `SET-${own}`, optionValues: ['300'] }
  const options = [{ name: 'g', values: ['100', '200', '300'] }]
  const product = await call('product.create', { name: 'Tea', categoryId, options, skus: [sku, unused, set] })
  const spare = await call('product.create', {
    name: 'Spare',
    skus: [{ ...unused, code: `SPARE-${own}`, optionValues: [] }],
  })
  const inLots = await call('product.create', {
    name: 'Milk',
    skus: [{ ...unused, code: `LOT-${own}`, optionValues: [] }],
  })
  const numbered = await call('product.create', {
    name: 'Camera',
    skus: [{ ...unused, code: `CAM-${own}`, optionValues: [] }],
  })
  await call('sku.track', { skuId: first(inLots.skus), batchTracked: true, version: 1 })
  await call('sku.track', { skuId: first(numbered.skus), serialMode: 'receipt', version: 1 })
  await call('stock.receive', {
    warehouseCode,
    lines: [
      { skuCode: `LOT-${own}`, quantity: 3, batchNo: `B-${own}`, expiresOn: '2199-12-31' },
      { skuCode: `CAM-${own}`, quantity: 1, serials: [`S-${own}`] },
    ],
  })
  const batches = await call('batch.list', { limit: 1 })
  const serials = await call('serial.list', { limit: 1 })
  // Before the adjustment that the tests ask for by id: the newest of a list is the one they take.
  const stockedWarehouseCode = `wo-${own}`
  await call('stock.adjust', {
    warehouseCode: stockedWarehouseCode,
    reason: 'Opening stock',
    lines: [{ skuCode, quantity: 50, unitCost: '4.00' }],
  })
  const adjustment = await call('stock.adjust', {
    warehouseCode,
    reason: 'Opening stock',
    lines: [{ skuCode, quantity: 50, unitCost: '4.00' }],
  })

  const zone = await call('zone.create', { warehouseId, code: 'A', name: 'Ground floor', kind: 'sellable' })
  const bin = await call('bin.create', { warehouseId, code: 'A-1', zoneId: zone.id })
  const spareZone = await call('zone.create', { warehouseId, code: 'B', name: 'Spare', kind: 'sellable' })
  const spareBin = await call('bin.create', { warehouseId, code: 'A-2', zoneId: zone.id })
  const move = await call('stock.move', {
    warehouseCode,
    lines: [{ skuCode, fromBin: 'DEFAULT', toBin: 'A-1', quantity: 5 }],
  })
  const receipt = await call('stock.receive', { warehouseCode, lines: [{ skuCode, quantity: 5, unitCost: '4.00' }] })
  const farWarehouseCode = `wt-${own}`
  await call('warehouse.create', { code: farWarehouseCode, name: 'Far', kind: 'own' })
  const farStation = await call('station.create', { warehouseCode: farWarehouseCode, name: 'Far' })
  const between = { fromWarehouseCode: warehouseCode, toWarehouseCode: farWarehouseCode }
  const transfer = await call('transfer.create', { ...between, lines: [{ skuCode, quantity: 1 }] })
  const sent = await call('transfer.create', { ...between, lines: [{ skuCode, quantity: 2 }] })
  await call('transfer.ship', { transferId: sent.id })

  const stocktake = await call('stocktake.create', {
    ...{ warehouseCode, kind: 'skus', skuCodes: [skuCode], toleranceUnits: 1_000_000 },
  })
  await call('stocktake.start', { stocktakeId: stocktake.id })
  const sheet = await call('stocktake.lines', { stocktakeId: stocktake.id })
  const counts = sheet.items.map(({ id }: { id: string }) => ({ id: newId(), lineId: id, counted: 1 }))
  await call('stocktake.count', { stocktakeId: stocktake.id, counts })
  const draftStocktake = await call('stocktake.create', { warehouseCode, kind: 'zone', zoneCode: 'B' })

  const movements = await call('stock.movements', { warehouseCode, limit: 1 })

  const order = (channelOrderNo: string) => ({
    channelOrderNo,
    status: 'paid',
    createdAt: '2026-11-20T08:00:00Z',
    paidAt: '2026-11-20T08:01:00Z',
    modifiedAt: '2026-11-20T08:01:00Z',
    currency: 'CNY',
    buyer: { nick: own },
    address: {
      name: '张三',
      phone: '13812345678',
      country: 'CN',
      province: '浙江省',
      city: '杭州市',
      line1: '文三路 1 号',
    },
    lines: [{ channelLineNo: '1', sellerSku: skuCode, title: 'Tea', quantity: 2, unitPrice: '10.00' }],
    total: '20.00',
    paid: '20.00',
  })
  const mismatch = { ...order(`held-${own}`), total: '99.00' }
  const good = ['new', 'approved', 'contact'].map((what) => order(`${what}-${own}`))
  const unpaid = { ...order(`unpaid-${own}`), status: 'unpaid', paidAt: null, paid: '0' }
  const orders = [...good, mismatch, unpaid, { channelOrderNo: `reject-${own}` }]
  const { results } = await call('order.ingest', { shopCode, orders })
  const [orderId = '', approvedOrderId = '', contactOrderId = '', heldOrderId = '', unpaidOrderId = ''] = results.map(
    (one) => one.orderId ?? '',
  )
  const { tenant: settled } = tenant.owner
  const strict = { ...tenant.owner, tenant: { ...settled, settings: { ...settled.settings, financeReview: true } } }
  const toFinance = await call('order.ingest', { shopCode, orders: [order(`finance-${own}`)] }, strict)
  const financeOrderId = toFinance.results[0]?.orderId ?? ''
  // A rule that no order of these tests meets: it runs, and changes nothing.
  const never = { id: 'never', name: 'Never', when: [[{ field: 'units', op: 'gt', value: '9999' }]] }
  await call('rule.save', { kind: 'review', rules: [{ ...never, actions: [{ type: 'urgent' }] }], version: 1 })
  await call('rule.publish', { kind: 'review', version: 2 })
  await call('rule.save', { kind: 'routing', rules: [{ ...never, actions: [{ type: 'keep_whole' }] }], version: 1 })
  await call('rule.publish', { kind: 'routing', version: 2 })
  const dryRun = await call('rule.dry-run', { kind: 'review' })
  await call('setup-plan.answer', {
    ...{ sellsTo: 'both', channels: ['taobao'], ordersPerDay: 300, warehouses: 2, people: 5 },
    ...{ goods: ['own'], roles: ['owner'], version: 1 },
  })
  const feedback = await call('feedback.send', { kind: 'wish', text: 'A second printer' })
  const rejects = await call('reject.list', {})
  const sold = { ...order(`sold-${own}`), status: 'delivered' }
  await call('order.ingest', { shopCode, orders: [sold] })
  await call('order.ingest', { shopCode, orders: [{ ...sold, channelOrderNo: `back-${own}` }] })
  const back = { channelReturnNo: `R-${own}`, channelLineNo: '1', sellerSku: skuCode, quantity: 1, unitPrice: '10.00' }
  const earlier = { ...back, channelLineNo: '2', buyerNick: own, requestedAt: '2026-11-21T07:00:00Z' }
  await call('return-request.ingest', {
    shopCode,
    returns: [{ ...back, buyerNick: own, requestedAt: '2026-11-21T08:00:00Z' }, earlier],
  })
  const returns = await call('return-request.list', {})
  const cameBack = await call('return-request.receive', {
    returnRequestId: returns.items[1]?.id,
    warehouseCode,
    lines: [{ quantity: 1, condition: 'sellable' }],
  })
  const file = { id: newId(), name: 'stock.csv', size: 0, hash: '' }
  const imageId = newId()
  await keepPicture(tenant.owner, imageId)
  const [photoId, spareFileId] = [newId(), newId()]
  await keepPicture(tenant.owner, photoId, 'photos')
  await keepPicture(tenant.owner, spareFileId, 'photos', '#00a')
  await call('product.add-image', { productId: spare.id, file: { id: imageId, name: 'a.png', size: 1, hash: '' } })
  const sentFile = await call('import.create', { kind: 'stock', warehouseCode, start: 'draft', file })
  await call('order.review', { orderId: contactOrderId, decision: 'contact' })
  await call('order.review', { orderId: approvedOrderId, decision: 'approve' })
  await call('order.allocate', {})
  const fulfilment = await call('fulfilment.list', {})
  const work = await orderWork(call, { shopCode, skuCode, own, approvedOrderId, stockedWarehouseCode }, order)
  const shippedOrder = await call('order.ingest', { shopCode: marketCode, orders: [order(`shipped-${own}`)] })
  const shippedOrderId = shippedOrder.results[0]?.orderId ?? ''
  await call('order.review', { orderId: shippedOrderId, decision: 'approve' })
  await call('order.allocate', {})
  const leaving = await call('order.get', { orderId: shippedOrderId })
  const leavingId = first(leaving.fulfilments)
  await call('fulfilment.ship', { fulfilmentId: leavingId, carrierCode: 'sf', trackingNo: `SF${own}` })
  await call('shipment-report.queue', { fulfilmentIds: [leavingId] })
  const reports = await call('shipment-report.list', {})
  await call('shop-rule.set', { shopId: marketShop.id, publish: true, overwrite: true })
  const listing = {
    itemId: own,
    variationId: '',
    sellerSku: skuCode,
    title: 'Tea',
    quantity: 3,
    state: 'on',
    price: '10.00',
  }
  const listed = { shopId: marketShop.id, currency: 'CNY', askedAt: new Date(), listings: [listing] }
  await run(takeListings, tenant.system, listed)
  const listings = await call('listing.list', { shopId: marketShop.id })
  const floor = await floorWork(
    call as never,
    { shopCode, warehouseCode, warehouseId, own, ownerId: tenant.owner.id ?? '' },
    order,
  )
  await call('replenishment.set', { binId: bin.id, skuCode: floor.floorSkuCode, levels: { least: 1, most: 2 } })
  const prints = await printWork(call as never, {
    ...{
      own,
      warehouseCode,
      skuCode: floor.floorSkuCode ?? '',
      fulfilmentId: floor.heavyParcelId ?? '',
      transferId: sent.id,
    },
  })
  const photo = { id: photoId, name: 'a.png', size: 1, hash: '' }
  await call('parcel.add-photo', { fulfilmentId: floor.wavedParcelId, file: photo })
  const pools = await poolWork(call, { shopCode, warehouseCode, skuCode, own, sentLineId: first(sent.lines) })
  const tag = await call('tag.create', { name: `Tag ${own}` })
  const otherTag = await call('tag.create', { name: `Other ${own}` })
  const removedTag = await call('tag.create', { name: `Removed ${own}` })
  await call('tag.delete', { tagId: removedTag.id })
  const pasted = await call('order.find-numbers', { numbers: [`new-${own}`] })
  const setOf = async (list: string, number: string | undefined) =>
    (await call('number-set.create', { list, numbers: [number ?? ''] })).setId
  await call('order.set-tags', { orderIds: [orderId], add: [tag.id] })
  await call('order.assign', { orderIds: [orderId], memberId: tenant.owner.id })
  const noted = await call('order.add-note', { orderId, text: 'Note' })
  const customer = await call('customer.create', { name: '李四', phone: '13700001111', buyers: [own], note: 'Note' })
  for (const [kind, objectId] of [
    ['product', product.id],
    ['customer', customer.id],
    ['return-request', first(returns.items)],
  ])
    await call('mark.set', { kind, objectIds: [objectId], memberId: tenant.owner.id })
  const recordNotes = await call('note.add', { kind: 'return-request', objectId: first(returns.items), text: 'Note' })
  const view = await call('view.create', { list: 'orders', name: 'View', query: {} })
  await call('view.share', { viewId: view.id, roles: [] })
  const bulk = await call('order.start-bulk', { filter: {}, what: { action: 'order.set-flags', flag: 'red' } })
  await call('alert.refresh', {})
  const alerts = await call('alert.list', {})
  const check = await call('check.start', {})
  const stress = await call('stress.start', { skuCode })
  const member = await call('member.create', { name: 'Li', email: `li-${own}@example.test`, role: 'warehouse' })
  const key = await call('api-key.create', { name: 'Key', role: 'warehouse' })
  const roles = await call('role.list', {})
  const ownRole = await call('role.create', { name: 'Own' })

  const world = {
    ...work,
    ...floor,
    ...pools,
    ...{
      shopId,
      otherShopId,
      marketShopId: marketShop.id,
      shopCode,
      warehouseId,
      otherWarehouseId,
      spareWarehouseId,
      warehouseCode,
    },
    ...{ categoryId, productId: product.id, skuCode, parentId, spareCategoryId },
    ...{
      skuId: first(product.skus),
      unusedSkuId: product.skus[1]?.id ?? '',
      setSkuId: product.skus[2]?.id ?? '',
      spareProductId: spare.id,
    },
    ...{
      orderId,
      approvedOrderId,
      contactOrderId,
      heldOrderId,
      unpaidOrderId,
      financeOrderId,
      rejectId: first(rejects.items),
    },
    ...{ fulfilmentId: first(fulfilment.items), adjustmentId: adjustment.id, movementId: first(movements.items) },
    returnRequestId: first(returns.items),
    returnedOrderId: returns.items[0]?.orderId ?? '',
    backRequestId: cameBack.id,
    returnReceiptId: first(cameBack.receipts),
    messageId: `reject.${first(rejects.items)}`,
    jobMessageId: await heldJob(tenant),
    ...(await webhookWork(async (name, input) => ({ id: (await call(name, input)).id }), tenant, shopId)),
    ...prints,
    listingId: first(listings.items),
    ...{ reportId: first(reports.items), reportedOrderId: shippedOrderId, reportedParcelId: leavingId },
    importId: sentFile.id,
    ...{ imageId, photoId, spareFileId },
    spareSkuId: first(spare.skus),
    fileId: newId(),
    ...{
      memberId: member.id,
      apiKeyId: key.id,
      roleId: first(roles.items),
      ownRoleId: ownRole.id,
      actorId: tenant.owner.id ?? '',
    },
    ...{
      jobId: bulk.jobId,
      tagId: tag.id,
      otherTagId: otherTag.id,
      removedTagId: removedTag.id,
      feedbackId: feedback.id,
      set: pasted.setId,
      skuSet: await setOf('skus', skuCode),
      productSet: await setOf('products', skuCode),
      stockSet: await setOf('stock', skuCode),
      movementSet: await setOf('movements', `LOT-${own}`),
      serialSet: await setOf('serials', serials.items[0]?.serialNo),
      parcelSet: await setOf('parcels', fulfilment.items[0]?.number),
      returnSet: await setOf('returns', returns.items[0]?.number),
      customerSet: await setOf('customers', customer.number),
      listingSet: await setOf('listings', listings.items[0]?.itemId),
      assignee: tenant.owner.id ?? '',
      viewId: view.id,
      customerId: customer.id,
      noteId: first(noted.notes),
      recordNoteId: first(recordNotes.items),
    },
    ...{ zoneId: zone.id, binId: bin.id, moveId: move.id, receiptId: receipt.id, transferId: transfer.id },
    ...{ stocktakeId: stocktake.id, stocktakeLineId: first(sheet.items), draftStocktakeId: draftStocktake.id },
    ...{ sentTransferId: sent.id, sentLineId: first(sent.lines), farWarehouseCode, farStationId: farStation.id },
    ...{ batchId: first(batches.items), serialId: first(serials.items), lotSkuId: first(inLots.skus) },
    ...{ lotSkuCode: `LOT-${own}`, numberedSkuCode: `CAM-${own}`, draftLineId: first(transfer.lines) },
    ...{ spareZoneId: spareZone.id, spareBinId: spareBin.id },
    ...{ kind: 'review', runId: dryRun.id },
    ...{ alertId: first(alerts.items), checkId: check.id, stressRunId: stress.id },
    ...{ channelOrderNo: `new-${own}`, stockedWarehouseCode },
  }
  const missing = Object.entries(world).filter(([, value]) => !value)
  if (missing.length > 0) throw new Error(`the company lacks ${missing.map(([name]) => name).join(', ')}`)
  return { ...tenant, world }
}

type View = {
  number: string
  serialNo?: string
  itemId?: string
  orderId?: string
  id: string
  setId: string
  jobId: string
  items: View[]
  skus: View[]
  notes: View[]
  lines: View[]
  fulfilments: View[]
  receipts: View[]
  results: { orderId?: string }[]
}

function first(views: View[]): string {
  return views[0]?.id ?? ''
}

/** A job that waits: no worker runs here that would take it up. */
async function heldJob({ tenantId }: TestTenant): Promise<string> {
  const [eventId, name] = [newId(), 'check.work']
  await inTenant(tenantId, 'write', (client) =>
    client.query(
      `insert into queue_jobs (tenant_id, event_id, name, queue, event, payload) values ($1, $2, $3, 'long', 'check.asked', '{}') returning name`,
      [tenantId, eventId, name],
    ),
  )
  return `job.${eventId}.${name}`
}
