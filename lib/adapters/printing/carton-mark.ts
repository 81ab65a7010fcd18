import { drawMark, type PaperText } from '@/lib/adapters/printing/label'
import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type CartonMark = {
  mark: string
  title: string
  /** Of the transfer or the parcel; in bars. */
  number: string
  carton: number
  cartons: number
  facts: string[]
  blanks: string[]
  printed: string
}

/** The mark of one carton of several (箱唛): what it belongs to, the how-manieth it is, and lines to fill in by hand. */
export function drawCartonMark(sheet: Sheet, size: Size, mark: CartonMark, t: PaperText): void {
  sheet.page(size)
  const edge = 4 * mm
  const width = sheet.width - 2 * edge
  const high = 16 * mm
  let y = edge + drawMark(sheet, edge, edge, width, mark.mark)
  y += sheet.text(mark.title, { x: edge, y, width }, { size: 16, most: 2 }) + 4
  sheet.bars(mark.number, { x: edge, y, width }, high)
  y += high + 2
  y += sheet.text(mark.number, { x: edge, y, width }, { size: 12, most: 1, align: 'center' }) + 4
  sheet.frame(edge, y, width, 58)
  sheet.text(t('carton'), { x: edge + 6, y: y + 4, width: width - 12 }, { size: 9, most: 1 })
  sheet.text(`${mark.carton} / ${mark.cartons}`, { x: edge, y: y + 10, width }, { size: 34, most: 1, align: 'center' })
  y += 66
  for (const fact of mark.facts) y += sheet.text(fact, { x: edge, y, width }, { size: 12, most: 3 }) + 2
  y += 8
  for (const blank of mark.blanks) {
    y += sheet.text(blank, { x: edge, y, width }, { size: 11, most: 1 }) + 12
    sheet.rule(edge, y - 6, width)
  }
  sheet.text(mark.printed, { x: edge, y: sheet.height - edge - 8, width }, { size: 6, most: 1, align: 'right' })
}
