import { openArchive, type Source } from '@/lib/adapters/files/archive'
import { readCsv } from '@/lib/adapters/files/csv'
import type { TableFile } from '@/lib/adapters/files/table-file'
import { invalid } from '@/lib/kernel/refusal'

const mega = 1_000_000
const limits = { entries: 100, each: 100 * mega, total: 300 * mega }

/**
 * The CSV tables of a zip file by their names, wherever in it they lie; each is unpacked while it is read, and as often as it is. What is
 * packed once more inside stays packed: its size could not be judged. The file behind it is the caller's to close.
 */
export async function openTables(source: Source): Promise<TableFile> {
  const archive = await openArchive(source, limits)
  const tables = new Map<string, TableFile>()
  for (const { name: path, open } of archive.entries) {
    const name = path.split('/').at(-1) ?? ''
    // What packing programs leave behind is no table anybody meant.
    if (!name.endsWith('.csv') || name.startsWith('.') || path.startsWith('__MACOSX/')) continue
    // A name twice would be one table or the other.
    if (tables.has(name)) invalid([{ path: name, code: 'duplicate' }])
    async function* bytes(): AsyncGenerator<Buffer> {
      yield* (await open()) as AsyncIterable<Buffer>
    }
    tables.set(name, { name, rows: () => readCsv({ name, bytes }) })
  }
  return { name: source.name, tables, rows: none }
}

async function* none(): AsyncGenerator<never> {
  yield* []
}
