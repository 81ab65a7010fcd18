import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { postStocktakeLines, stocktakeToPost } from '@/lib/modules/inventory/stocktake-to-post'
import { breakPromises } from '@/lib/modules/orders/internal/break-promises'
import { endCountedShortages } from '@/lib/modules/orders/internal/end-shortages'
import { loseGoods } from '@/lib/modules/orders/internal/lose-goods'
import { command } from '@/lib/platform/door/use-case'

/**
 * The differences become movements, all or none: finds at what a unit costs here, losses out of their layers. What is gone is gone, also
 * when it was promised: then the youngest promises are broken in the same transaction, as with an adjustment.
 */
export const postStocktake = command({
  name: 'stocktake.post',
  summary: 'Post the differences of a stocktake, all or none',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/post' },
  input: z.strictObject({ stocktakeId: id('stocktake'), version: versionField.optional() }),
  example: {},
  output: stocktakeView.extend({
    brokenOrders: z.array(
      z.object({
        orderId: z.string(),
        number: z.string(),
        parcel: z.string(),
        outcome: z.enum(['cancelled', 'blocked']),
      }),
    ),
  }),
  async run(ctx, { stocktakeId, version }) {
    const posting = await stocktakeToPost(ctx, stocktakeId, version)
    const { row, movements, losses } = posting
    // All balances are locked in one go: one after the other they could meet whoever allocates halfway.
    const broken = await breakPromises(ctx, losses, row.number, movements)
    const errors = movements.flatMap(({ skuId, quantity, paths }) =>
      quantity < 0 && broken.impossible.some((loss) => loss.skuId === skuId)
        ? [{ path: paths?.quantity ?? 'id', code: 'insufficient_stock' }]
        : [],
    )
    if (errors.length > 0) invalid(errors)
    await postStocktakeLines(ctx, posting, { closed: { ids: broken.reservationIds, state: 'broken' } })
    await endCountedShortages(ctx, row.id)
    const brokenOrders = await loseGoods(ctx, broken, row.id)
    ctx.touch('stocktake', row.id)
    ctx.tell({ lines: movements.length, ...(brokenOrders.length > 0 && { brokenOrders: brokenOrders.length }) })
    return { ...(await getStocktake.within(ctx, { stocktakeId })), brokenOrders }
  },
})
