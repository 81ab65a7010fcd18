type Call = (name: string, input: object) => Promise<{ id: string; printId: string }>
type Place = { own: string; warehouseCode: string; skuCode: string; fulfilmentId: string; transferId: string }

/** A pool of numbers, and a parcel and a transfer whose papers were printed: asked for again they answer the same each time. */
export async function printWork(
  call: Call,
  { own, warehouseCode, skuCode, fulfilmentId, transferId }: Place,
): Promise<Record<string, string>> {
  const range = (from: number) => `${own.replace(/[^a-z0-9]/gi, '').toUpperCase()}-${String(from).padStart(6, '0')}`
  const pool = await call('waybill-pool.create', {
    carrierCode: 'zto',
    warehouseCode,
    first: range(1),
    last: range(900),
  })
  const spare = await call('waybill-pool.create', {
    carrierCode: 'yto',
    warehouseCode,
    first: range(1),
    last: range(900),
  })
  await call('print.labels', { fulfilmentIds: [fulfilmentId], carrierCode: 'zto' })
  await call('print.slips', { fulfilmentIds: [fulfilmentId] })
  await call('print.carton-marks', { fulfilmentId, transferId, cartons: 1 })
  const stickers = await call('print.sku-labels', { skus: [{ skuCode }] })
  const list = (await call('waybill.list', { fulfilmentId })) as unknown as {
    items: { id: string }[]
  }
  return {
    ...{ printId: stickers.printId, numberPoolId: pool.id, sparePoolId: spare.id, waybillId: list.items[0]?.id ?? '' },
    ...{ newRange: range(1000), newRangeEnd: range(1099) },
  }
}
