import { undefused } from '@/lib/adapters/files/csv-writer'
import { type TableInput, tableOf } from '@/lib/adapters/files/table-file'
import { type FieldError, invalid } from '@/lib/kernel/refusal'

export type TableRow<C extends string> = { readonly row: number; readonly values: Readonly<Record<C, string>> }
/** What keeps a row from being read: the column is empty where the whole row is meant. */
export type BrokenRow<C extends string> = {
  readonly row: number
  readonly column: string
  readonly code: 'broken_quotes' | 'column_count' | 'bad_encoding'
  /** As far as they can be told, so that the rest of what the row belongs to is not taken for whole. */
  readonly hints: Readonly<Partial<Record<C, string>>>
}

type Columns<C extends string> = {
  readonly required: readonly C[]
  readonly optional?: readonly C[]
  /** Columns nobody asked for are left out (a foreign table) or refused (our own form, where they are typing errors). */
  readonly strict: boolean
}

/**
 * The rows of a table with a header, by column name, trimmed; a column the file does not have reads as ''.
 * Refuses `invalid` when the header itself is not what it should be: then no row can be understood.
 */
export async function* readTable<C extends string>(
  file: TableInput,
  columns: Columns<C>,
): AsyncGenerator<TableRow<C> | BrokenRow<C>> {
  const known = [...columns.required, ...(columns.optional ?? [])]
  let header: string[] | undefined
  let places: [C, number][] = []
  for await (const record of tableOf(file).rows()) {
    if (!header) {
      // A heading with # is a remark of ours beside a rejected row: the file is loaded again as it is.
      header = record.fields.map((name) => (name.trim().startsWith('#') ? '' : name.trim()))
      const errors = headerErrors(header, columns.required, columns.strict ? known : undefined)
      if (errors.length > 0) invalid(errors)
      const found = header
      places = known.map((name) => [name, found.indexOf(name)])
      continue
    }
    const { row, fields } = record
    const values = Object.fromEntries(
      places.map(([name, at]) => [name, undefused(fields[at]?.trim() ?? '')]),
    ) as Record<C, string>
    const unreadable = fields.findIndex((field) => field.includes('\uFFFD'))
    if ('broken' in record) yield { row, column: '', code: record.broken, hints: values }
    else if (fields.length !== header.length) yield { row, column: '', code: 'column_count', hints: values }
    else if (unreadable >= 0) yield { row, column: header[unreadable] ?? '', code: 'bad_encoding', hints: values }
    else yield { row, values }
  }
  if (!header) invalid([{ path: '', code: 'empty_file' }])
}

function headerErrors(
  header: readonly string[],
  required: readonly string[],
  allowed: readonly string[] | undefined,
): FieldError[] {
  const missing = required.filter((name) => !header.includes(name)).map((path) => ({ path, code: 'missing_column' }))
  const twice = header
    .filter((name, i) => name !== '' && header.indexOf(name) !== i)
    .map((path) => ({ path, code: 'duplicate_column' }))
  const unknown = allowed
    ? header.filter((name) => name !== '' && !allowed.includes(name)).map((path) => ({ path, code: 'unknown_column' }))
    : []
  return [...missing, ...twice, ...unknown]
}
