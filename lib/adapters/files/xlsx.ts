import path from 'node:path'
import { type Archive, asRefusal, openArchive, type Source } from '@/lib/adapters/files/archive'
import type { CsvRecord } from '@/lib/adapters/files/csv'
import type { TableFile } from '@/lib/adapters/files/table-file'
import { parseXml, readXml } from '@/lib/adapters/files/xml'
import { type FieldError, invalid } from '@/lib/kernel/refusal'

const mega = 1_000_000
const limits = { entries: 2000, each: 700 * mega, total: 1200 * mega }
const mostText = 60 * mega
const mostColumns = 500

export type Sheet = { readonly name: string; readonly file: string }
type Book = { sheets: readonly Sheet[]; strings: readonly string[]; dateStyles: ReadonlySet<number>; date1904: boolean }

/** The names of a workbook's sheets, in its own sequence. */
export async function sheetsOf(source: Source): Promise<string[]> {
  return withArchive(source, async (archive) => (await sheetList(archive)).sheets.map((sheet) => sheet.name))
}

/**
 * One sheet of a workbook (Excel, WPS, LibreOffice) as a table of texts; the first unless another is named. Cells are what they
 * show: of a formula its last value, of a date the date. Nothing is worked out, nothing outside is read.
 */
export function xlsxTable(source: Source, sheet?: string): TableFile {
  return { name: source.name, rows: () => readRows(source, sheet) }
}

async function* readRows(source: Source, wanted: string | undefined): AsyncGenerator<CsvRecord> {
  const archive = await openArchive(source, limits)
  try {
    const book = await readBook(archive)
    const sheet = wanted === undefined ? book.sheets[0] : book.sheets.find(({ name }) => name === wanted)
    if (!sheet) wrong('no_sheet')
    let width = 0
    for await (const { row, cells } of sheetRows(archive, sheet, book)) {
      const end = cells.findLastIndex((cell) => cell !== undefined && cell !== '') + 1
      if (end === 0) continue
      // The first row that holds anything is the header; what is right of it in other rows is told as a row of another width.
      width ||= end
      yield { row, fields: Array.from({ length: Math.max(width, end) }, (_, i) => cells[i] ?? '') }
    }
  } catch (e) {
    throw asRefusal(e)
  } finally {
    archive.close()
  }
}

async function withArchive<T>(source: Source, work: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = await openArchive(source, limits)
  try {
    return await work(archive)
  } catch (e) {
    throw asRefusal(e)
  } finally {
    archive.close()
  }
}

async function readBook(archive: Archive): Promise<Book> {
  const { sheets, date1904 } = await sheetList(archive)
  return { sheets, date1904, strings: await sharedStrings(archive), dateStyles: await dateStyles(archive) }
}

async function sheetList(archive: Archive): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const places = new Map<string, string>()
  await read(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return
      places.set(Id, Target.startsWith('/') ? Target.slice(1) : path.posix.join('xl', Target))
    },
  })
  const sheets: Sheet[] = []
  let date1904 = false
  await read(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => /^\w+:id$/.test(key))?.[1]
      const file = places.get(id ?? '')
      if (file && attributes.name !== undefined) sheets.push({ name: attributes.name, file })
    },
  })
  if (sheets.length === 0) wrong('not_a_workbook')
  return { sheets, date1904 }
}

async function sharedStrings(archive: Archive): Promise<string[]> {
  const strings: string[] = []
  let text = ''
  let size = 0
  let inText = false
  let phonetic = 0
  await read(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic += 1
      inText = name === 't' && phonetic === 0
    },
    text(part) {
      if (!inText) return
      text += part
      size += part.length
      if (size > mostText) wrong('too_large')
    },
    close(name) {
      inText = false
      if (name === 'rPh') phonetic -= 1
      if (name === 'si') strings.push(text)
    },
  })
  return strings
}

/** Which cell formats show a day or a time: Excel keeps dates as numbers, and only the format tells. */
async function dateStyles(archive: Archive): Promise<Set<number>> {
  const own = new Map<number, boolean>()
  const found = new Set<number>()
  let inCells = false
  let at = 0
  await read(archive, 'xl/styles.xml', {
    open(name, { numFmtId = '', formatCode = '' }) {
      if (name === 'cellXfs') inCells = true
      if (name === 'numFmt')
        own.set(Number(numFmtId), /[ymdhs]/i.test(formatCode.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '')))
      if (name !== 'xf' || !inCells) return
      const id = Number(numFmtId)
      const builtIn =
        (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)
      if (own.get(id) ?? builtIn) found.add(at)
      at += 1
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return found
}

type Row = { row: number; cells: (string | undefined)[] }

async function* sheetRows(archive: Archive, sheet: Sheet, book: Book): AsyncGenerator<Row> {
  const entry = archive.entries.find(({ name }) => name === sheet.file)
  if (!entry) wrong('no_sheet')
  const ready: Row[] = []
  let row: Row = { row: 0, cells: [] }
  let cell = { column: -1, type: '', style: -1, text: '' }
  let inValue = false
  let inInline = false
  const parsing = parseXml(await entry.open(), {
    open(name, attributes) {
      if (name === 'row') row = { row: Number(attributes.r ?? row.row + 1), cells: [] }
      else if (name === 'c') {
        const column = columnOf(attributes.r) ?? cell.column + 1
        if (column >= mostColumns) wrong('too_many_columns')
        cell = { column, type: attributes.t ?? 'n', style: Number(attributes.s ?? -1), text: '' }
      } else if (name === 'is') inInline = true
      inValue = name === 'v' || (name === 't' && inInline)
    },
    text(part) {
      if (inValue) cell.text += part
    },
    close(name) {
      inValue = false
      if (name === 'is') inInline = false
      else if (name === 'c') row.cells[cell.column] = shown(cell, book)
      else if (name === 'row') {
        ready.push(row)
        cell.column = -1
      }
    },
  })
  for await (const _ of parsing) yield* ready.splice(0)
  yield* ready
}

function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  return [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function shown({ type, style, text }: { type: string; style: number; text: string }, book: Book): string {
  if (type === 's') return book.strings[Number(text)] ?? ''
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n' || text === '') return text
  const value = Number(text)
  if (!Number.isFinite(value)) return text
  return book.dateStyles.has(style) ? dateOf(value, book.date1904) : plainNumber(value, text)
}

/** Days since 1900 (with Excel's 29 February 1900) or since 1904; a whole number is a day, another an instant on the wall's clock. */
function dateOf(serial: number, date1904: boolean): string {
  const days = date1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const at = new Date(Math.round((days - 25_569) * 86_400) * 1000)
  if (Number.isNaN(at.getTime())) return ''
  const text = at.toISOString()
  return Number.isInteger(serial) ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`
}

/** 19.989999999999998 is 19.99 as Excel shows it, and 1.2E+17 a long number. */
function plainNumber(value: number, text: string): string {
  if (/^-?\d{1,15}$/.test(text)) return text
  const rounded = Number(value.toPrecision(15))
  const plain = String(rounded)
  if (!plain.includes('e')) return plain
  return Math.abs(rounded) >= 1 ? BigInt(Math.round(rounded)).toString() : rounded.toFixed(20).replace(/0+$/, '')
}

async function read(archive: Archive, name: string, handlers: Parameters<typeof readXml>[1]): Promise<void> {
  const entry = archive.entries.find((one) => one.name === name)
  if (entry) await readXml(await entry.open(), handlers)
}

function wrong(code: string): never {
  const errors: FieldError[] = [{ path: 'file', code }]
  invalid(errors)
}
