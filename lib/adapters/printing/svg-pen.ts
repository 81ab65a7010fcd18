import { dot } from '@/lib/adapters/printing/bars'
import type { Box, Pen } from '@/lib/adapters/printing/pen'

const family = `'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif`

/**
 * The same paper as a picture of each page, for looking at before anything is printed. The letters are the reader's own; each run is
 * stretched to the width it has in the PDF, so lines break and end where they will on paper.
 */
export class SvgPen implements Pen {
  readonly #pages: { width: number; height: number; marks: string[] }[] = []

  get pages(): string[] {
    return this.#pages.map(
      ({ width, height, marks }) =>
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${round(width)} ${round(height)}" width="${round(width)}" height="${round(height)}"><rect width="100%" height="100%" fill="white"/>${marks.join('')}</svg>`,
    )
  }

  page(width: number, height: number): void {
    this.#pages.push({ width, height, marks: [] })
  }

  write(text: string, { face, x, y, width, size, white }: Parameters<Pen['write']>[1]): void {
    const base = y + (face.font.ascent / face.font.unitsPerEm) * size
    this.#put(
      `<text x="${round(x)}" y="${round(base)}" font-size="${size}" font-weight="500" font-family="${family}" textLength="${round(width)}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"${white ? ' fill="white"' : ''}>${escaped(text)}</text>`,
    )
  }

  line(x: number, y: number, width: number): void {
    this.#put(`<path d="M${round(x)} ${round(y)}h${round(width)}" stroke="black" stroke-width="${round(dot * 2)}"/>`)
  }

  frame({ x, y, width, height }: Box): void {
    this.#put(
      `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="none" stroke="black" stroke-width="${round(dot * 2)}"/>`,
    )
  }

  fill(boxes: readonly Box[]): void {
    const path = boxes.map(
      ({ x, y, width, height }) => `M${round(x)} ${round(y)}h${round(width)}v${round(height)}h${round(-width)}z`,
    )
    this.#put(`<path d="${path.join('')}"/>`)
  }

  #put(mark: string): void {
    this.#pages.at(-1)?.marks.push(mark)
  }
}

const round = (value: number) => Math.round(value * 100) / 100

const signs: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[<>&"]/g, (sign) => signs[sign] ?? sign)
