import { groupBy } from '@/lib/kernel/group'
import type { FieldError } from '@/lib/kernel/refusal'
import { adjustedGoods } from '@/lib/modules/inventory/adjusted-goods'
import { adjustStock } from '@/lib/modules/orders/adjust-stock'
import type { Context } from '@/lib/platform/door/context'

/** What of an import's stock can no longer be taken back, by the codes of the SKUs. */
export async function stockBlockers(ctx: Context, adjustmentIds: readonly string[]): Promise<FieldError[]> {
  return (await adjustedGoods(ctx, adjustmentIds)).flatMap(({ skuCode, closed, numbered, quantity, here }) => {
    if (closed) return [{ path: skuCode, code: 'closed' }]
    if (numbered) return [{ path: skuCode, code: 'serials_required' }]
    return quantity > here ? [{ path: skuCode, code: 'insufficient_stock' }] : []
  })
}

/** The same lines the other way round: what was put in is taken out, batch by batch. */
export async function undoStock(ctx: Context, adjustmentIds: readonly string[]): Promise<void> {
  const goods = groupBy(await adjustedGoods(ctx, adjustmentIds), (row) => row.adjustmentId)
  for (const id of adjustmentIds) {
    const mine = goods.get(id) ?? []
    const [first] = mine
    if (!first) continue
    const lines = mine.map(({ skuCode, batchNo, quantity }) => ({
      skuCode,
      quantity: -quantity,
      ...(batchNo !== null && { batchNo }),
    }))
    await adjustStock.within(ctx, { warehouseCode: first.warehouseCode, reason: 'import undone', lines })
  }
}
