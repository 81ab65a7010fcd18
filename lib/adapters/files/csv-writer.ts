import type { Cell } from '@/lib/adapters/files/xlsx-writer'

/**
 * A CSV file as its rows come, with a byte order mark, without which Excel reads Chinese as noise. A text that a spreadsheet would
 * take for a formula gets an apostrophe in front; numbers stay numbers.
 */
export async function* writeCsv(
  header: readonly string[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(header)}`
  let text = ''
  for await (const row of rows) {
    text += lineOf(row)
    if (text.length < 64 * 1024) continue
    yield text
    text = ''
  }
  if (text) yield text
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map(fieldOf).join(',')}\r\n`
}

function fieldOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return cell.number
  const safe = defused(cell)
  return /[",\r\n;\t]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** What begins like a formula in any width, also behind spaces and quotes that a spreadsheet takes away. */
const formula = /^[\s"]*[=+\-@＝＋－＠\t\r]/u

export function defused(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** A file of ours that comes back: the apostrophe we set is no part of the text. */
export function undefused(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text
}
