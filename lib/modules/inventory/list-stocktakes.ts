import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { type StocktakeRow, selectStocktakes, stocktakeItemOf } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeStates } from '@/lib/modules/inventory/states'
import { stocktakeItem } from '@/lib/modules/inventory/stocktake-schema'
import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

const filter = z.strictObject({
  ...pageFields,
  state: z.enum(stocktakeStates.states).optional(),
  warehouseCode: z.string().max(100).optional(),
})

async function stocktakeRows(ctx: Context, asked: z.output<typeof filter>): Promise<Statement> {
  const { limit, cursor, state, warehouseCode } = asked
  const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
  return {
    text: `${selectStocktakes} and ($2::uuid[] is null or t.warehouse_id = any($2::uuid[]))
          and ${state === undefined ? '$3::text is null' : 't.state = $3'}
          and ($4::timestamptz is null or (t.created_at, t.id) < ($4::timestamptz, $5::uuid))
        order by t.created_at desc, t.id desc limit $6`,
    params: [await placesAsked(ctx, warehouseCode), state ?? null, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
  }
}

export const listStocktakes = query({
  name: 'stocktake.list',
  summary: 'Stocktakes, newest first',
  http: { method: 'GET', path: '/stock/stocktakes' },
  input: filter,
  example: { state: 'counting' },
  output: pageView(stocktakeItem),
  rows: stocktakeRows,
  async run(ctx, asked) {
    const { text, params } = await stocktakeRows(ctx, asked)
    const rows = await ctx.sql<StocktakeRow>(text, params)
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      asked.limit,
      (row) => stocktakeItemOf(crypt, row),
      (row) => encodeCursor([row.created_at.toISOString(), row.id]),
    )
  },
})
