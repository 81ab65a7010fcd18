import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { refuseStocktake, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** Who reviews doubts some counts: their lines are counted again, and what was approved is so no longer. */
export const recountStocktake = command({
  name: 'stocktake.recount',
  summary: 'Send lines of a stocktake back to be counted again; without any, all that differ',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/recount' },
  input: z.strictObject({
    stocktakeId: id('stocktake'),
    lineIds: z.array(id('stocktake-line')).min(1).max(500).optional(),
    version: versionField.optional(),
  }),
  example: {},
  output: stocktakeView,
  async run(ctx, { stocktakeId, lineIds, version }) {
    const row = await stocktakeRow(ctx, stocktakeId, 'change')
    expectVersion(row, version)
    refuseStocktake(row.state, 'counting')
    // A draft is started, not sent back.
    if (row.started_at === null) invalid([{ path: 'id', code: 'not_started' }])
    const lines = await ctx.sql(
      `update stocktake_lines set state = 'again' where tenant_id = $1 and stocktake_id = $2
          and ($3::uuid[] is null and differs and state = 'done' or id = any($3::uuid[])) returning id`,
      [row.id, lineIds ?? null],
    )
    if (lines.length === 0) invalid([{ path: 'lineIds', code: 'unknown' }])
    await ctx.sql(
      `update stocktakes set state = 'counting', reviewed_by = null, reviewed_at = null, version = version + 1 where tenant_id = $1 and id = $2`,
      [row.id],
    )
    ctx.touch('stocktake', row.id)
    ctx.tell({ lines: lines.length })
    return getStocktake.within(ctx, { stocktakeId })
  },
})
