import { type Bytes, type Encoding, encodingOf, readLines, type TextLine } from '@/lib/adapters/files/text-lines'

/** `row` is the line of the file on which the record begins, counted from 1. */
export type CsvRecord =
  | { readonly row: number; readonly fields: readonly string[] }
  /** `fields`: those before the one that broke. */
  | { readonly row: number; readonly fields: readonly string[]; readonly broken: 'broken_quotes' }

export const delimiters = [',', ';', '\t', '|'] as const
export type CsvFormat = { readonly encoding?: Encoding | undefined; readonly delimiter?: string | undefined }

/** Beyond this an open quote was forgotten and does not hold a long text. */
const longest = { lines: 200, signs: 100_000 }

/**
 * Records of a CSV file, one by one; between commas unless the format says otherwise. A record with a quote that is never closed, or that is closed in the
 * middle of a word, is reported, and reading goes on with the very next line: one forgotten quote must not swallow the
 * rows behind it (which is what recovery in the usual parsers does). Empty lines are no records.
 */
export async function* readCsv(file: Bytes, { encoding, delimiter = ',' }: CsvFormat = {}): AsyncGenerator<CsvRecord> {
  const source = readLines(file, encoding ?? (await encodingOf(file)))
  const ahead: TextLine[] = []
  const next = async () => ahead.shift() ?? ((await source.next()).value as TextLine | undefined)
  for (let first = await next(); first; first = await next()) {
    const { line: row, text } = first
    if (text.trim() === '') continue
    if (!text.includes('"')) {
      yield { row, fields: text.split(delimiter) }
      continue
    }
    const taken: TextLine[] = []
    let whole = text
    let found = parseRecord(whole, delimiter)
    while (found.end === 'open' && taken.length < longest.lines && whole.length < longest.signs) {
      const more = await next()
      if (!more) break
      taken.push(more)
      whole += `\n${more.text}`
      found = parseRecord(whole, delimiter)
    }
    if (found.end === 'whole') {
      yield { row, fields: found.fields }
      continue
    }
    ahead.unshift(...taken)
    yield { row, fields: parseRecord(text, delimiter).fields, broken: 'broken_quotes' }
  }
}

type Parsed = { readonly end: 'whole' | 'open' | 'broken'; readonly fields: readonly string[] }

/**
 * Fields as RFC 4180 has them, as many as there are before one that breaks; a quote inside a field that does not begin with one is a
 * sign like any other (`27" screen`).
 */
function parseRecord(text: string, delimiter: string): Parsed {
  const fields: string[] = []
  for (let at = 0; ; ) {
    if (text[at] === '"') {
      let value = ''
      let from = at + 1
      let end = text.indexOf('"', from)
      while (end >= 0 && text[end + 1] === '"') {
        value += text.slice(from, end + 1)
        from = end + 2
        end = text.indexOf('"', from)
      }
      if (end < 0) return { end: 'open', fields }
      at = end + 1
      if (at < text.length && text[at] !== delimiter) return { end: 'broken', fields }
      fields.push(value + text.slice(from, end))
    } else {
      const next = text.indexOf(delimiter, at)
      const end = next < 0 ? text.length : next
      fields.push(text.slice(at, end))
      at = end
    }
    if (at >= text.length) return { end: 'whole', fields }
    at += 1
  }
}
