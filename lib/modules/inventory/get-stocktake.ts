import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { fromMinor } from '@/lib/kernel/money'
import { differenceValue } from '@/lib/modules/inventory/internal/stocktake-lines'
import { isHidden, stocktakeItemOf, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { type StocktakeView, stocktakeView } from '@/lib/modules/inventory/stocktake-schema'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

type Sums = {
  open: number
  again: number
  done: number
  left_out: number
  differing: number
  expected: number
  counted: number
  gain_units: number
  loss_units: number
  gain_minor: bigint
  loss_minor: bigint
}

/** The report's head: who counted, reviewed and posted, and what it came to in units and in value. */
export const getStocktake = query({
  name: 'stocktake.get',
  summary: 'One stocktake: how far it is, what differs, who signed',
  http: { method: 'GET', path: '/stock/stocktakes/{stocktakeId}' },
  input: z.strictObject({ stocktakeId: id('stocktake') }),
  output: stocktakeView,
  async run(ctx, { stocktakeId }): Promise<StocktakeView> {
    const row = await stocktakeRow(ctx, stocktakeId)
    const sums = await sumsOf(ctx, row.id)
    const { currency } = ctx.tenant
    return {
      ...stocktakeItemOf(await ctx.crypt(), row),
      currency,
      open: sums?.open ?? 0,
      again: sums?.again ?? 0,
      done: sums?.done ?? 0,
      leftOut: sums?.left_out ?? 0,
      figures:
        isHidden(row) || !sums
          ? null
          : {
              differing: sums.differing,
              expected: sums.expected,
              counted: sums.counted,
              gainUnits: sums.gain_units,
              lossUnits: sums.loss_units,
              gainValue: fromMinor(sums.gain_minor, currency),
              lossValue: fromMinor(sums.loss_minor, currency),
            },
      countedBy: await ctx.sql<{ name: string; lines: number }>(
        `select counted_by as name, count(*)::int as lines from stocktake_lines
          where tenant_id = $1 and stocktake_id = $2 and counted_by is not null group by counted_by order by 2 desc, 1`,
        [row.id],
      ),
    }
  },
})

async function sumsOf(ctx: Context, stocktakeId: string): Promise<Sums | undefined> {
  const [sums] = await ctx.sql<Sums>(
    `select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'again')::int as again,
            count(*) filter (where state = 'done')::int as done, count(*) filter (where state = 'left_out')::int as left_out,
            count(*) filter (where difference <> 0)::int as differing, coalesce(sum(expected), 0)::int as expected, coalesce(sum(counted), 0)::int as counted,
            coalesce(sum(difference) filter (where difference > 0), 0)::int as gain_units,
            coalesce(sum(difference) filter (where difference < 0), 0)::int as loss_units,
            coalesce(sum(value) filter (where difference > 0), 0)::bigint as gain_minor,
            coalesce(sum(value) filter (where difference < 0), 0)::bigint as loss_minor
       from (select l.state, case when l.state <> 'left_out' then l.expected end as expected, case when l.state <> 'left_out' then l.counted end as counted,
                    case when l.state <> 'left_out' then l.counted - l.expected end as difference, ${differenceValue} as value
               from stocktake_lines l
               join stocktakes t on t.tenant_id = $1 and t.id = l.stocktake_id
               left join stock_balances b on b.tenant_id = $1 and b.sku_id = l.sku_id and b.warehouse_id = t.warehouse_id
              where l.tenant_id = $1 and l.stocktake_id = $2) l`,
    [stocktakeId],
  )
  return sums
}
