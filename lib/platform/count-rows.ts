import type { Statement } from '@/lib/platform/db/statement'
import type { Context } from '@/lib/platform/door/context'

/** Counting stops here: who has more than this needs a filter, not a figure. */
export const countedUpTo = 1000

export type Count = { n: number; capped: boolean }

export const countOf = (n: number): Count => ({ n: Math.min(n, countedUpTo), capped: n > countedUpTo })

/** How many rows each of these readings has, in one statement. Each brings its own limit: one row more than is counted will do. */
export async function countRows(
  ctx: Context,
  readings: readonly (readonly [key: string, reading: Statement])[],
): Promise<Map<string, Count>> {
  const params: unknown[] = []
  const parts = readings.map(([key, reading]) => {
    const before = params.length
    params.push(...reading.params)
    // All speak of the same tenant; the other places follow those of the readings before.
    const text = reading.text.replace(/\$(\d+)/g, (place, n) => (n === '1' ? place : `$${Number(n) + before}`))
    return `select $${params.push(key) + 1}::text as key, count(*)::int as n from (${text}) seen`
  })
  const rows = parts.length > 0 ? await ctx.sql<{ key: string; n: number }>(parts.join(' union all '), params) : []
  return new Map(rows.map(({ key, n }) => [key, countOf(n)]))
}
