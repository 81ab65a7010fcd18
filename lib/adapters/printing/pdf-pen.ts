import PDFDocument from 'pdfkit'
import { dot } from '@/lib/adapters/printing/bars'
import type { Face } from '@/lib/adapters/printing/fonts'
import type { Box, Pen } from '@/lib/adapters/printing/pen'

/** A PDF under way. Fonts are embedded as the subset that was used. */
export class PdfPen implements Pen {
  readonly #doc: PDFKit.PDFDocument
  readonly #known = new Set<Face>()

  constructor(title: string) {
    this.#doc = new PDFDocument({ autoFirstPage: false, margin: 0, info: { Title: title, Creator: 'Caravan' } })
  }

  /** What has been made so far and will be; ended by `end`. */
  get bytes(): AsyncIterable<Uint8Array> {
    return this.#doc as unknown as AsyncIterable<Uint8Array>
  }

  page(width: number, height: number): void {
    this.#doc.addPage({ size: [width, height], margin: 0 })
  }

  write(text: string, { face, x, y, size, white }: Parameters<Pen['write']>[1]): void {
    if (!this.#known.has(face)) {
      this.#doc.registerFont(face.name, face.bytes)
      this.#known.add(face)
    }
    this.#doc
      .fillColor(white ? 'white' : 'black')
      .font(face.name)
      .fontSize(size)
      .text(text, x, y, { lineBreak: false, baseline: 'top' })
      .fillColor('black')
  }

  line(x: number, y: number, width: number): void {
    this.#doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(dot * 2)
      .stroke()
  }

  frame({ x, y, width, height }: Box): void {
    this.#doc
      .rect(x, y, width, height)
      .lineWidth(dot * 2)
      .stroke()
  }

  fill(boxes: readonly Box[]): void {
    for (const { x, y, width, height } of boxes) this.#doc.rect(x, y, width, height)
    this.#doc.fill('black')
  }

  end(): void {
    this.#doc.end()
  }
}
