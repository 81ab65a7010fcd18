import { drawReprint, type PaperText } from '@/lib/adapters/printing/label'
import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type TablePaper = {
  title: string
  /** Stands in bars beside the title. */
  number: string
  copy: number
  facts: string[]
  columns: { head: string; share: number; align?: 'left' | 'right' }[]
  rows: string[][]
  after: string[]
  printed: string
}

/** A paper with rows (拣货单, 盘点单, 发货单): as many pages as it takes, each with the head of its columns and its number. */
export function drawTable(sheet: Sheet, size: Size, paper: TablePaper, t: PaperText): void {
  const narrow = size[0] < 150
  const edge = (narrow ? 4 : 12) * mm
  const type = narrow ? 8 : 10
  const width = size[0] * mm - 2 * edge
  const shares = paper.columns.reduce((sum, column) => sum + column.share, 0)
  const bottom = size[1] * mm - edge - 12
  let page = 0
  let y = 0
  const turn = () => {
    sheet.page(size)
    page += 1
    y = edge
    const foot = `${paper.number} · ${t('page', { page })}`
    sheet.text(foot, { x: edge, y: bottom + 3, width }, { size: 7, most: 1 })
    sheet.text(paper.printed, { x: edge, y: bottom + 3, width }, { size: 7, most: 1, align: 'right' })
    if (page === 1) y = head(sheet, paper, edge, width, narrow, t)
    row(paper.columns.map((column) => column.head))
  }
  const row = (cells: readonly string[]) => {
    let x = edge
    let high = 0
    for (const [i, column] of paper.columns.entries()) {
      const own = (width * column.share) / shares
      const place = { x: x + 1, y: y + 2, width: own - 8 }
      high = Math.max(high, sheet.text(cells[i] ?? '', place, { size: type, most: 4, align: column.align ?? 'left' }))
      x += own
    }
    y += Math.max(high, type * 1.25) + 5
    sheet.rule(edge, y, width)
  }
  turn()
  for (const cells of paper.rows) {
    if (y + type * 5 + 5 > bottom) turn()
    row(cells)
  }
  for (const text of paper.after) {
    if (y + type * 6 > bottom) turn()
    y += 4 + sheet.text(text, { x: edge, y: y + 4, width }, { size: type, most: 12 })
  }
}

function head(sheet: Sheet, paper: TablePaper, edge: number, width: number, narrow: boolean, t: PaperText): number {
  let y = edge + drawReprint(sheet, edge, edge, width, paper.copy, t)
  const bars = narrow ? width : width / 2.4
  const beside = narrow ? width : width - bars - 8
  const top = y
  y += sheet.text(paper.title, { x: edge, y, width: beside }, { size: narrow ? 12 : 16, most: 2 })
  if (narrow) y += 2
  const barsY = narrow ? y : top
  const high = (narrow ? 9 : 12) * mm
  sheet.bars(paper.number, { x: edge + width - bars, y: barsY, width: bars }, high)
  sheet.text(
    paper.number,
    { x: edge + width - bars, y: barsY + high + 2, width: bars },
    { size: 9, most: 1, align: 'center' },
  )
  if (narrow) y += high + 16
  for (const fact of paper.facts)
    y += sheet.text(fact, { x: edge, y, width: beside }, { size: narrow ? 9 : 10, most: 4 })
  y = Math.max(y, barsY + high + 16) + 4
  sheet.rule(edge, y, width)
  return y
}
