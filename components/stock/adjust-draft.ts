import { type LotInput, type LotValues, lotInput } from '@/components/batches/lot-input'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import { type AdjustmentInput, adjustmentInput, mostAdjustmentLines } from '@/lib/modules/inventory/schema'

export type SkuChoice = { code: string; name: string; nameEn: string; batchTracked?: boolean; serialMode?: SerialMode }
export type LineDraft = SkuChoice & { key: string; quantity: string; unitCost: string; lots: LotValues }
export type AdjustDraft = { warehouseCode: string | null; reason: string; lines: LineDraft[] }
export type Wrong = { path: string; code: string }

let made = 0

/** Two spellings of one code, as the server compares them. */
export function keyOf(code: string): string {
  return code.normalize('NFKC').trim().toLowerCase()
}

/** Of a SKU what a line of a document has to know. */
export function choiceOf({ code, name, nameEn, batchTracked, serialMode }: SkuChoice): SkuChoice {
  return { code, name, nameEn, ...(batchTracked && { batchTracked }), ...(serialMode && { serialMode }) }
}

export function lineOf(sku: SkuChoice, quantity = '', unitCost = ''): LineDraft {
  const key = sku.batchTracked ? `${keyOf(sku.code)} ${++made}` : keyOf(sku.code)
  return { ...choiceOf(sku), key, quantity, unitCost, lots: {} }
}

/** A whole number as people type and paste it: with a sign, grouped, in full width. */
export function readQuantity(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace('−', '-').replaceAll(',', '').trim()
  return /^[+-]?\d{1,9}$/.test(plain) ? Number(plain) : undefined
}

/** A price without its currency sign and grouping. */
export function readCost(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(',', '')
    .trim()
    .replace(/^[¥$€£]\s*/, '')
}

type RawLine = { skuCode: string; quantity: number | undefined; unitCost?: string } & LotInput
export type RawAdjustment = { warehouseCode: string | null; reason: string; lines: RawLine[] }

export function inputOf({ warehouseCode, reason, lines }: AdjustDraft): RawAdjustment {
  return {
    warehouseCode,
    reason,
    lines: lines.map((line) => {
      const unitCost = readCost(line.unitCost)
      const quantity = readQuantity(line.quantity)
      return { skuCode: line.code, quantity, ...(unitCost && { unitCost }), ...lotInput(line, line.lots) }
    }),
  }
}

/** The same checks the server makes, for words without a round trip; one word per field. */
export function checked(raw: RawAdjustment): { input: AdjustmentInput } | { wrong: Wrong[] } {
  const parsed = adjustmentInput.safeParse(raw)
  const wrong = new Map<string, Wrong>()
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.join('.')
    const code = issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : issue.code
    if (!wrong.has(path)) wrong.set(path, { path, code })
  }
  raw.lines.forEach(({ quantity, unitCost }, i) => {
    const path = `lines.${i}.unitCost`
    if (unitCost !== undefined && quantity !== undefined && quantity < 0) {
      wrong.set(path, { path, code: 'only_for_receipts' })
    }
  })
  return parsed.success && wrong.size === 0 ? { input: parsed.data } : { wrong: [...wrong.values()] }
}

export type SheetRow = { row: number; raw: string; code: string; quantity: string; unitCost: string }
export type SheetWrong = 'unknown' | 'duplicate' | 'quantity' | 'unitCost' | 'cost_on_loss'

/** Rows of code, quantity and cost: by tabs as a sheet copies them, else by commas or spaces. A row of headings is no row. */
export function readSheet(text: string): SheetRow[] {
  const rows = text.split(/\r?\n/).flatMap((raw, at): SheetRow[] => {
    if (raw.trim() === '') return []
    const [code = '', quantity = '', unitCost = ''] = raw
      .split(raw.includes('\t') ? '\t' : /\s*[,，;；]\s*|\s+/)
      .map((cell) => cell.trim())
    return [{ row: at + 1, raw, code, quantity, unitCost }]
  })
  const [first, ...rest] = rows
  const isHead = first && !/\d/.test(first.quantity.normalize('NFKC') + first.unitCost.normalize('NFKC'))
  return isHead && first.quantity !== '' && rest.length > 0 ? rest : rows
}

/** What is wrong with a row by itself, before anybody asks whether the code exists. */
export function wrongWith({ quantity, unitCost }: SheetRow): SheetWrong | null {
  const count = readQuantity(quantity)
  if (!count || Math.abs(count) > 1_000_000) return 'quantity'
  const cost = readCost(unitCost)
  if (cost === '') return null
  if (!/^(0|[1-9]\d{0,12})(\.\d{1,6})?$/.test(cost)) return 'unitCost'
  return count < 0 ? 'cost_on_loss' : null
}

type Sorted = { lines: LineDraft[]; left: (SheetRow & { why: SheetWrong })[]; dropped: boolean }

/** Which rows become lines, and which stay behind and why. */
export function sortSheet(
  rows: readonly SheetRow[],
  found: readonly SkuChoice[],
  present: readonly LineDraft[],
): Sorted {
  const skus = new Map(found.map((sku) => [keyOf(sku.code), sku]))
  const taken = new Set(present.map((line) => line.key))
  const sorted: Sorted = { lines: [], left: [], dropped: false }
  for (const row of rows) {
    const sku = skus.get(keyOf(row.code))
    const why = !sku ? 'unknown' : taken.has(keyOf(sku.code)) ? 'duplicate' : wrongWith(row)
    if (!sku || why) sorted.left.push({ ...row, why: why ?? 'unknown' })
    else if (taken.size >= mostAdjustmentLines) sorted.dropped = true
    else {
      taken.add(keyOf(sku.code))
      sorted.lines.push(lineOf(sku, row.quantity, row.unitCost))
    }
  }
  return sorted
}
