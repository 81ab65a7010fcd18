import { type Bars, barsOf, canBar, dot, squaresOf } from '@/lib/adapters/printing/bars'
import { type Line, linesOf } from '@/lib/adapters/printing/lines'
import type { Pen } from '@/lib/adapters/printing/pen'

/** Points of a millimetre. */
export const mm = 72 / 25.4

export type Size = readonly [widthMm: number, heightMm: number]
type Place = { x: number; y: number; width: number }
type Style = { size: number; most?: number; align?: 'left' | 'center' | 'right'; white?: boolean }

/** Paper under way; measures are points from the upper left corner. */
export class Sheet {
  readonly #pen: Pen
  #trying = false
  width = 0
  height = 0

  constructor(pen: Pen) {
    this.#pen = pen
  }

  page([widthMm, heightMm]: Size): void {
    this.width = widthMm * mm
    this.height = heightMm * mm
    this.#pen.page(this.width, this.height)
  }

  /** What drawing would answer, with nothing drawn: how much room a part will need. */
  tried<A>(draw: () => A): A {
    this.#trying = true
    try {
      return draw()
    } finally {
      this.#trying = false
    }
  }

  /** Writes a text and says how high it became. */
  text(text: string, { x, y, width }: Place, style: Style): number {
    const lines = linesOf(text, style.size, width, style.most)
    const step = style.size * 1.25
    if (!this.#trying)
      for (const [i, line] of lines.entries())
        this.#write(line, x + indent(line, width, style.align), y + i * step, style)
    return lines.length * step
  }

  #write(line: Line, x: number, y: number, { size, white = false }: Style): void {
    let at = x
    for (const { face, text, width } of line.runs) {
      this.#pen.write(text, { face, x: at, y, width, size, white })
      at += width
    }
  }

  rule(x: number, y: number, width: number): void {
    if (!this.#trying) this.#pen.line(x, y, width)
  }

  frame(x: number, y: number, width: number, height: number): void {
    if (!this.#trying) this.#pen.frame({ x, y, width, height })
  }

  block(x: number, y: number, width: number, height: number): void {
    if (!this.#trying) this.#pen.fill([{ x, y, width, height }])
  }

  /** Bars as wide as fit, whole dots each, in the middle of their place with the quiet they need; false where none can be made. */
  bars(text: string, { x, y, width }: Place, height: number): boolean {
    if (!canBar(text)) return false
    const made: Bars = barsOf(text)
    const dots = Math.min(4, Math.floor(width / dot / (made.modules + 20)))
    if (dots < 2) return false
    if (this.#trying) return true
    const module = dots * dot
    const left = snap(x + (width - made.modules * module) / 2)
    this.#pen.fill(
      made.bars.map((bar) => ({ x: left + bar.x * module, y: snap(y), width: bar.width * module, height })),
    )
    return true
  }

  squares(text: string, x: number, y: number, side: number): void {
    if (this.#trying) return
    const made = squaresOf(text)
    const module = Math.max(2, Math.floor(side / dot / (made.side + 8))) * dot
    this.#pen.fill(
      made.dark.flatMap((dark, i) => {
        const box = {
          x: snap(x) + (i % made.side) * module,
          y: snap(y) + Math.floor(i / made.side) * module,
          width: module,
          height: module,
        }
        return dark ? [box] : []
      }),
    )
  }
}

const snap = (value: number) => Math.round(value / dot) * dot

function indent(line: Line, width: number, align: Style['align'] = 'left'): number {
  return align === 'center' ? (width - line.width) / 2 : align === 'right' ? width - line.width : 0
}
