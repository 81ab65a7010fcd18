import { drawMark, type PaperText } from '@/lib/adapters/printing/label'
import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type Column = { head: string; share: number; align?: 'left' | 'right' }
export type Headed = {
  title: string
  /** Stands in bars beside the title, and at the foot of every page. */
  number: string
  /** In white on black above all: a second copy, or a sample. */
  mark: string
  printed: string
}

/** A paper that goes on over as many pages as it takes. */
export class Flow {
  readonly #sheet: Sheet
  readonly #size: Size
  readonly #paper: Headed
  readonly #t: PaperText
  readonly narrow: boolean
  readonly edge: number
  readonly width: number
  readonly type: number
  readonly #bottom: number
  #page = 0
  y = 0

  constructor(sheet: Sheet, size: Size, paper: Headed, t: PaperText) {
    this.#sheet = sheet
    this.#size = size
    this.#paper = paper
    this.#t = t
    this.narrow = size[0] < 150
    this.edge = (this.narrow ? 4 : 12) * mm
    this.type = this.narrow ? 8 : 10
    this.width = size[0] * mm - 2 * this.edge
    this.#bottom = size[1] * mm - this.edge - 12
  }

  /** A new page with its foot; the first says what the paper is a second copy of. */
  turn(): void {
    const { edge, width } = this
    this.#sheet.page(this.#size)
    this.#page += 1
    this.y = edge
    const foot = `${this.#paper.number} · ${this.#t('page', { page: this.#page })}`
    this.#sheet.text(foot, { x: edge, y: this.#bottom + 3, width }, { size: 7, most: 1 })
    this.#sheet.text(this.#paper.printed, { x: edge, y: this.#bottom + 3, width }, { size: 7, most: 1, align: 'right' })
    if (this.#page === 1) this.y += drawMark(this.#sheet, edge, edge, width, this.#paper.mark)
  }

  /** The title with the number in bars beside it, and facts below the title. */
  head(facts: readonly string[]): void {
    const { edge, width, narrow } = this
    const { title, number } = this.#paper
    const sheet = this.#sheet
    const bars = narrow ? width : width / 2.4
    const beside = narrow ? width : width - bars - 8
    const top = this.y
    let y = top + sheet.text(title, { x: edge, y: top, width: beside }, { size: narrow ? 12 : 16, most: 2 })
    if (narrow) y += 2
    const barsY = narrow ? y : top
    const high = (narrow ? 9 : 12) * mm
    const place = { x: edge + width - bars, width: bars }
    sheet.bars(number, { ...place, y: barsY }, high)
    sheet.text(number, { ...place, y: barsY + high + 2 }, { size: 9, most: 1, align: 'center' })
    if (narrow) y += high + 16
    for (const fact of facts) y += sheet.text(fact, { x: edge, y, width: beside }, { size: narrow ? 9 : 10, most: 4 })
    this.y = Math.max(y, barsY + high + 16) + 4
  }

  rule(): void {
    this.#sheet.rule(this.edge, this.y, this.width)
  }

  text(text: string, most = 12): void {
    if (this.y + this.type * 6 > this.#bottom) this.turn()
    this.y += 4 + this.#sheet.text(text, { x: this.edge, y: this.y + 4, width: this.width }, { size: this.type, most })
  }

  /** Rows under the head of their columns, which every page repeats. */
  table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const heads = columns.map((column) => column.head)
    if (this.y + this.type * 8 > this.#bottom) this.turn()
    this.rule()
    this.#row(columns, heads)
    for (const cells of rows) {
      if (this.y + this.type * 5 + 5 > this.#bottom) {
        this.turn()
        this.#row(columns, heads)
      }
      this.#row(columns, cells)
    }
  }

  #row(columns: readonly Column[], cells: readonly string[]): void {
    const shares = columns.reduce((sum, column) => sum + column.share, 0)
    let x = this.edge
    let high = 0
    for (const [i, column] of columns.entries()) {
      const own = (this.width * column.share) / shares
      const place = { x: x + 1, y: this.y + 2, width: own - 8 }
      const style = { size: this.type, most: 4, align: column.align ?? ('left' as const) }
      high = Math.max(high, this.#sheet.text(cells[i] ?? '', place, style))
      x += own
    }
    this.y += Math.max(high, this.type * 1.25) + 5
    this.rule()
  }
}
