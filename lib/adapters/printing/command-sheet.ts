import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type CommandSheet = {
  title: string
  text: string
  groups: { title: string; codes: { code: string; text: string }[] }[]
  printed: string
}

/** Codes to hang up at a station, five in a row: what each does below its bars. */
export function drawCommandSheet(sheet: Sheet, size: Size, paper: CommandSheet): void {
  const edge = 12 * mm
  const columns = 5
  const width = size[0] * mm - 2 * edge
  const own = width / columns
  const high = 11 * mm
  const step = high + 38
  const bottom = size[1] * mm - edge - 12
  let y = 0
  const turn = () => {
    sheet.page(size)
    y = edge
    sheet.text(paper.printed, { x: edge, y: bottom + 3, width }, { size: 7, most: 1, align: 'right' })
  }
  turn()
  y += sheet.text(paper.title, { x: edge, y, width }, { size: 18, most: 1 }) + 2
  y += sheet.text(paper.text, { x: edge, y, width }, { size: 10, most: 3 }) + 8
  for (const group of paper.groups) {
    if (y + step + 20 > bottom) turn()
    sheet.rule(edge, y, width)
    y += 5 + sheet.text(group.title, { x: edge, y: y + 5, width }, { size: 12, most: 1 }) + 5
    for (let i = 0; i < group.codes.length; i += columns) {
      if (y + step > bottom) turn()
      for (const [n, { code, text }] of group.codes.slice(i, i + columns).entries()) {
        const x = edge + n * own
        sheet.bars(code, { x, y, width: own }, high)
        sheet.text(code, { x, y: y + high + 2, width: own }, { size: 11, most: 1, align: 'center' })
        sheet.text(text, { x: x + 6, y: y + high + 16, width: own - 12 }, { size: 8, most: 2, align: 'center' })
      }
      y += step
    }
  }
}
