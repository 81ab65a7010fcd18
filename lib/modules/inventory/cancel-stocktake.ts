import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { refuseStocktake, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Nothing is posted, what was counted stays to be read; cancelling twice is no conflict. */
export const cancelStocktake = command({
  name: 'stocktake.cancel',
  summary: 'Cancel a stocktake that is not posted',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/cancel' },
  input: z.strictObject({ stocktakeId: id('stocktake'), version: versionField.optional() }),
  example: {},
  output: stocktakeView,
  async run(ctx, { stocktakeId, version }) {
    const row = await stocktakeRow(ctx, stocktakeId, 'change')
    if (row.state !== 'cancelled') {
      expectVersion(row, version)
      refuseStocktake(row.state, 'cancelled')
      await ctx.sql(
        `update stocktakes set state = 'cancelled', version = version + 1 where tenant_id = $1 and id = $2`,
        [row.id],
      )
      await ctx.sql('update stocktake_lines set open = false where tenant_id = $1 and stocktake_id = $2', [row.id])
    }
    ctx.touch('stocktake', row.id)
    return getStocktake.within(ctx, { stocktakeId })
  },
})
