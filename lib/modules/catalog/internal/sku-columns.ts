import { fromMinor, toMinor } from '@/lib/kernel/money'
import { type FieldError, isRefusal } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type { SkuRow } from '@/lib/modules/catalog/internal/sku-rows'
import type { SkuChange } from '@/lib/modules/catalog/schema'

/** The columns a form may set, with their SQL types. */
export const skuTypes = {
  code: 'text',
  code_key: 'text',
  name: 'text',
  name_en: 'text',
  option_values: 'jsonb',
  weight_g: 'int',
  length_mm: 'int',
  width_mm: 'int',
  height_mm: 'int',
  list_price_minor: 'bigint',
  cost_hint_minor: 'bigint',
  currency: 'text',
  tax_class: 'text',
  hs_code: 'text',
  declared_name_zh: 'text',
  declared_name_en: 'text',
  declared_value_minor: 'bigint',
  safety_stock: 'int',
  lead_time_days: 'int',
  bundle: 'boolean',
  assembled: 'text',
  status: 'text',
} as const

export type SkuColumns = Pick<SkuRow, keyof typeof skuTypes>

type Base = { before: SkuRow | undefined; productName: string; currency: string }

/** A SKU as it shall be: what the input says over what stood there. Amounts are read in the SKU's currency, wrong ones told at their field. */
export function columnsOf(input: SkuChange, base: Base, path: string, errors: FieldError[]): SkuColumns {
  const { before } = base
  const currency = input.currency ?? before?.currency ?? base.currency
  const optionValues = input.optionValues ?? before?.option_values ?? []
  const code = input.code ?? before?.code ?? ''
  const bundle = input.components ? input.components.length > 0 : (before?.bundle ?? false)
  if (!bundle && input.assembled && input.assembled !== 'never')
    errors.push({ path: `${path}assembled`, code: 'no_bundle' })
  // A price kept while the currency changes is the same figure in the new one, if that has the digits.
  const kept = (minor: bigint | null | undefined) =>
    minor == null || !before ? null : fromMinor(minor, before.currency)
  const amount = (field: 'listPrice' | 'costHint' | 'declaredValue', minor: bigint | null | undefined) => {
    const text = input[field] === undefined ? kept(minor) : input[field]
    return text === null ? null : read(text, currency, `${path}${field}`, errors)
  }
  return {
    code,
    code_key: codeKey(code),
    name: input.name || before?.name || [base.productName, ...optionValues].join(' '),
    name_en: input.nameEn ?? before?.name_en ?? '',
    option_values: optionValues,
    weight_g: input.weightG ?? before?.weight_g ?? 0,
    length_mm: pick(input.lengthMm, before?.length_mm),
    width_mm: pick(input.widthMm, before?.width_mm),
    height_mm: pick(input.heightMm, before?.height_mm),
    list_price_minor: amount('listPrice', before?.list_price_minor) ?? 0n,
    cost_hint_minor: amount('costHint', before?.cost_hint_minor),
    currency,
    tax_class: input.taxClass ?? before?.tax_class ?? '',
    hs_code: input.hsCode ?? before?.hs_code ?? '',
    declared_name_zh: input.declaredNameZh ?? before?.declared_name_zh ?? '',
    declared_name_en: input.declaredNameEn ?? before?.declared_name_en ?? '',
    declared_value_minor: amount('declaredValue', before?.declared_value_minor),
    safety_stock: input.safetyStock ?? before?.safety_stock ?? 0,
    lead_time_days: pick(input.leadTimeDays, before?.lead_time_days),
    bundle,
    assembled: bundle ? (input.assembled ?? before?.assembled ?? 'never') : 'never',
    status: input.status ?? before?.status ?? 'active',
  }
}

/** The barcodes the SKU shall have, or undefined when the input does not speak of them. */
export function barcodesOf({ barcode, barcodes }: SkuChange): string[] | undefined {
  if (barcode === undefined && barcodes === undefined) return undefined
  return [...new Set([...(barcode === undefined ? [] : [barcode]), ...(barcodes ?? [])])]
}

function pick(said: number | null | undefined, before: number | null | undefined): number | null {
  return said === undefined ? (before ?? null) : said
}

function read(text: string, currency: string, path: string, errors: FieldError[]): bigint {
  try {
    return toMinor(text, currency)
  } catch (e) {
    if (!isRefusal(e)) throw e
    const [error] = e.params.errors as FieldError[]
    errors.push({ path, code: error?.code ?? 'invalid' })
    return 0n
  }
}
