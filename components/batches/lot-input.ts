import type { SerialMode } from '@/lib/modules/catalog/schema'

/** What is typed of a line's batch and units. */
export type LotValues = Readonly<Partial<Record<LotField, string>>>
export type LotField = 'batchNo' | 'producedOn' | 'expiresOn' | 'serials'
/** `in`: a batch may be new, with its days; `out`: it is known; `fefo`: it may be left open; `both`: by the sign of the quantity. */
export type LotWay = 'in' | 'out' | 'fefo' | 'both'
export type Tracking = { batchTracked?: boolean; serialMode?: SerialMode }
export type LotInput = { batchNo?: string; producedOn?: string; expiresOn?: string; serials?: string[] }

/** Typed for the units that were there before the SKU asked for batches. */
const noBatch = '-'

/** Numbers as a scanner or a sheet gives them, one a line or divided by commas or spaces. */
export function readNumbers(text: string): string[] {
  return text
    .split(/[\s,，;；、]+/)
    .map((one) => one.trim())
    .filter(Boolean)
}

/** What of it is sent; what is left empty is missing, and the server says whether it may be. */
export function lotInput({ batchTracked, serialMode }: Tracking, values: Readonly<Record<string, string>>): LotInput {
  const { batchNo = '', producedOn, expiresOn, serials = '' } = values
  const numbers = readNumbers(serials)
  return {
    ...(batchTracked && batchNo.trim() && { batchNo: batchNo.trim() === noBatch ? '' : batchNo.trim() }),
    ...(batchTracked && producedOn && { producedOn }),
    ...(batchTracked && expiresOn && { expiresOn }),
    ...(serialMode === 'receipt' && numbers.length > 0 && { serials: numbers }),
  }
}
