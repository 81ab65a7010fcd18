import { type Column, Flow, type Headed } from '@/lib/adapters/printing/flow'
import type { PaperText } from '@/lib/adapters/printing/label'
import type { Sheet, Size } from '@/lib/adapters/printing/sheet'

export type SlipBlock = 'receiver' | 'orders' | 'warehouse' | 'tracking' | 'goods' | 'total' | 'buyerNotes' | 'closing'

export type Slip = Headed & {
  blocks: readonly SlipBlock[]
  columns: Column[]
  rows: string[][]
  /** What the other blocks say, line by line. */
  texts: Record<Exclude<SlipBlock, 'goods'>, string[]>
}

/** A packing slip (发货单), block by block in the sequence of its template; what stands before the goods is set beside the bars. */
export function drawSlip(sheet: Sheet, size: Size, slip: Slip, t: PaperText): void {
  const flow = new Flow(sheet, size, slip, t)
  const textOf = (block: SlipBlock) => (block === 'goods' ? [] : slip.texts[block])
  const goods = slip.blocks.indexOf('goods')
  const above = goods < 0 ? slip.blocks : slip.blocks.slice(0, goods)
  const below = goods < 0 ? [] : slip.blocks.slice(goods)
  flow.turn()
  flow.head(above.flatMap(textOf))
  for (const block of below) {
    if (block === 'goods') flow.table(slip.columns, slip.rows)
    for (const text of textOf(block)) flow.text(text)
  }
}
