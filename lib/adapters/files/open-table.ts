import type { Source } from '@/lib/adapters/files/archive'
import { delimiters, readCsv } from '@/lib/adapters/files/csv'
import type { TableFile } from '@/lib/adapters/files/table-file'
import { type Encoding, encodingOf, readLines } from '@/lib/adapters/files/text-lines'
import { sheetsOf, xlsxTable } from '@/lib/adapters/files/xlsx'
import { invalid } from '@/lib/kernel/refusal'

/** How a file is to be read; what is not said is guessed from the file. */
export type Format = {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: string | undefined
  readonly sheet?: string | undefined
}

export type OpenTable = {
  readonly table: TableFile
  readonly type: 'csv' | 'xlsx'
  readonly format: Format
  readonly sheets: readonly string[]
}

/** A CSV file or a workbook as a table: told apart by what stands in it, never by its name. */
export async function openTable(source: Source, said: Format = {}): Promise<OpenTable> {
  const start = await startOf(source, 8)
  if (start.length === 0) invalid([{ path: 'file', code: 'empty_file' }])
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) {
    const sheets = await sheetsOf(source)
    const sheet = said.sheet ?? sheets[0]
    return { table: xlsxTable(source, sheet), type: 'xlsx', format: { sheet }, sheets }
  }
  // The old binary format, which an .xlsx with a password is wrapped in as well.
  if (start.equals(Buffer.from('d0cf11e0a1b11ae1', 'hex'))) invalid([{ path: 'file', code: 'old_or_locked' }])
  const packed = start.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))
  if (!packed && isBinary(await startOf(source, 4096))) invalid([{ path: 'file', code: 'not_a_table' }])
  const bytes = { name: packed ? 'table.gz' : 'table', bytes: () => source.bytes() }
  const encoding = said.encoding ?? (await encodingOf(bytes))
  const delimiter = said.delimiter ?? (await delimiterOf(bytes, encoding))
  const format = { encoding, delimiter }
  return { table: { name: source.name, rows: () => readCsv(bytes, format) }, type: 'csv', format, sheets: [] }
}

async function startOf(source: Source, length: number): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of source.bytes(0, Math.min(length, source.size))) parts.push(part)
  return Buffer.concat(parts)
}

/** A picture, a program, a PDF: no text has zeros, except of two bytes a sign, which says so at its start. */
function isBinary(start: Buffer): boolean {
  const wide = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)
  return !wide && (start.includes(0) || start.subarray(0, 5).toString('latin1') === '%PDF-')
}

/** The sign that parts most of the first line, outside of quotes. */
async function delimiterOf(bytes: Parameters<typeof readLines>[0], encoding: Encoding): Promise<string> {
  for await (const { text } of readLines(bytes, encoding)) {
    if (text.trim() === '') continue
    const bare = text.replaceAll(/"[^"]*"/g, '')
    const counts = delimiters.map((sign) => bare.split(sign).length - 1)
    return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
  }
  return ','
}
