type Fields = Record<string, string>
type View = { id: string; number: string; results: { orderId?: string }[]; lines: View[]; fulfilments: View[] }
type Call = (name: string, input: object) => Promise<View>

/** Orders of one buyer and one address in every stage of splitting and merging, and what the house suspects people by. */
export async function orderWork(
  call: Call,
  {
    shopCode,
    skuCode,
    own,
    approvedOrderId,
    stockedWarehouseCode,
  }: Fields & Record<'shopCode' | 'skuCode' | 'own' | 'approvedOrderId' | 'stockedWarehouseCode', string>,
  order: (no: string) => object,
): Promise<Fields> {
  const kinds = ['twin', 'split', 'merge-1', 'merge-2', 'gift', 'stopped']
  const { results } = await call('order.ingest', { shopCode, orders: kinds.map((kind) => order(`${kind}-${own}`)) })
  const ids = results.map((one) => one.orderId ?? '')
  for (const orderId of ids) await call('order.review', { orderId, decision: 'approve' })
  await call('order.allocate', {})
  const views: View[] = []
  for (const orderId of [approvedOrderId, ...ids]) views.push(await call('order.get', { orderId }))
  const parcel = (i: number) => views[i]?.fulfilments[0]?.id ?? ''
  const line = (i: number) => views[i]?.lines[0]?.id ?? ''
  await call('order.split', {
    orderId: ids[1],
    fulfilmentId: parcel(2),
    parcels: [{ lines: [{ orderLineId: line(2), quantity: 1 }] }],
  })
  const merged = await call('order.merge', { fulfilmentIds: [parcel(3), parcel(4)] })
  const given = await call('order.add-gift', { orderId: ids[4], skuCode, quantity: 1 })
  await call('fulfilment.block', { fulfilmentId: parcel(6), reason: 'test' })
  const presale = await call('presale.set', { shopCode, skuCode })
  const entry = await call('blacklist.add', { kind: 'phone', value: '13900001111', reason: 'test' })
  const scarce = await scarceGoods(call, { shopCode, own, stockedWarehouseCode }, order)
  return {
    ...scarce,
    ...{ approvedLineId: line(0), approvedParcelId: parcel(0), twinParcelId: parcel(1), splitOrderId: ids[1] ?? '' },
    ...{ mergedParcelId: merged.id, giftOrderId: ids[4] ?? '', giftLineId: given.lines[1]?.id ?? '' },
    ...{ stoppedParcelId: parcel(6), presaleId: presale.id, entryId: entry.id },
  }
}

/** One piece for two orders: one has it, the other waits; and an order that was cancelled after it was paid. */
async function scarceGoods(
  call: Call,
  { shopCode, own, stockedWarehouseCode }: Record<'shopCode' | 'own' | 'stockedWarehouseCode', string>,
  order: (no: string) => object,
): Promise<Fields> {
  const code = `RARE-${own}`
  await call('product.create', { name: 'Rare', skus: [{ code, weightG: 100, listPrice: '20.00', currency: 'CNY' }] })
  const piece = { skuCode: code, quantity: 1, unitCost: '4.00' }
  await call('stock.adjust', { warehouseCode: stockedWarehouseCode, reason: 'Opening stock', lines: [piece] })
  const lines = [{ channelLineNo: '1', sellerSku: code, title: 'Rare', quantity: 1, unitPrice: '20.00' }]
  const { results } = await call('order.ingest', {
    shopCode,
    orders: ['has', 'waits', 'ended'].map((kind) => ({ ...order(`${kind}-${own}`), lines })),
  })
  const [has = '', waits = '', ended = ''] = results.map((one) => one.orderId ?? '')
  for (const orderId of [has, waits]) {
    await call('order.review', { orderId, decision: 'approve' })
    await call('order.allocate', {})
  }
  await call('order.cancel', { orderId: ended, reason: 'test' })
  const { number } = await call('order.get', { orderId: has })
  return { waitingOrderId: waits, givingNumber: number, cancelledOrderId: ended }
}
