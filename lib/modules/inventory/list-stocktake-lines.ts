import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { type LineRow, lineViewOf, selectLines } from '@/lib/modules/inventory/internal/stocktake-lines'
import { isHidden, stocktakeRow } from '@/lib/modules/inventory/internal/stocktake-rows'
import { stocktakeLineStates, stocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.boolean(), z.number().int()])

/** In the sequence of the sheet, which is that of the route; where the books may be seen, differences come first. */
export const listStocktakeLines = query({
  name: 'stocktake.lines',
  summary: 'Lines of a stocktake: while it is counted by the route, afterwards differences first',
  http: { method: 'GET', path: '/stock/stocktakes/{stocktakeId}/lines' },
  input: z.strictObject({
    ...pageFields,
    stocktakeId: id('stocktake'),
    state: z.enum(stocktakeLineStates).optional(),
    /** '1': those that are still to be counted, for the first time or again. */
    due: z.enum(['1']).optional(),
    /** '1': those that differ; nothing while a blind count goes on. */
    differs: z.enum(['1']).optional(),
    binCode: z.string().max(100).optional(),
    skuCode: z.string().max(200).optional(),
  }),
  example: { due: '1' },
  output: pageView(stocktakeLineView),
  async run(ctx, { limit, cursor, stocktakeId, state, due, differs, binCode, skuCode }) {
    const row = await stocktakeRow(ctx, stocktakeId)
    const hidden = isHidden(row)
    const first = row.state !== 'draft' && row.state !== 'counting'
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<LineRow>(
      `${selectLines} and l.stocktake_id = $2 and ($3::text[] is null or l.state = any($3::text[]))
          ${differs ? `and l.differs and not ${hidden}` : ''}
          and ($4::text is null or n.code = $4) and ($5::text is null or s.code = $5)
          ${after ? `and ${first ? '(not l.differs, l.position) > ($6, $7)' : '$6::boolean is not null and l.position > $7'}` : 'and $6::boolean is null and $7::int is null'}
        order by ${first ? 'l.differs desc, ' : ''}l.position limit $8`,
      [
        ...[stocktakeId, state ? [state] : due ? ['open', 'again'] : null],
        ...[binCode?.normalize('NFKC').trim().toUpperCase() ?? null, skuCode?.trim() ?? null],
        ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      ],
    )
    return pageOf(
      rows,
      limit,
      (line) => lineViewOf(line, row, ctx.tenant.currency),
      // What differs is nobody's to know while they count blind.
      (line) => encodeCursor([first && !line.differs, line.position]),
    )
  },
})
