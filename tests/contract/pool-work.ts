type Fields = Record<string, string>
type View = { id: string }
type Call = (name: string, input: object) => Promise<View>
type Place = Record<'shopCode' | 'warehouseCode' | 'skuCode' | 'own' | 'sentLineId', string>

/** A bundle of which assembled ones are kept, with an order to make one; a pool with a unit in it, and one on its way into it. */
export async function poolWork(call: Call, place: Place): Promise<Fields> {
  const { shopCode, warehouseCode, skuCode, own, sentLineId } = place
  const boxCode = `BOX-${own}`
  const components = [{ skuCode, quantity: 1 }]
  const sku = { code: boxCode, listPrice: '10.00', currency: 'CNY', components, assembled: 'first' }
  await call('product.create', { name: 'Box', skus: [sku] })
  const assembly = await call('assembly.create', { warehouseCode, skuCode: boxCode, quantity: 1, note: 'Note' })
  const pool = await call('pool.create', { code: `pool-${own}`, name: 'Pool', shopCodes: [shopCode] })
  const lines = [{ skuCode, quantity: 1 }]
  const move = await call('pool-move.create', { warehouseCode, toPool: `pool-${own}`, lines, note: 'Note' })
  await call('pool.set-incoming', { poolId: pool.id, transferLineId: sentLineId, quantity: 1 })
  return {
    ...{ boxCode, assemblyId: assembly.id, poolId: pool.id, poolCode: `pool-${own}`, poolMoveId: move.id },
    transferLineId: sentLineId,
  }
}
