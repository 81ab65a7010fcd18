import { type Face, faceOf, printable, widthOf } from '@/lib/adapters/printing/fonts'

export type Run = { face: Face; text: string; width: number }
export type Line = { runs: Run[]; width: number }

/** The sign printers have always put for a character they do not have. */
const geta = '〓'

type Char = { face: Face; text: string; width: number }

/** Words of Latin letters and numbers stay whole; Chinese breaks anywhere, but no line begins with what closes. */
const piece = /[\p{Script=Latin}\p{N}\-_./#@+&'’:]+|\s|[^\s]/gu
const closing = /^[，。、；：！？）】》」』”’,.;!?)\]}]$/

/** A text as lines no wider than `width` (points). What is more than `most` lines ends in an ellipsis. */
export function linesOf(text: string, size: number, width: number, most = Number.POSITIVE_INFINITY): Line[] {
  const lines: Char[][] = [[]]
  let used = 0
  for (const word of printable(text).match(piece) ?? []) {
    const chars = [...word].map((char) => charOf(char, size))
    const wide = sum(chars)
    if (used + wide > width && used > 0 && !closing.test(word)) {
      lines.push([])
      used = 0
      if (word === ' ') continue
    }
    for (const char of chars) {
      if (used + char.width > width && used > 0 && !closing.test(char.text)) {
        lines.push([])
        used = 0
      }
      lines.at(-1)?.push(char)
      used += char.width
    }
  }
  return cut(lines, size, width, most).map(lineOf)
}

function cut(lines: Char[][], size: number, width: number, most: number): Char[][] {
  if (lines.length <= most) return lines
  const kept = lines.slice(0, most)
  const last = kept.at(-1) ?? []
  const dots = charOf('…', size)
  while (last.length > 0 && sum(last) + dots.width > width) last.pop()
  last.push(dots)
  return kept
}

const sum = (chars: readonly Char[]) => chars.reduce((total, char) => total + char.width, 0)

function charOf(text: string, size: number): Char {
  const point = text.codePointAt(0) ?? 32
  const own = faceOf(point)
  if (!own) return charOf(geta, size)
  return { face: own, text, width: (widthOf(own, point) * size) / 1000 }
}

function lineOf(chars: readonly Char[]): Line {
  const runs: Run[] = []
  for (const char of chars) {
    const last = runs.at(-1)
    if (last && last.face === char.face) {
      last.text += char.text
      last.width += char.width
    } else runs.push({ ...char })
  }
  return { runs, width: sum(chars) }
}
