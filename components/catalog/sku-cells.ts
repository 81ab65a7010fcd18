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
export type Cells = Readonly<Partial<Record<SkuCell, string>>>

/** What is typed over a SKU, and the SKU as it stood then: a change says which version it was made on. */
export type Edit = { readonly base: SkuView; readonly cells: Cells }
export type Edits = Readonly<Record<string, Edit>>

const whole = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text)

/** A changed row as the change of one SKU; a figure that is none is left for the server to refuse at its field. */
export function changeOf({ base: sku, cells }: Edit): Record<string, unknown> {
  const change: Record<string, unknown> = { skuId: sku.id, version: sku.version }
  for (const [key, raw] of Object.entries(cells)) {
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
  const { base, cells } = edits[sku.id] ?? { base: sku, cells: {} }
  const { [key]: _, ...others } = cells
  const stands = skuCells.find((cell) => cell.key === key)?.read(base)
  const row = text === stands ? others : { ...others, [key]: text }
  const { [sku.id]: _gone, ...rest } = edits
  return Object.keys(row).length === 0 ? rest : { ...rest, [sku.id]: { base, cells: row } }
}

/** What is left to save after `sent` was: what was refused, and what was typed while it was on its way, over what stands now. */
export function leftOf(edits: Edits, sent: Edits, saved: Readonly<Record<string, SkuView>>): Edits {
  let left: Edits = {}
  for (const [id, edit] of Object.entries(edits)) {
    const now = saved[id]
    if (!now) left = { ...left, [id]: edit }
    else
      for (const [key, text] of Object.entries(edit.cells) as [SkuCell, string][])
        if (sent[id]?.cells[key] !== text) left = withEdit(left, now, key, text)
  }
  return left
}

/** Somebody else's change met ours: what was typed stands, over theirs, and is saved only when one says so again. */
export function over(edits: Edits, theirs: readonly SkuView[], conflicts: ReadonlySet<string>): Edits {
  const bases = new Map(theirs.map((sku) => [sku.id, sku]))
  return Object.fromEntries(
    Object.entries(edits).map(([id, edit]) => [
      id,
      { ...edit, base: (conflicts.has(id) && bases.get(id)) || edit.base },
    ]),
  )
}
