import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { getStocktake } from '@/lib/modules/inventory/get-stocktake'
import { writeDown } from '@/lib/modules/prints/internal/write-down'
import { printAnswer, reprintField } from '@/lib/modules/prints/schema'
import { command } from '@/lib/platform/door/use-case'

/** What a stocktake counts on paper (盘点单), with a field for each figure. */
export const printCountSheet = command({
  name: 'print.count-sheet',
  summary: 'Print the count sheet of a stocktake',
  http: { method: 'POST', path: '/prints/count-sheets', status: 201 },
  input: z.strictObject({ stocktakeId: id('stocktake'), reprint: reprintField }),
  example: { stocktakeId: '019aab00-0000-7000-8000-000000000021' },
  output: printAnswer,
  async run(ctx, { stocktakeId, reprint }) {
    const { number } = await getStocktake.within(ctx, { stocktakeId })
    return writeDown(ctx, {
      kind: 'count_sheet',
      papers: [{ id: stocktakeId, reference: number }],
      refused: [],
      reprint,
    })
  },
})
