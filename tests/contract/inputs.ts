import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { UseCase } from '@/lib/platform/door/use-case'
import type { World } from '@/tests/contract/world'

export type Input = Record<string, unknown>

const browser = 'a-session-of-a-browser-0001'
const appKeys = { apiKey: 'key', apiSecret: 'secret' }

/** Inputs that work in a company's world, for use cases whose fields do not say it by their names. */
const builders: Record<string, (world: World) => Input> = {
  'api-key.create': (w) => ({ name: 'New', role: 'warehouse', shopIds: [w.shopId], warehouseIds: [w.warehouseId] }),
  'category.create': (w) => ({ code: 'leak-test', nameZh: '茶', parentId: w.parentId }),
  'category.delete': (w) => ({ categoryId: w.spareCategoryId }),
  'category.update': (w) => ({ categoryId: w.categoryId, parentId: w.parentId, version: 1 }),
  'member.create': (w) => ({
    name: 'New',
    email: 'new@example.test',
    role: 'warehouse',
    shopIds: [w.shopId],
    warehouseIds: [w.warehouseId],
  }),
  'member.update': (w) => ({ memberId: w.memberId, shopIds: [w.shopId], warehouseIds: [w.warehouseId], version: 1 }),
  'role.create': (w) => ({ name: 'New', copyOf: w.roleId }),
  'role.delete': (w) => ({ roleId: w.ownRoleId }),
  'buyer.reveal': (w) => ({ orderId: w.orderId, purpose: 'test' }),
  'connection.get': (w) => ({ shopId: w.marketShopId }),
  'connection.set': (w) => ({ shopId: w.marketShopId }),
  'connection.test': (w) => ({ shopId: w.marketShopId }),
  'connection.authorise': (w) => ({ shopId: w.marketShopId, credentials: appKeys, session: browser }),
  'connection.permit': () => ({ state: 'nobody.left-with-this', params: { code: 'x' }, session: browser }),
  'shop-rule.get': (w) => ({ shopId: w.marketShopId }),
  'shop-rule.set': (w) => ({
    shopId: w.marketShopId,
    publish: true,
    overwrite: true,
    percent: 80,
    warehouseIds: [w.warehouseId],
  }),
  'shop-flow.status': (w) => ({ shopId: w.marketShopId }),
  'shop-flow.run': (w) => ({ shopId: w.marketShopId, flow: 'listings' }),
  'listing.list': (w) => ({ shopId: w.marketShopId, show: 'all', set: w.listingSet }),
  'listing.get': (w) => ({ listingId: w.listingId }),
  'listing.map': (w) => ({ listingId: w.listingId, skuCode: w.skuCode }),
  'listing.map-many': (w) => ({ shopId: w.marketShopId, lines: [{ listing: 'NOBODY-LISTS-IT', skuCode: w.skuCode }] }),
  'listing.unmap': (w) => ({ listingId: w.listingId }),
  'listing.mark': (w) => ({ skuIds: [w.skuId], orderIds: [w.orderId] }),
  'order.note-refunds': (w) => ({ shopId: w.shopId, currency: 'CNY', refunds: [] }),
  'order.settle-refunds': (w) => ({ orderIds: [w.orderId] }),
  'order.suspect-again': (w) => ({ orderIds: [w.orderId] }),
  'presale.let-go': (w) => ({ orderIds: [w.orderId] }),
  'order.heal': (w) => ({ codes: [w.skuCode], listingIds: [w.listingId] }),
  'connection.tell-stopped': (w) => ({ shopId: w.marketShopId, state: 'expired' }),
  'listing.push': (w) => ({ listingId: w.listingId }),
  'order.refunds': (w) => ({ orderId: w.orderId }),
  'delivery.receive': (w) => ({
    shopId: w.marketShopId,
    channel: 'shopify',
    headers: {
      'x-shopify-hmac-sha256': createHmac('sha256', w.shopCode ?? '')
        .update('{"id":1}')
        .digest('base64'),
    },
    body: '{"id":1}',
  }),
  'shipment-report.queue': (w) => ({ fulfilmentIds: [w.reportedParcelId] }),
  'shipment-report.list': (w) => ({ orderId: w.reportedOrderId, shopId: w.marketShopId }),
  'call.record': (w) => ({ orderId: w.contactOrderId, result: 'no_answer' }),
  'customer.create': () => ({ name: '王五', phone: '13600002222' }),
  'customer.reveal': (w) => ({ customerId: w.customerId, purpose: 'test' }),
  'order.add-note': (w) => ({ orderId: w.orderId, text: 'test' }),
  'order.edit-note': (w) => ({ orderId: w.orderId, noteId: w.noteId, text: 'test', version: 1 }),
  'order.set-flags': (w) => ({ orderIds: [w.orderId], flag: 'red' }),
  'order.set-tags': (w) => ({ orderIds: [w.orderId], add: [w.tagId], remove: [w.otherTagId] }),
  'order.assign': (w) => ({ orderIds: [w.orderId], memberId: w.memberId, from: w.assignee }),
  'order.start-bulk': (w) => ({
    filter: { shopCode: w.shopCode, tagId: w.tagId, assignee: w.assignee, set: w.set },
    what: { action: 'order.set-tags', add: [w.tagId], remove: [w.otherTagId], memberId: w.memberId },
  }),
  'feedback.send': () => ({ kind: 'problem', text: 'test' }),
  'feedback.answer': (w) => ({ feedbackId: w.feedbackId, answer: 'test', version: 1 }),
  'setup-plan.answer': () => ({
    ...{ sellsTo: 'both', channels: ['taobao'], ordersPerDay: 300, warehouses: 2, people: 5 },
    ...{ goods: ['own'], roles: ['owner'], version: 2 },
  }),
  'setup-plan.apply': () => ({ areas: ['transfers'], rules: ['small-plain'], version: 2 }),
  'alert.refresh': (w) => ({ skuIds: [w.skuId] }),
  'alert.mark-mailed': (w) => ({ batch: w.alertId }),
  'alert.snooze': (w) => ({ alertId: w.alertId, days: 7 }),
  'alert.settle': (w) => ({ alertId: w.alertId, deed: 'aside' }),
  'alert.transfer': (w) => ({
    alertId: w.alertId,
    fromWarehouseCode: w.warehouseCode,
    toWarehouseCode: w.farWarehouseCode,
    quantity: 1,
  }),
  'stock.set-thresholds': (w) => ({
    skuId: w.skuId,
    version: 1,
    warehouses: [{ warehouseCode: w.warehouseCode, safetyStock: 1, leadTimeDays: null }],
  }),
  'alert.configure': () => ({ overstock: { on: true, mail: false, days: 90 }, version: 1 }),
  'webhook.create': (w) => ({
    name: 'New',
    url: 'http://127.0.0.1:9/',
    events: ['order.created'],
    shopIds: [w.shopId],
  }),
  'webhook.update': (w) => ({ webhookId: w.webhookId, shopIds: [w.shopId], version: 2 }),
  'webhook.store': (w) => ({
    orderIds: [w.orderId],
    fulfilmentIds: [w.fulfilmentId],
    skuIds: [w.skuId],
    shopIds: [w.marketShopId],
  }),
  'message.get': (w) => ({ messageId: w.messageId }),
  'message.reveal': (w) => ({ messageId: w.messageId, purpose: 'test' }),
  'message.list': (w) => ({ shopId: w.marketShopId, orderId: w.reportedOrderId }),
  'message.replay': (w) => ({
    orderId: w.reportedOrderId,
    range: { kind: 'report', shopId: w.marketShopId },
    dryRun: true,
  }),
  'dispatch.repair': (w) => ({ what: 'pull', shopId: w.marketShopId }),
  'dispatch.mute': () => ({ key: 'workers', reason: 'test' }),
  'dispatch.unmute': () => ({ key: 'workers' }),
  'dispatch.pause': () => ({ kind: 'job', key: 'check.work', reason: 'test' }),
  'dispatch.resume': () => ({ kind: 'job', key: 'check.work' }),
  'dispatch.kill': (w) => ({ messageId: w.jobMessageId, reason: 'test' }),
  'check.keep': (w) => ({ checkId: w.checkId, tookMs: 1, items: [] }),
  'stress.start': (w) => ({ skuCode: w.skuCode, units: 1, orders: 1, clients: 1 }),
  'stress.begin': (w) => ({ stressRunId: w.stressRunId }),
  'stress.keep': (w) => ({ stressRunId: w.stressRunId, groundId: w.stressRunId }),
  'record.find': (w) => ({ q: w.skuCode }),
  // By our own job: a row that is no notice is marked by nobody.
  'notice.mark-mailed': (w) => ({ noticeIds: [w.viewId] }),
  'notice.read': (w) => ({ noticeId: w.viewId }),
  // Fields of all its events at once; each takes its own.
  'notice.tell': (w) => ({
    event: 'orders.assigned',
    orderIds: [w.orderId],
    kind: 'product',
    ids: [w.productId],
    memberId: w.memberId,
    by: w.actorId,
    at: '2026-11-22T00:00:00Z',
    holds: [{ orderId: w.orderId, memberId: w.memberId, code: 'manual' }],
    jobId: w.jobId,
    ownerId: w.memberId,
    importId: w.jobId,
    state: 'done',
    created: 0,
    rejected: 0,
  }),
  'bulk.record-rows': (w) => ({ jobId: w.jobId, rows: [] }),
  'sku.list': (w) => ({ productId: w.productId, set: w.skuSet }),
  'product.list': (w) => ({ categoryId: w.categoryId, set: w.productSet, assignee: w.assignee }),
  'stock.list': (w) => ({ skuCode: w.skuCode, warehouseCode: w.warehouseCode, set: w.stockSet }),
  'fulfilment.list': (w) => ({ warehouseCode: w.warehouseCode, set: w.parcelSet }),
  'customer.list': (w) => ({ set: w.customerSet, assignee: w.assignee }),
  'mark.set': (w) => ({
    kind: 'return-request',
    objectIds: [w.returnRequestId],
    flag: 'red',
    memberId: w.memberId,
    from: { memberId: w.assignee },
  }),
  'mark.all': (w) => ({ kind: 'return-request', objectIds: [w.returnRequestId] }),
  'note.all': (w) => ({ kind: 'return-request', objectId: w.returnRequestId }),
  'note.add': (w) => ({ kind: 'return-request', objectId: w.returnRequestId, text: 'Note' }),
  'note.edit': (w) => ({ noteId: w.recordNoteId, text: 'Note', version: 1 }),
  'number-set.create': (w) => ({ list: 'parcels', numbers: [w.channelOrderNo] }),
  'order.find-numbers': (w) => ({ numbers: [w.channelOrderNo] }),
  'order.news': (w) => ({ since: '2026-01-01T00:00:00Z', shopCode: w.shopCode, tagId: w.tagId, assignee: w.assignee }),
  'preference.set': (w) => ({ list: { name: 'orders', defaultView: w.viewId } }),
  'view.counts': () => ({ list: 'orders' }),
  'view.create': () => ({ list: 'orders', name: 'Another', query: {} }),
  'view.share': (w) => ({ viewId: w.viewId, roles: [] }),
  'tag.update': (w) => ({ tagId: w.tagId, name: 'Renamed' }),
  'tag.create': () => ({ name: 'Another' }),
  'tag.restore': (w) => ({ tagId: w.removedTagId }),
  'order.create': (w) => ({
    shopCode: w.shopCode,
    address: { name: '张三' },
    lines: [{ skuCode: w.skuCode, quantity: 1, unitPrice: '1.00' }],
  }),
  'order.record-payment': (w) => ({ orderId: w.unpaidOrderId }),
  'order.hold': (w) => ({ orderId: w.orderId, note: 'test' }),
  'order.release-hold': (w) => ({ orderId: w.heldOrderId, code: 'amount_mismatch' }),
  'finance-review.release': (w) => ({ orderId: w.financeOrderId, reason: 'test' }),
  'reject.dismiss': (w) => ({ rejectId: w.rejectId, reason: 'test' }),
  'order.allocate': (w) => ({ skuIds: [w.skuId] }),
  'order.cancel': (w) => ({ orderId: w.orderId, reason: 'test' }),
  'order.ingest': (w) => ({ shopCode: w.shopCode, orders: [] }),
  'import.create': (w) => ({
    kind: 'orders',
    shopCode: w.shopCode,
    warehouseCode: w.warehouseCode,
    file: { id: w.fileId, name: 'orders.csv', size: 1, hash: '' },
  }),
  'product.image': (w) => ({ productId: w.spareProductId, imageId: w.imageId }),
  'product.remove-image': (w) => ({ productId: w.spareProductId, imageId: w.imageId }),
  'product.add-image': (w) => ({
    productId: w.spareProductId,
    skuId: w.spareSkuId,
    file: { id: w.imageId, name: 'a.png', size: 1, hash: '' },
  }),
  'product.drop-images': (w) => ({ imageIds: [w.imageId] }),
  'batch.lock': (w) => ({ batchId: w.batchId, reason: 'test' }),
  'batch.list': (w) => ({ skuCode: w.lotSkuCode, warehouseCode: w.warehouseCode }),
  'serial.list': (w) => ({ skuCode: w.numberedSkuCode, warehouseCode: w.warehouseCode, set: w.serialSet }),
  'stock.movements': (w) => ({
    ...{ skuCode: w.lotSkuCode, warehouseCode: w.warehouseCode },
    ...{ batchId: w.batchId, set: w.movementSet },
  }),
  'transfer.ship': (w) => ({ transferId: w.transferId, serials: [{ lineId: w.draftLineId, numbers: [] }] }),
  'sku.track': (w) => ({ skuId: w.lotSkuId, expiryAlertDays: 60, version: 2 }),
  'sku.merge': (w) => ({ skuId: w.unusedSkuId, intoSkuId: w.skuId }),
  'return-request.receive': (w) => ({
    returnRequestId: w.returnRequestId,
    warehouseCode: w.warehouseCode,
    lines: [{ skuCode: w.skuCode, quantity: 1, condition: 'sellable' }],
  }),
  'return-request.undo-receipt': (w) => ({ returnRequestId: w.backRequestId, receiptId: w.returnReceiptId }),
  'return-request.list': (w) => ({
    orderId: w.returnedOrderId,
    shopCode: w.shopCode,
    set: w.returnSet,
    assignee: w.assignee,
  }),
  'return-request.ingest': (w) => ({ shopCode: w.shopCode, returns: [] }),
  'order.reroute': (w) => ({ orderId: w.approvedOrderId, warehouseCode: w.stockedWarehouseCode, reason: 'test' }),
  'order.split': (w) => ({
    orderId: w.approvedOrderId,
    fulfilmentId: w.approvedParcelId,
    parcels: [{ lines: [{ orderLineId: w.approvedLineId, skuCode: w.skuCode, quantity: 1 }] }],
  }),
  'order.merge': (w) => ({ fulfilmentIds: [w.approvedParcelId, w.twinParcelId] }),
  'fulfilment.move': (w) => ({
    fulfilmentId: w.twinParcelId,
    warehouseCode: w.stockedWarehouseCode,
    reason: 'test',
  }),
  'order.unmerge': (w) => ({ fulfilmentId: w.mergedParcelId }),
  'order.unsplit': (w) => ({ orderId: w.splitOrderId }),
  'order.merge-suggestions': (w) => ({ orderId: w.approvedOrderId }),
  'order.set-sealed': (w) => ({ orderId: w.orderId, sealed: true }),
  'order.set-presale': (w) => ({ orderId: w.orderId, presale: true }),
  'order.add-gift': (w) => ({ orderId: w.orderId, skuCode: w.skuCode, quantity: 1 }),
  'order.remove-gift': (w) => ({ orderId: w.giftOrderId, orderLineId: w.giftLineId }),
  'fulfilment.block': (w) => ({ fulfilmentId: w.approvedParcelId, reason: 'test' }),
  'fulfilment.unblock': (w) => ({ fulfilmentId: w.stoppedParcelId, reason: 'test' }),
  'presale.set': (w) => ({ shopCode: w.shopCode, skuCode: w.skuCode }),
  'blacklist.add': () => ({ kind: 'name', value: '王五', reason: 'test' }),
  'order.take-goods': (w) => ({ orderId: w.waitingOrderId, fromNumber: w.givingNumber, reason: 'test' }),
  'order.refund-done': (w) => ({ orderId: w.cancelledOrderId }),
  'order.set-urgent': (w) => ({ orderId: w.orderId, urgent: true }),
  'order.review': (w) => ({ orderId: w.orderId, decision: 'approve' }),
  'order.unapprove': (w) => ({ orderId: w.approvedOrderId }),
  'fulfilment.ship': (w) => ({
    ...{ fulfilmentId: w.fulfilmentId, carrierCode: 'sf', trackingNo: 'SF1234567890' },
    serials: [{ skuCode: w.skuCode, numbers: [] }],
  }),
  'fulfilment.unship': (w) => ({ fulfilmentId: w.fulfilmentId, reason: 'test' }),
  'product.start-bulk': (w) => ({
    productIds: [w.productId],
    what: { action: 'product.set-category', categoryId: w.categoryId },
  }),
  'fulfilment.start-bulk': (w) => ({ ids: [w.fulfilmentId], what: { action: 'fulfilment.block', reason: 'test' } }),
  'reject.start-bulk': (w) => ({ ids: [w.rejectId], what: { action: 'reject.dismiss', reason: 'test' } }),
  'customer.start-bulk': (w) => ({ ids: [w.customerId], what: { action: 'customer.update', group: 'test' } }),
  'alert.start-bulk': (w) => ({ ids: [w.alertId], what: { action: 'alert.snooze', days: 7 } }),
  'product.create': (w) => ({
    name: 'New',
    categoryId: w.categoryId,
    skus: [
      {
        code: 'NEW-1',
        listPrice: '1.00',
        currency: 'CNY',
        components: [{ skuCode: w.skuCode, quantity: 1 }],
      },
    ],
  }),
  // What speaks of a row, its stock and its orders, keeps it from being removed or closed: these have none.
  'product.delete': (w) => ({ productId: w.spareProductId }),
  'warehouse.close': (w) => ({ warehouseId: w.spareWarehouseId }),
  'product.update': (w) => ({
    productId: w.productId,
    categoryId: w.categoryId,
    skus: [{ id: w.setSkuId, components: [{ skuCode: w.skuCode, quantity: 1 }] }],
    removeSkus: [w.unusedSkuId],
    version: 1,
  }),
  'sku.update': (w) => ({ skuId: w.setSkuId, components: [{ skuCode: w.skuCode, quantity: 1 }], version: 1 }),
  'rule.save': () => ({ kind: 'review', rules: [], version: 3 }),
  'rule.publish': () => ({ kind: 'review', version: 3 }),
  'rule.roll-back': () => ({ kind: 'review', toVersion: 1, version: 3 }),
  'rule.version': () => ({ kind: 'review', number: 1 }),
  'rule.test': (w) => ({ kind: 'review', order: w.channelOrderNo }),
  'rule.preview': (w) => ({ orderIds: [w.orderId] }),
  'rule.rerun': (w) => ({ orderIds: [w.orderId], version: 1 }),
  'rule.preview-routing': (w) => ({ orderIds: [w.orderId] }),
  'rule.rerun-routing': (w) => ({ orderIds: [w.orderId], version: 1 }),
  'report.sales': (w) => ({ from: '2026-11-01', to: '2026-11-30', groupBy: 'day', shopCode: w.shopCode }),
  'stock.export-at': (w) => ({ at: '2999-01-01T00:00:00Z', skuCode: w.skuCode, warehouseCode: w.warehouseCode }),
  'stock.at': (w) => ({ at: '2999-01-01T00:00:00Z', skuCode: w.skuCode, warehouseCode: w.warehouseCode }),
  'stock.changes': (w) => ({
    from: '2020-01-01T00:00:00Z',
    to: '2999-01-01T00:00:00Z',
    skuCode: w.skuCode,
    warehouseCode: w.warehouseCode,
  }),
  'stock.layers': (w) => ({ warehouseCode: w.warehouseCode, categoryId: w.categoryId }),
  'station.create': (w) => ({ warehouseCode: w.warehouseCode, name: 'Another' }),
  'station.enter': (w) => ({ stationId: w.stationId, credentials: { staffNo: '1', pin: '1234' } }),
  'floor-person.set': (w) => ({ memberId: w.memberId, staffNo: '7' }),
  'floor-person.set-own-pin': () => ({ pin: '4826' }),
  'wave.create': (w) => ({
    ...{ warehouseCode: w.warehouseCode, shopCode: w.shopCode },
    ...{ skuCode: w.skuCode, zoneId: w.zoneId, maxParcels: 1 },
  }),
  'scan.receive': (w) => ({ ...scanOf(w), quantity: 1 }),
  'scan.put-away': (w) => ({ ...scanOf(w), toBin: 'A-1', quantity: 1 }),
  'scan.move': (w) => ({ ...scanOf(w), fromBin: 'DEFAULT', toBin: 'A-1', quantity: 1 }),
  'scan.return': (w) => ({ ...scanOf(w), toBin: 'A-1', quantity: 1 }),
  'scan.count': (w) => ({
    ...{ ...scanOf(w), code: w.skuCode, stocktakeId: w.stocktakeId },
    ...{ binCode: 'DEFAULT', quantity: 1 },
  }),
  'scan.unship': (w) => ({ scanId: 'contract-2', stationId: w.stationId, parcel: w.wavedParcel }),
  'scan.transfer-send': (w) => ({
    ...{ scanId: 'contract-1', stationId: w.stationId, transferId: w.transferId },
    lines: [{ skuCode: w.skuCode, quantity: 1 }],
  }),
  'scan.transfer-receive': (w) => ({ ...scanOf(w), stationId: w.farStationId, transferId: w.sentTransferId }),
  'scan.pick': (w) => ({ ...scanOf(w), waveId: w.waveId, binCode: 'DEFAULT', fulfilmentId: w.wavedParcelId }),
  'scan.short': (w) => ({
    ...{ ...scanOf(w), waveId: w.waveId, binCode: 'DEFAULT', missing: 1 },
    fulfilmentId: w.wavedParcelId,
  }),
  'scan.sort': (w) => ({ ...scanOf(w), waveId: w.waveId }),
  'scan.check': (w) => ({ ...scanOf(w), waveId: w.waveId, parcel: w.wavedParcel }),
  'scan.carton': (w) => ({ scanId: 'contract-1', stationId: w.stationId, parcel: w.wavedParcel, carton: 'C1' }),
  'scan.goods': (w) => ({ stationId: w.stationId, code: w.floorSkuCode }),
  'carton.create': () => ({ ...carton, code: 'C9' }),
  'carton.update': (w) => ({ cartonId: w.cartonId, maxWeightG: 9000, version: 1 }),
  'parcel.add-photo': (w) => ({
    fulfilmentId: w.wavedParcelId,
    stationId: w.stationId,
    file: { id: w.spareFileId, name: 'a.png', size: 1, hash: '' },
  }),
  'parcel.work': (w) => ({ fulfilmentId: w.wavedParcelId }),
  'parcel.photos': (w) => ({ fulfilmentId: w.wavedParcelId }),
  'parcel.photo': (w) => ({ fulfilmentId: w.wavedParcelId, photoId: w.photoId }),
  'parcel.remove-photo': (w) => ({ fulfilmentId: w.wavedParcelId, photoId: w.photoId }),
  'scan.weigh': (w) => ({ scanId: 'contract-1', stationId: w.stationId, parcel: w.wavedParcel, weightG: 200 }),
  'scan.ship': (w) => ({
    ...{ scanId: 'contract-1', stationId: w.stationId, parcel: w.readyParcel },
    ...{ carrierCode: 'sf', trackingNo: 'SF1234567890', serials: [{ skuCode: w.floorSkuCode, numbers: [] }] },
  }),
  'parcel.get': (w) => ({ stationId: w.stationId, parcel: w.wavedParcel }),
  'parcel.accept-weight': (w) => ({ fulfilmentId: w.heavyParcelId, reason: 'test' }),
  'floor.board': (w) => ({ warehouseCode: w.warehouseCode }),
  'floor.cut-off': (w) => ({ warehouseCode: w.warehouseCode, carrierCode: 'sf', time: '17:30' }),
  'replenishment.take': (w) => ({
    warehouseCode: w.warehouseCode,
    ...{ toBin: 'A-1', skuCode: w.floorSkuCode },
  }),
  'replenishment.set': (w) => ({ binId: w.binId, skuCode: w.floorSkuCode, levels: { least: 1, most: 2 } }),
  'replenishment.faces': (w) => ({ warehouseCode: w.warehouseCode }),
  'replenishment.list': (w) => ({ warehouseCode: w.warehouseCode }),
  'shortage.settle': (w) => ({ shortageId: w.shortageId, outcome: 'found' }),
  'hand-over.create': (w) => ({ warehouseCode: w.warehouseCode, carrierCode: 'yto' }),
  'print.labels': (w) => ({ fulfilmentIds: [w.heavyParcelId], orderIds: [w.contactOrderId], carrierCode: 'zto' }),
  'print.slips': (w) => ({ fulfilmentIds: [w.heavyParcelId], orderIds: [w.contactOrderId] }),
  'print.pick-list': (w) => ({ waveId: w.waveId }),
  'print.count-sheet': (w) => ({ stocktakeId: w.stocktakeId }),
  'print.sku-labels': (w) => ({ skus: [{ skuCode: w.floorSkuCode, copies: 2 }] }),
  'print.bin-labels': (w) => ({ warehouseCode: w.warehouseCode, binCodes: ['A-1'] }),
  'print.wave-summary': (w) => ({ waveId: w.waveId }),
  'print.hand-over': (w) => ({ handOverId: w.handOverId }),
  'print.carton-marks': (w) => ({ fulfilmentId: w.heavyParcelId, transferId: w.sentTransferId, cartons: 2 }),
  'print.command-sheet': () => ({}),
  'print.open': (w) => ({ printId: w.printId }),
  'print-settings.get': (w) => ({ shopCode: w.shopCode }),
  'print-settings.preview': (w) => ({ shopCode: w.shopCode, paper: 'label', labelSize: 'a6' }),
  'print-settings.set': (w) => ({ shopCode: w.shopCode, senderName: 'Caravan', labelSize: 'a6' }),
  'waybill-pool.create': (w) => ({
    ...{ carrierCode: 'sf', warehouseCode: w.warehouseCode, first: w.newRange, last: w.newRangeEnd },
  }),
  'waybill-pool.update': (w) => ({ poolId: w.sparePoolId, status: 'closed', version: 1 }),
  'waybill.list': (w) => ({ poolId: w.numberPoolId, fulfilmentId: w.heavyParcelId }),
  'waybill.void': (w) => ({ waybillId: w.waybillId, reason: 'damaged' }),
  'work.export': (w) => ({
    ...{ from: '2020-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z', by: 'hour-sku' },
    warehouseCode: w.warehouseCode,
  }),
  'work.output': (w) => ({
    ...{ from: '2020-01-01T00:00:00Z', to: '2999-01-01T00:00:00Z' },
    warehouseCode: w.warehouseCode,
  }),
  'zone.close': (w) => ({ zoneId: w.spareZoneId }),
  'bin.close': (w) => ({ binId: w.spareBinId }),
  'zone.create': (w) => ({ warehouseId: w.warehouseId, code: 'NEW', name: 'New', kind: 'sellable' }),
  'bin.create': (w) => ({ warehouseId: w.warehouseId, code: 'NEW-1', zoneId: w.zoneId }),
  'bin.create-range': (w) => ({ warehouseId: w.warehouseId, from: 'N-01', to: 'N-02', zoneId: w.zoneId }),
  'bin.update': (w) => ({ binId: w.binId, zoneId: w.zoneId, version: 1 }),
  'stock.move': (w) => ({
    warehouseCode: w.warehouseCode,
    lines: [{ skuCode: w.skuCode, fromBin: 'DEFAULT', toBin: 'A-1', quantity: 1 }],
  }),
  'stock.receive': (w) => ({ warehouseCode: w.warehouseCode, lines: [{ skuCode: w.skuCode, quantity: 1 }] }),
  'stocktake.create': (w) => ({ warehouseCode: w.warehouseCode, kind: 'category', categoryId: w.categoryId }),
  'stocktake.start': (w) => ({ stocktakeId: w.draftStocktakeId }),
  'stocktake.count': (w) => ({
    stocktakeId: w.stocktakeId,
    counts: [
      {
        id: '019aab00-0000-7000-8000-000000000001',
        lineId: w.stocktakeLineId,
        skuCode: w.skuCode,
        binCode: 'A-1',
        counted: 1,
      },
    ],
  }),
  'stocktake.leave-out': (w) => ({ stocktakeId: w.stocktakeId, lineIds: [w.stocktakeLineId] }),
  'stocktake.recount': (w) => ({ stocktakeId: w.stocktakeId, lineIds: [w.stocktakeLineId] }),
  'transfer.create': (w) => ({
    fromWarehouseCode: w.warehouseCode,
    toWarehouseCode: w.farWarehouseCode,
    lines: [{ skuCode: w.skuCode, quantity: 1 }],
  }),
  'transfer.update': (w) => ({ transferId: w.transferId, lines: [{ skuCode: w.skuCode, quantity: 2 }], version: 1 }),
  'transfer.receive': (w) => ({
    transferId: w.sentTransferId,
    lines: [{ lineId: w.sentLineId, quantity: 1 }],
  }),
  'assembly.create': (w) => ({ warehouseCode: w.warehouseCode, skuCode: w.boxCode, quantity: 1 }),
  'pool.create': (w) => ({ code: 'another', name: 'Another', shopCodes: [w.shopCode] }),
  'pool.update': (w) => ({ poolId: w.poolId, name: 'Renamed', version: 1 }),
  'pool.set-incoming': (w) => ({ poolId: w.poolId, transferLineId: w.sentLineId, quantity: 2 }),
  'pool-move.create': (w) => ({
    warehouseCode: w.warehouseCode,
    toPool: w.poolCode,
    lines: [{ skuCode: w.skuCode, quantity: 1 }],
  }),
  'stock.adjust': (w) => ({
    warehouseCode: w.warehouseCode,
    reason: 'test',
    lines: [{ skuCode: w.skuCode, quantity: 1 }],
  }),
}

/** The same id for all: what is tried is undone, and an answer that stayed would be another one's. */
const carton = { name: 'Carton', lengthMm: 300, widthMm: 200, heightMm: 150, weightG: 120, maxWeightG: 5000 }
const scanOf = (w: World): Input => ({ scanId: 'contract-1', stationId: w.stationId, code: w.floorSkuCode })

type Schema = {
  format?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
}

/** Codes by which a tenant's own rows are asked for; they are as good as ids. */
const codes = /^(shopCode|warehouseCode|skuCode)$/

/** Dotted paths of every field that names a row; `*` for elements of lists. */
export function idFieldsOf(useCase: UseCase): string[] {
  return [
    ...new Set([useCase.input, useCase.documented ?? useCase.input].flatMap((schema) => walk(jsonOf(schema), []))),
  ].sort()
}

/** A working input, or undefined when nobody has said how to make one. */
export function inputOf(useCase: UseCase, world: World): Input | undefined {
  const built = builders[useCase.name]?.(world)
  if (built) return built
  const schema = jsonOf(useCase.input)
  const fields = new Set([...(schema.required ?? []), ...idFieldsOf(useCase).filter((path) => !path.includes('.'))])
  const given = Object.fromEntries([...fields].map((field) => [field, field === 'version' ? 1 : world[field]]))
  return Object.values(given).includes(undefined) ? undefined : given
}

/** For fields that the working input leaves out, because they exclude each other. */
const otherwise: Readonly<Record<string, (w: World) => Input>> = {
  'product.start-bulk': (w) => ({
    filter: { categoryId: w.categoryId, set: w.productSet, assignee: w.assignee },
    what: { action: 'product.activate' },
  }),
  'fulfilment.start-bulk': (w) => ({
    filter: { warehouseCode: w.warehouseCode, set: w.parcelSet },
    what: { action: 'fulfilment.move', reason: 'test', warehouseCode: w.warehouseCode },
  }),
  'customer.start-bulk': (w) => ({
    filter: { set: w.customerSet, assignee: w.assignee },
    what: { action: 'customer.update', group: 'test' },
  }),
  'alert.start-bulk': (w) => ({
    filter: { warehouseCode: w.warehouseCode },
    what: { action: 'alert.settle', deed: 'aside' },
  }),
}

/** A working input that says something in the field at a path. */
export function inputWith(useCase: UseCase, path: string, world: World): Input | undefined {
  const input = inputOf(useCase, world)
  return valueAt(input, path) == null ? (otherwise[useCase.name]?.(world) ?? input) : input
}

function jsonOf(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema
}

function walk(schema: Schema, path: string[]): string[] {
  const name = path.findLast((part) => part !== '*') ?? ''
  if (schema.format === 'uuid' || (codes.test(name) && !schema.properties && !schema.items)) return [path.join('.')]
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([field, inner]) => walk(inner, [...path, field])),
    ...(schema.items ? walk(schema.items, [...path, '*']) : []),
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((option) => walk(option, path)),
  ]
}

/** The value at a path; of a list its first element. */
export function valueAt(input: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((at, part) => (at as Input | undefined)?.[part === '*' ? '0' : part], input)
}

export function withValueAt(input: Input, path: string, value: unknown): Input {
  const copy = structuredClone(input)
  const parts = path.split('.').map((part) => (part === '*' ? '0' : part))
  const last = parts.pop() ?? ''
  const holder = parts.reduce<Input>((at, part) => at[part] as Input, copy)
  holder[last] = value
  return copy
}
