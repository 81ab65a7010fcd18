import type { SkuView } from '@/lib/modules/catalog/schema'

/** The cells of the sheet of SKUs: what stands in them, and what their text means for the change. */
export const skuCells = [
  { key: 'code', width: 150, read: (sku: SkuView) => sku.code },
  { key: 'name', width: 220, read: (sku: SkuView) => sku.name },
  { key: 'barcode', width: 150, read: (sku: SkuView) => sku.barcode ?? '' },
  { key: 'listPrice', width: 100, figure: true, read: (sku: SkuView) => sku.listPrice },
  { key: 'costHint', width: 100, figure: true, read: (sku: SkuView) => sku.costHint ?? '' },
  { key: 'weightG', width: 90, figure: true, read: (sku: SkuView) => String(sku.weightG) },
  { key: 'safetyStock', width: 90, figure: true, read: (sku: SkuView) => String(sku.safetyStock) },
  { key: 'leadTimeDays', width: 90, figure: true, read: (sku: SkuView) => String(sku.leadTimeDays ?? '') },
] as const

export type SkuCell = (typeof skuCells)[number]['key']
export type Edits = Readonly<Record<string, Partial<Record<SkuCell, string>>>>

const whole = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text)

/** A changed row as the change of one SKU; a figure that is none is left for the server to refuse at its field. */
export function changeOf(sku: SkuView, edit: Partial<Record<SkuCell, string>>): Record<string, unknown> {
  const change: Record<string, unknown> = { skuId: sku.id, version: sku.version }
  for (const [key, raw] of Object.entries(edit)) {
    const text = raw.trim()
    if (key === 'barcode') change.barcodes = text === '' ? [] : [text, ...sku.barcodes.slice(1)]
    else if (key === 'costHint') change.costHint = text === '' ? null : text
    else if (key === 'leadTimeDays') change.leadTimeDays = text === '' ? null : whole(text)
    else if (key === 'weightG' || key === 'safetyStock') change[key] = whole(text)
    else change[key] = text
  }
  return change
}

/** What was typed over what stands there; typed back it is no change. */
export function withEdit(edits: Edits, sku: SkuView, key: SkuCell, text: string): Edits {
  const { [key]: _, ...others } = edits[sku.id] ?? {}
  const stands = skuCells.find((cell) => cell.key === key)?.read(sku)
  const row = text === stands ? others : { ...others, [key]: text }
  const { [sku.id]: _gone, ...rest } = edits
  return Object.keys(row).length === 0 ? rest : { ...rest, [sku.id]: row }
}
