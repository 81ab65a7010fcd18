import { type Column, Flow, type Headed } from '@/lib/adapters/printing/flow'
import type { PaperText } from '@/lib/adapters/printing/label'
import type { Sheet, Size } from '@/lib/adapters/printing/sheet'

export type TablePaper = Headed & { facts: string[]; columns: Column[]; rows: string[][]; after: string[] }

/** A paper with rows (拣货单, 盘点单, 交接单): as many pages as it takes, each with the head of its columns and its number. */
export function drawTable(sheet: Sheet, size: Size, paper: TablePaper, t: PaperText): void {
  const flow = new Flow(sheet, size, paper, t)
  flow.turn()
  flow.head(paper.facts)
  flow.table(paper.columns, paper.rows)
  for (const text of paper.after) flow.text(text)
}
