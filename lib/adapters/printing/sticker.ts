import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type Sticker = { code: string; bars: string; title: string; note: string }

/** A sticker for goods or a bin: what people read above, what scanners read below. */
export function drawSticker(sheet: Sheet, size: Size, sticker: Sticker): void {
  sheet.page(size)
  const edge = 2 * mm
  const width = sheet.width - 2 * edge
  let y = edge
  if (sticker.title) y += sheet.text(sticker.title, { x: edge, y, width }, { size: 8, most: 2 })
  if (sticker.note) y += sheet.text(sticker.note, { x: edge, y, width }, { size: 7, most: 1 })
  const type = sticker.title ? 9 : 18
  const below = sticker.bars === sticker.code ? '' : sticker.bars
  const high = Math.max(6 * mm, sheet.height - y - edge - type * 1.3 - (below ? 10 : 0) - 2)
  sheet.bars(sticker.bars, { x: 0, y: y + 1, width: sheet.width }, high)
  y += high + 2
  if (below) y += sheet.text(below, { x: edge, y, width }, { size: 7, most: 1, align: 'center' })
  sheet.text(sticker.code, { x: edge, y, width }, { size: type, most: 1, align: 'center' })
}
