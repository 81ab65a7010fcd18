import { ask } from '@/components/scan/ask'
import { isSame, type Tally } from '@/components/scan/tally'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Page = { items: StocktakeLineView[]; nextCursor: string | null }
export type DueLine = Pick<StocktakeLineView, 'skuCode' | 'batchNo'>

/** So many hundreds of lines are no bin any more. */
const mostPages = 10
const patienceMs = 8000

/**
 * What is still to be counted in a bin, all of it; null where the house does not answer, or not to the end: of what nobody knows it must
 * not be said that nothing is there.
 */
export async function readDue(stocktakeId: string, binCode: string): Promise<StocktakeLineView[] | null> {
  const lines: StocktakeLineView[] = []
  let cursor: string | null = null
  for (let page = 0; page < mostPages; page++) {
    const filter: Record<string, unknown> = {
      stocktakeId,
      binCode,
      due: '1',
      limit: 200,
      ...(cursor !== null && { cursor }),
    }
    const outcome: Outcome<Page> = await ask('stocktake-lines', filter)
    if (!outcome.ok) return null
    lines.push(...outcome.value.items)
    cursor = outcome.value.nextCursor
    if (cursor === null) return lines
  }
  return null
}

/** Whether what was sent has its answers, now or before anybody would rather go on without. */
export function isAnswered(sent: readonly Promise<unknown>[]): Promise<boolean> {
  if (sent.length === 0) return Promise.resolve(true)
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs)
    void Promise.all(sent).then(() => {
      clearTimeout(timer)
      resolve(true)
    })
  })
}

/** What of a sheet nobody has counted yet. */
export const restOf = <L extends DueLine>(due: readonly L[], counted: readonly Tally[]): L[] =>
  due.filter((line) => !counted.some((one) => isSame(one, line)))

/** `*Z`: what was counted, and nothing of what else is on the sheet. */
export const withNothing = (counted: readonly Tally[], due: readonly DueLine[], at: string): Tally[] => [
  ...counted,
  ...restOf(due, counted).map(({ skuCode, batchNo }) => ({
    ...{ skuCode, name: '', quantity: 0, serials: [], at },
    ...(batchNo !== null && { batchNo }),
  })),
]
