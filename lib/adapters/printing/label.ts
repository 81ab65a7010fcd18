import { mm, type Sheet, type Size } from '@/lib/adapters/printing/sheet'

export type PaperText = (key: string, values?: Record<string, string | number>) => string

export type Label = {
  number: string
  trackingNo: string
  carrier: string
  copy: number
  logo: string
  shop: string
  sender: string
  receiver: { name: string; phone: string; place: string; line: string }
  orders: string[]
  goods: { text: string; quantity: number }[]
  printed: string
}

/** A label for a carrier (面单): its number in bars on top, whom it goes to in the middle, what the packer needs below. */
export function drawLabel(sheet: Sheet, size: Size, label: Label, t: PaperText): void {
  sheet.page(size)
  const edge = 3 * mm
  const width = sheet.width - 2 * edge
  const place = (y: number) => ({ x: edge, y, width })
  let y = edge
  y += drawReprint(sheet, edge, y, width, label.copy, t)
  sheet.text(label.carrier, place(y), { size: 13, most: 1 })
  sheet.text(label.logo, place(y + 3), { size: 9, most: 1, align: 'right' })
  y += 19
  sheet.bars(label.trackingNo, place(y), 17 * mm)
  y += 17 * mm + 2
  y += sheet.text(label.trackingNo, place(y), { size: 12, most: 1, align: 'center' }) + 2
  sheet.rule(edge, y, width)
  y += 4
  y += sheet.text(t('to'), place(y), { size: 8, most: 1 })
  y += sheet.text(`${label.receiver.name} ${label.receiver.phone}`, place(y), { size: 14, most: 3 })
  y += sheet.text(label.receiver.place, place(y), { size: 12, most: 2 })
  y += sheet.text(label.receiver.line, place(y), { size: 12, most: 5 }) + 3
  sheet.rule(edge, y, width)
  y += 4
  if (label.sender) {
    y += sheet.text(`${t('from')} ${label.sender}`, place(y), { size: 8, most: 3 }) + 3
    sheet.rule(edge, y, width)
    y += 4
  }
  const square = 17 * mm
  sheet.squares(label.number, edge, y, square)
  const beside = { x: edge + square, width: width - square }
  let at = y
  at += sheet.text(label.number, { ...beside, y: at }, { size: 10, most: 1 })
  at += sheet.text(label.shop, { ...beside, y: at }, { size: 8, most: 1 })
  at += sheet.text(`${t('orders')} ${label.orders.join(' ')}`, { ...beside, y: at }, { size: 8, most: 2 })
  y = Math.max(y + square, at) + 2
  drawGoods(sheet, label, edge, y, width, t)
  sheet.text(label.printed, place(sheet.height - edge - 8), { size: 6, most: 1, align: 'right' })
}

/** A second paper of the same parcel is a second parcel to whoever does not look: it says so in white on black. */
export function drawReprint(sheet: Sheet, x: number, y: number, width: number, copy: number, t: PaperText): number {
  if (copy < 2) return 0
  sheet.block(x, y, width, 18)
  sheet.text(t('reprint', { copy }), { x, y: y + 1.5, width }, { size: 12, most: 1, align: 'center', white: true })
  return 22
}

/** As many rows as there is room for; what is left out is counted. */
function drawGoods(sheet: Sheet, label: Label, x: number, top: number, width: number, t: PaperText): void {
  const step = 10.5
  const room = Math.floor((sheet.height - 3 * mm - 10 - top) / step)
  const rows = label.goods.length > room ? label.goods.slice(0, Math.max(0, room - 1)) : label.goods
  for (const [i, { text, quantity }] of rows.entries()) {
    const y = top + i * step
    sheet.text(text, { x, y, width: width - 34 }, { size: 8, most: 1 })
    sheet.text(`× ${quantity}`, { x: x + width - 32, y, width: 32 }, { size: 8, most: 1, align: 'right' })
  }
  if (rows.length === label.goods.length || room < 1) return
  sheet.text(
    t('more', { count: label.goods.length - rows.length }),
    { x, y: top + rows.length * step, width },
    { size: 8, most: 1 },
  )
}
