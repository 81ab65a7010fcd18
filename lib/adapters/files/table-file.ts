import path from 'node:path'
import { type CsvRecord, readCsv } from '@/lib/adapters/files/csv'

/** A table as rows of texts, wherever they come from; can be read again from the start. */
export type TableFile = {
  readonly name: string
  rows(): AsyncIterable<CsvRecord>
  /** Of an archive of tables: each by its name; such a file has no rows of its own. */
  readonly tables?: ReadonlyMap<string, TableFile>
}

/** What profiles read: a path on this machine, or a table that was opened elsewhere. */
export type TableInput = string | TableFile

export function tableOf(input: TableInput): TableFile {
  return typeof input === 'string' ? { name: path.basename(input), rows: () => readCsv(input) } : input
}

/** The same table under our names of columns: `mapping` says which of the file's headings is which; the others are left out. */
export function renamed(file: TableFile, mapping: Readonly<Record<string, string>>): TableFile {
  return {
    name: file.name,
    async *rows() {
      const ours = new Map(Object.entries(mapping).map(([column, heading]) => [heading, column]))
      let header = true
      for await (const record of file.rows()) {
        if (!header) {
          yield record
          continue
        }
        header = false
        yield { row: record.row, fields: record.fields.map((heading) => ours.get(heading.trim()) ?? '') }
      }
    },
  }
}
