type Call = (name: string, input: object) => Promise<{ id: string; printId: string }>
type Place = { own: string; warehouseCode: string; skuCode: string; fulfilmentId: string; fulfilmentIds: string[] }

/** A pool of numbers, parcels whose labels were printed with them, and one that was not: what a label is asked of. */
export async function printWork(
  call: Call,
  { own, warehouseCode, skuCode, fulfilmentId, fulfilmentIds }: Place,
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
  await call('print.labels', { fulfilmentIds, carrierCode: 'zto' })
  const stickers = await call('print.sku-labels', { skus: [{ skuCode }] })
  const list = (await call('waybill.list', { fulfilmentId: fulfilmentIds[0] })) as unknown as {
    items: { id: string }[]
  }
  return {
    ...{ printId: stickers.printId, numberPoolId: pool.id, sparePoolId: spare.id, waybillId: list.items[0]?.id ?? '' },
    ...{ labelParcelId: fulfilmentId, newRange: range(1000), newRangeEnd: range(1099) },
  }
}
