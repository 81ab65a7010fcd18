import type { z } from 'zod'
import type { BrokenRow, TableRow } from '@/lib/adapters/files/table'
import { type TableInput, tableOf } from '@/lib/adapters/files/table-file'
import type { FileRecord, Place, RowError } from '@/lib/modules/exchange/internal/kinds/kind'
import { fieldErrors } from '@/lib/platform/door/run'

export type Row<C extends string> = TableRow<C> | BrokenRow<C>

/** One row, one thing: read by a schema whose fields are called like the columns. */
export function recordOf<C extends string, S extends z.ZodType>(
  input: TableInput,
  row: Row<C>,
  schema: S,
  raw: (values: Readonly<Record<C, string>>) => unknown,
): FileRecord<z.output<S>> {
  const file = tableOf(input).name
  const place = (path: string): Place => ({ file, row: row.row, column: path })
  if (!('values' in row)) {
    const errors: RowError[] = [{ file, row: row.row, column: row.column, code: row.code }]
    return { body: undefined as z.output<S>, errors, rows: [row.row], place }
  }
  const parsed = schema.safeParse(raw(row.values))
  const errors = parsed.success ? [] : fieldErrors(parsed.error).map(({ path, code }) => ({ ...place(path), code }))
  return { body: parsed.data as z.output<S>, errors, rows: [row.row], place }
}

/** A whole number as people write it: `1,200`, `12.0`; what is none stays as it stands, for the schema to refuse. */
export function whole(text: string): number | string {
  const bare = text.replaceAll(',', '').replace(/\.0+$/, '')
  return /^-?\d{1,15}$/.test(bare) ? Number(bare) : text
}

/** An amount as people write it: `¥1,200.50` is not refused for its sign or its thousands. */
export function amount(text: string): string {
  const bare = text.replace(/^[¥￥$€£]\s*/, '').replaceAll(',', '')
  return /^\d+\.\d+$/.test(bare) ? bare.replace(/0+$/, '').replace(/\.$/, '') : bare
}
