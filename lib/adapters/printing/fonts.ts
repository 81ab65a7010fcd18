import { readFileSync } from 'node:fs'
import path from 'node:path'
import { create, type Font } from 'fontkit'
import { processWide } from '@/lib/platform/process-wide'

/**
 * Both under the Open Font License. The first has the characters of GB 18030 that stand in names and addresses; the second some that it
 * lacks (𠮷). What is in neither is told, never printed as an empty box.
 */
const files = ['noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf', 'noto-sans-jp/500Medium/NotoSansJP_500Medium.ttf']

export type Face = {
  readonly name: string
  readonly bytes: Buffer
  readonly font: Font
  readonly widths: Map<number, number>
}

const load = (): Face[] =>
  files.map((file) => {
    const bytes = readFileSync(
      path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@expo-google-fonts', file),
    )
    return { name: file, bytes, font: create(bytes) as Font, widths: new Map() }
  })

/** Read once per process, at the first print: twenty megabytes that most processes never need. */
export const faces = (): Face[] => processWide('print-faces', load)

/** What cannot be seen: joiners, variation selectors and marks of direction. Line ends and tabs are spaces on paper. */
const unseen = /\p{Cf}|\p{Variation_Selector}|\p{Cc}/gu

export function printable(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').replace(unseen, '').trim()
}

export function faceOf(point: number): Face | undefined {
  return faces().find(({ font }) => font.hasGlyphForCodePoint(point))
}

/** The characters of a text that no face has. */
export function missing(text: string): string[] {
  return [...new Set(printable(text))].filter((char) => !faceOf(char.codePointAt(0) ?? 0))
}

/** In thousandths of the size. */
export function widthOf(face: Face, point: number): number {
  const known = face.widths.get(point)
  if (known !== undefined) return known
  const width = (face.font.glyphForCodePoint(point).advanceWidth * 1000) / face.font.unitsPerEm
  face.widths.set(point, width)
  return width
}
