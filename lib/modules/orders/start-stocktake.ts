import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { drawSheet } from '@/lib/modules/inventory/draw-sheet'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { abcSkus } from '@/lib/modules/orders/internal/abc-skus'
import { command } from '@/lib/platform/door/use-case'

/** Its sheet is drawn from the books of this moment; what is sold or received from now on is no difference. */
export const startStocktake = command({
  name: 'stocktake.start',
  summary: 'Start a drafted stocktake: a snapshot of what lies there by the books',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/start' },
  input: z.strictObject({ stocktakeId: id('stocktake') }),
  example: {},
  output: stocktakeView,
  async run(ctx, { stocktakeId }) {
    const lines = await drawSheet(ctx, stocktakeId, (abcClass) => abcSkus(ctx, abcClass))
    ctx.touch('stocktake', stocktakeId)
    ctx.tell({ lines })
    return getStocktake.within(ctx, { stocktakeId })
  },
})
