type Fields = Record<string, string>
type View = { id: string; number: string; items: View[]; results: { orderId?: string }[]; fulfilments: View[] }
type Call = (name: string, input: object) => Promise<View>
type Place = Record<'shopCode' | 'warehouseCode' | 'warehouseId' | 'own' | 'ownerId', string>

/**
 * A station, a wave half picked of goods that nothing else is made of, a bin that lacked some of them, a parcel whose weight is off, and
 * parcels that have left: one on a hand-over list, one on none.
 */
export async function floorWork(call: Call, place: Place, order: (no: string) => object): Promise<Fields> {
  const { shopCode, warehouseCode, own } = place
  const floorSkuCode = `FLOOR-${own}`
  const sku = { code: floorSkuCode, weightG: 100, listPrice: '10.00', currency: 'CNY' }
  await call('product.create', { name: 'Floor', skus: [sku] })
  await call('stock.adjust', { warehouseCode, reason: 'test', lines: [{ skuCode: floorSkuCode, quantity: 40 }] })
  const kinds = ['listed', 'unlisted', 'heavy', 'ready', 'waved', 'short']
  const line = { channelLineNo: '1', sellerSku: floorSkuCode, title: 'Floor', quantity: 2, unitPrice: '10.00' }
  const orders = kinds.map((kind) => ({ ...order(`floor-${kind}-${own}`), lines: [line] }))
  const { results } = await call('order.ingest', { shopCode, orders })
  const parcels: View[] = []
  for (const { orderId } of results) await call('order.review', { orderId, decision: 'approve' })
  await call('order.allocate', {})
  for (const { orderId } of results) parcels.push(...(await call('order.get', { orderId })).fulfilments)
  const [listed, unlisted, heavy, ready, waved] = parcels
  const station = await call('station.create', { warehouseCode, name: 'Packing' })
  let n = 0
  const scan = (operation: string, input: object) =>
    call(`scan.${operation}`, { scanId: `made-${own}-${n++}`, stationId: station.id, ...input })
  const leave = (parcel: View | undefined, carrierCode: string) =>
    call('fulfilment.ship', { fulfilmentId: parcel?.id, carrierCode, trackingNo: `FL${own}${carrierCode}` })
  await leave(listed, 'sf')
  const list = await call('hand-over.create', { warehouseCode, carrierCode: 'sf' })
  await leave(unlisted, 'yto')
  await scan('check', { parcel: heavy?.number, code: floorSkuCode, quantity: 2 })
  await scan('weigh', { parcel: heavy?.number, weightG: 5000 })
  await scan('check', { parcel: ready?.number, code: floorSkuCode, quantity: 2 })
  await scan('weigh', { parcel: ready?.number, weightG: 200 })
  const wave = await call('wave.create', { warehouseCode, kind: 'batch', skuCode: floorSkuCode })
  const bin = { waveId: wave.id, binCode: 'DEFAULT', code: floorSkuCode }
  await scan('short', { ...bin, missing: 1, rest: 'wait' })
  await scan('pick', { ...bin, quantity: 1 })
  const carton = await call('carton.create', {
    ...{ code: 'C1', name: 'Carton', lengthMm: 300, widthMm: 200, heightMm: 150, weightG: 120, maxWeightG: 5000 },
  })
  const shortages = await call('shortage.list', {})
  await call('floor-person.set', { memberId: place.ownerId, staffNo: '1', pin: '1234' })
  return {
    ...{ floorSkuCode, cartonId: carton.id, stationId: station.id, waveId: wave.id, wavedParcelId: waved?.id ?? '' },
    ...{
      readyParcel: ready?.number ?? '',
      wavedParcel: waved?.number ?? '',
      heavyParcelId: heavy?.id ?? '',
      handOverId: list.id,
    },
    shortageId: shortages.items[0]?.id ?? '',
  }
}
