import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { refuseStocktake, type StocktakeRow, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import { expectVersion } from '@/lib/platform/version'

/** The counting is over. What nobody counted has to be told: it is not there, or it is left out. */
export const submitStocktake = command({
  name: 'stocktake.submit',
  summary: 'End the counting of a stocktake and hand it over for review',
  http: { method: 'POST', path: '/stock/stocktakes/{stocktakeId}/submit' },
  input: z.strictObject({
    stocktakeId: id('stocktake'),
    /** What has not been counted: `refuse` it, take it as `zero`, or `leave_out`. */
    uncounted: z.enum(['refuse', 'zero', 'leave_out']).default('refuse'),
    version: versionField.optional(),
  }),
  example: { uncounted: 'leave_out' },
  output: stocktakeView,
  async run(ctx, { stocktakeId, uncounted, version }) {
    const row = await stocktakeRow(ctx, stocktakeId, 'change')
    expectVersion(row, version)
    refuseStocktake(row.state, 'review')
    const { open, again } = await getStocktake.within(ctx, { stocktakeId })
    if (again > 0) invalid([{ path: 'id', code: 'count_again' }])
    if (open > 0 && uncounted === 'refuse') invalid([{ path: 'uncounted', code: 'not_counted' }])
    if (open > 0) await settle(ctx, row, uncounted)
    await ctx.sql(
      `update stocktakes set state = 'review', submitted_by = $3, submitted_at = $4, version = version + 1 where tenant_id = $1 and id = $2`,
      [row.id, ctx.actor.name, ctx.now],
    )
    ctx.touch('stocktake', row.id)
    ctx.tell({ uncounted: open })
    return getStocktake.within(ctx, { stocktakeId })
  },
})

async function settle(ctx: Context, row: StocktakeRow, how: 'refuse' | 'zero' | 'leave_out'): Promise<void> {
  if (how === 'leave_out') {
    await ctx.sql(
      `update stocktake_lines set state = 'left_out' where tenant_id = $1 and stocktake_id = $2 and state = 'open'`,
      [row.id],
    )
    return
  }
  const { actor } = ctx
  await ctx.sql(
    `with nothing as (
       update stocktake_lines l set state = 'done', rounds = rounds + 1, counted = 0, expected = p.quantity, differs = p.quantity <> 0, counted_by = $3, counted_at = $4
         from (select o.id, coalesce(case when o.batch_id is null then h.quantity else x.quantity end, 0) as quantity
                 from stocktake_lines o
                 left join bin_balances h on h.tenant_id = $1 and h.sku_id = o.sku_id and h.bin_id = o.bin_id
                 left join batch_balances x on x.tenant_id = $1 and x.sku_id = o.sku_id and x.bin_id = o.bin_id and x.batch_id = o.batch_id
                where o.tenant_id = $1 and o.stocktake_id = $2 and o.state = 'open') p
        where l.tenant_id = $1 and l.id = p.id returning l.id, l.rounds, l.expected
     ) insert into stocktake_counts (tenant_id, id, stocktake_id, line_id, round, counted, expected, counted_by, counted_at, saved_at, actor_kind, actor_id)
       select $1, gen_random_uuid(), $2, id, rounds, 0, expected, $3, $4, $4, $5, $6 from nothing returning id`,
    [row.id, actor.name, ctx.now, actor.kind, actor.id],
  )
}
