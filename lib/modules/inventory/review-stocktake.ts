import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { refuseStocktake, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Somebody has looked at the differences and stands for them; posting is another step, and may be another person. */
export const reviewStocktake = command({
  name: 'stocktake.review',
  summary: 'Approve what a stocktake found, before it is posted',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/review' },
  input: z.strictObject({ stocktakeId: id('stocktake'), version: versionField.optional() }),
  example: {},
  output: stocktakeView,
  async run(ctx, { stocktakeId, version }) {
    const row = await stocktakeRow(ctx, stocktakeId, 'change')
    expectVersion(row, version)
    refuseStocktake(row.state, 'approved')
    await ctx.sql(
      `update stocktakes set state = 'approved', reviewed_by = $3, reviewed_at = $4, version = version + 1 where tenant_id = $1 and id = $2`,
      [row.id, ctx.actor.name, ctx.now],
    )
    ctx.touch('stocktake', row.id)
    return getStocktake.within(ctx, { stocktakeId })
  },
})
