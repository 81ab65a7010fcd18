import { afterEach, expect, test, vi } from 'vitest'
import { isAnswered, readDue, restOf, withNothing } from '@/components/scan/count-sheet'
import { type Tally, tallied } from '@/components/scan/tally'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const at = '2026-11-22T08:00:00.000Z'
const units = (skuCode: string, quantity: number, batchNo?: string): Tally => ({
  ...{ skuCode, name: '', quantity, serials: [], at },
  ...(batchNo !== undefined && { batchNo }),
})
const line = (skuCode: string, batchNo: string | null = null) => ({ skuCode, batchNo })
const amounts = (all: readonly Tally[]) => all.map((one) => [one.skuCode, one.batchNo ?? null, one.quantity])

test('a line that was counted is never counted as nothing beside it, however its code and batch were typed', () => {
  const counted = [units('MILK', 2, 'LOT1'), units('milk', 3, ' ｌot1')].reduce<Tally[]>(tallied, [])
  expect(amounts(counted)).toEqual([['milk', ' ｌot1', 5]])
  const due = [line('MILK', 'LOT1'), line('MILK', 'LOT2'), line('MILK', ''), line('CUP')]
  expect(restOf(due, [...counted, units('ｃup', 1)])).toEqual([line('MILK', 'LOT2'), line('MILK', '')])
  // Units from before there were batches are no other batch's.
  expect(restOf(due, [units('MILK', 4, '')])).toEqual([line('MILK', 'LOT1'), line('MILK', 'LOT2'), line('CUP')])
  expect(amounts(withNothing(counted, due, at))).toEqual([
    ['milk', ' ｌot1', 5],
    ['MILK', 'LOT2', 0],
    ['MILK', '', 0],
    ['CUP', null, 0],
  ])
})

/** A house with so many lines on the sheet, in pages of two; it is silent from page `silent` on. */
function house(codes: readonly string[], silent = Number.POSITIVE_INFINITY) {
  const asked: unknown[] = []
  vi.stubGlobal('fetch', async (_url: string, { body }: RequestInit) => {
    const { input } = JSON.parse(String(body))
    asked.push(input)
    if (asked.length > silent) throw new TypeError('nobody answers')
    const from = Number(input.cursor ?? 0)
    const nextCursor = from + 2 < codes.length ? String(from + 2) : null
    return Response.json({
      ok: true,
      value: { items: codes.slice(from, from + 2).map((code) => line(code)), nextCursor },
    })
  })
  return asked
}

test('all pages of the sheet are read; where one does not come, what is on it is unknown and not nothing', async () => {
  const asked = house(['A', 'B', 'C', 'D', 'E'])
  expect((await readDue('st-1', 'A-1'))?.map((one) => one.skuCode)).toEqual(['A', 'B', 'C', 'D', 'E'])
  const filter = { stocktakeId: 'st-1', binCode: 'A-1', due: '1', limit: 200 }
  expect(asked).toEqual([filter, { ...filter, cursor: '2' }, { ...filter, cursor: '4' }])
  house(['A', 'B', 'C'], 1)
  expect(await readDue('st-1', 'A-1')).toBeNull()
  house(['A'], 0)
  expect(await readDue('st-1', 'A-1')).toBeNull()
  house(Array.from({ length: 100 }, (_, i) => `S${i}`))
  expect(await readDue('st-1', 'A-1')).toBeNull()
})

test('a sheet is waited for until what was sent before has its answers, and not for ever', async () => {
  expect(await isAnswered([])).toBe(true)
  expect(await isAnswered([Promise.resolve(1), Promise.resolve(undefined)])).toBe(true)
  vi.useFakeTimers()
  const waits = isAnswered([Promise.resolve(1), new Promise(() => undefined)])
  await vi.advanceTimersByTimeAsync(8000)
  expect(await waits).toBe(false)
})
