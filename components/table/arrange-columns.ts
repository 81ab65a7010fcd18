import type { ColumnChoice } from '@/lib/kernel/saved-view'
import type { ListColumn } from './columns'

/**
 * The columns as somebody chose them. The first is the row's name: it stays first and shown, because it is frozen and heads the card on
 * a phone. A column that came after the choice was made stands where the product puts it: behind the one before it.
 */
export function arrangeColumns<T>(
  columns: readonly ListColumn<T>[],
  choice: readonly ColumnChoice[] | null | undefined,
): readonly ListColumn<T>[] {
  const [first, ...rest] = columns
  if (!first) return columns
  if (!choice) return columns.filter((column) => !column.optional)
  const chosen = new Map(choice.map((one) => [one.key, one]))
  const sequence = choice.map(({ key }) => key).filter((key) => rest.some((column) => column.key === key))
  rest.forEach((column, i) => {
    if (chosen.has(column.key) || column.optional) return
    const before = rest[i - 1]
    sequence.splice(before ? sequence.indexOf(before.key) + 1 : 0, 0, column.key)
  })
  const byKey = new Map(rest.map((column) => [column.key, column]))
  const arranged = sequence.flatMap((key) => {
    const column = byKey.get(key)
    return column && !chosen.get(key)?.hidden ? [column] : []
  })
  return [first, ...arranged].map((column) => {
    const width = chosen.get(column.key)?.width
    return width ? { ...column, width, fixed: true } : column
  })
}
