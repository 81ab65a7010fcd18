import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type PaperText = (key: string, values?: Record<string, string | number>) => string

export type LabelBlock = 'carrier' | 'tracking' | 'receiver' | 'sender' | 'parcel' | 'goods'

export type Label = {
  /** In white on black above all: a second copy, or a sample. */
  mark: string
  blocks: readonly LabelBlock[]
  number: string
  trackingNo: string
  carrier: string
  logo: string
  shop: string
  sender: string
  receiver: { name: string; phone: string; place: string; line: string }
  orders: string[]
  goods: { text: string; quantity: number }[]
  printed: string
}

type Part = { sheet: Sheet; label: Label; x: number; width: number; t: PaperText }
/** Draws from `y` on and answers how high it became; `room` is what there is. */
type DrawBlock = (part: Part, y: number, room: number) => number

/** These two stand together with nothing between them. */
const close: Partial<Record<LabelBlock, LabelBlock>> = { carrier: 'tracking', parcel: 'goods' }
const gap = 4

/** A label for a carrier (面单), block by block in the sequence of its template. */
export function drawLabel(sheet: Sheet, size: Size, label: Label, t: PaperText): void {
  sheet.page(size)
  const edge = 3 * mm
  const part: Part = { sheet, label, x: edge, width: sheet.width - 2 * edge, t }
  const bottom = sheet.height - edge - 10
  let y = edge + drawMark(sheet, edge, edge, part.width, label.mark)
  const full = label.blocks.filter((block) => !empty[block]?.(label))
  for (const [i, block] of full.entries()) {
    const before = full[i - 1]
    if (before && close[before] !== block) {
      sheet.rule(edge, y, part.width)
      y += gap
    }
    const after = full.slice(i + 1)
    // What comes below keeps its place: goods are a list as long as there is room.
    const kept = sheet.tried(() => after.reduce((sum, one) => sum + drawings[one](part, 0, 0) + gap, 0))
    y += drawings[block](part, y, bottom - y - kept) + 2
  }
  sheet.text(
    label.printed,
    { x: edge, y: sheet.height - edge - 8, width: part.width },
    { size: 6, most: 1, align: 'right' },
  )
}

/** A second paper of the same parcel is a second parcel to whoever does not look: it says so in white on black. */
export function drawMark(sheet: Sheet, x: number, y: number, width: number, mark: string): number {
  if (mark === '') return 0
  sheet.block(x, y, width, 18)
  sheet.text(mark, { x, y: y + 1.5, width }, { size: 12, most: 1, align: 'center', white: true })
  return 22
}

const empty: Partial<Record<LabelBlock, (label: Label) => boolean>> = {
  sender: (label) => label.sender === '',
  goods: (label) => label.goods.length === 0,
}

const drawings: Record<LabelBlock, DrawBlock> = {
  carrier({ sheet, label, x, width }, y) {
    sheet.text(label.carrier, { x, y, width }, { size: 13, most: 1 })
    sheet.text(label.logo, { x, y: y + 3, width }, { size: 9, most: 1, align: 'right' })
    return 17
  },
  tracking({ sheet, label, x, width }, y) {
    const high = 17 * mm
    sheet.bars(label.trackingNo, { x, y, width }, high)
    return (
      high + 2 + sheet.text(label.trackingNo, { x, y: y + high + 2, width }, { size: 12, most: 1, align: 'center' })
    )
  },
  receiver({ sheet, label: { receiver }, x, width, t }, y) {
    let at = y + sheet.text(t('to'), { x, y, width }, { size: 8, most: 1 })
    at += sheet.text(`${receiver.name} ${receiver.phone}`, { x, y: at, width }, { size: 14, most: 3 })
    at += sheet.text(receiver.place, { x, y: at, width }, { size: 12, most: 2 })
    at += sheet.text(receiver.line, { x, y: at, width }, { size: 12, most: 5 })
    return at - y + 1
  },
  sender({ sheet, label, x, width, t }, y) {
    return sheet.text(`${t('from')} ${label.sender}`, { x, y, width }, { size: 8, most: 3 }) + 1
  },
  parcel({ sheet, label, x, width, t }, y) {
    const square = 17 * mm
    sheet.squares(label.number, x, y, square)
    const beside = { x: x + square, width: width - square }
    let at = y
    at += sheet.text(label.number, { ...beside, y: at }, { size: 10, most: 1 })
    at += sheet.text(label.shop, { ...beside, y: at }, { size: 8, most: 1 })
    at += sheet.text(`${t('orders')} ${label.orders.join(' ')}`, { ...beside, y: at }, { size: 8, most: 2 })
    return Math.max(square, at - y)
  },
  goods: drawGoods,
}

/** As many rows as there is room for; what is left out is counted. */
function drawGoods({ sheet, label, x, width, t }: Part, top: number, height: number): number {
  const step = 10.5
  const room = Math.max(0, Math.floor(height / step))
  const rows = label.goods.length > room ? label.goods.slice(0, Math.max(0, room - 1)) : label.goods
  for (const [i, { text, quantity }] of rows.entries()) {
    const y = top + i * step
    sheet.text(text, { x, y, width: width - 34 }, { size: 8, most: 1 })
    sheet.text(`× ${quantity}`, { x: x + width - 32, y, width: 32 }, { size: 8, most: 1, align: 'right' })
  }
  if (rows.length === label.goods.length || room < 1) return rows.length * step
  const left = label.goods.length - rows.length
  sheet.text(t('more', { count: left }), { x, y: top + rows.length * step, width }, { size: 8, most: 1 })
  return (rows.length + 1) * step
}
