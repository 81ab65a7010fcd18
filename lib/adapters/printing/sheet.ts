import PDFDocument from 'pdfkit'
import { type Bars, barsOf, canBar, dot, squaresOf } from '@/lib/adapters/printing/bars'
import type { Face } from '@/lib/adapters/printing/fonts'
import { type Line, linesOf } from '@/lib/adapters/printing/lines'

/** Points of a millimetre. */
export const mm = 72 / 25.4

export type Size = readonly [widthMm: number, heightMm: number]
type Place = { x: number; y: number; width: number }
type Style = { size: number; most?: number; align?: 'left' | 'center' | 'right'; white?: boolean }

/** A PDF under way; measures are points from the upper left corner. Fonts are embedded as the subset that was used. */
export class Sheet {
  readonly #doc: PDFKit.PDFDocument
  readonly #known = new Set<Face>()
  width = 0
  height = 0

  constructor(title: string) {
    this.#doc = new PDFDocument({ autoFirstPage: false, margin: 0, info: { Title: title, Creator: 'Caravan' } })
  }

  /** What has been made so far and will be; ended by `end`. */
  get bytes(): AsyncIterable<Uint8Array> {
    return this.#doc as unknown as AsyncIterable<Uint8Array>
  }

  page([widthMm, heightMm]: Size): void {
    this.width = widthMm * mm
    this.height = heightMm * mm
    this.#doc.addPage({ size: [this.width, this.height], margin: 0 })
  }

  /** Writes a text and says how high it became. */
  text(text: string, { x, y, width }: Place, style: Style): number {
    const lines = linesOf(text, style.size, width, style.most)
    const step = style.size * 1.25
    this.#doc.fillColor(style.white ? 'white' : 'black')
    for (const [i, line] of lines.entries())
      this.#write(line, x + indent(line, width, style.align), y + i * step, style.size)
    this.#doc.fillColor('black')
    return lines.length * step
  }

  #write(line: Line, x: number, y: number, size: number): void {
    let at = x
    for (const { face, text, width } of line.runs) {
      if (!this.#known.has(face)) {
        this.#doc.registerFont(face.name, face.bytes)
        this.#known.add(face)
      }
      this.#doc.font(face.name).fontSize(size).text(text, at, y, { lineBreak: false, baseline: 'top' })
      at += width
    }
  }

  rule(x: number, y: number, width: number): void {
    this.#doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(dot * 2)
      .stroke()
  }

  frame(x: number, y: number, width: number, height: number): void {
    this.#doc
      .rect(x, y, width, height)
      .lineWidth(dot * 2)
      .stroke()
  }

  block(x: number, y: number, width: number, height: number): void {
    this.#doc.rect(x, y, width, height).fill('black')
  }

  /** Bars as wide as fit, whole dots each, in the middle of their place with the quiet they need; false where none can be made. */
  bars(text: string, { x, y, width }: Place, height: number): boolean {
    if (!canBar(text)) return false
    const made: Bars = barsOf(text)
    const dots = Math.min(4, Math.floor(width / dot / (made.modules + 20)))
    if (dots < 2) return false
    const module = dots * dot
    const left = snap(x + (width - made.modules * module) / 2)
    for (const bar of made.bars) this.#doc.rect(left + bar.x * module, snap(y), bar.width * module, height)
    this.#doc.fill('black')
    return true
  }

  squares(text: string, x: number, y: number, side: number): void {
    const made = squaresOf(text)
    const module = Math.max(2, Math.floor(side / dot / (made.side + 8))) * dot
    for (const [i, dark] of made.dark.entries()) {
      if (dark)
        this.#doc.rect(snap(x) + (i % made.side) * module, snap(y) + Math.floor(i / made.side) * module, module, module)
    }
    this.#doc.fill('black')
  }

  end(): void {
    this.#doc.end()
  }
}

const snap = (value: number) => Math.round(value / dot) * dot

function indent(line: Line, width: number, align: Style['align'] = 'left'): number {
  return align === 'center' ? (width - line.width) / 2 : align === 'right' ? width - line.width : 0
}
