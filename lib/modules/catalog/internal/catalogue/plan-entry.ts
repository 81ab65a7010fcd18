import { newId } from '@/lib/kernel/ids'
import type { FieldError } from '@/lib/kernel/refusal'
import { codeKey } from '@/lib/modules/catalog/code-key'
import type {
  CatalogueEntry,
  Known,
  Plan,
  ProductColumns,
  SkuPlan,
} from '@/lib/modules/catalog/internal/catalogue/entry'
import type { ProductRow } from '@/lib/modules/catalog/internal/product-rows'
import { barcodesOf, columnsOf } from '@/lib/modules/catalog/internal/sku-columns'
import { variantErrors } from '@/lib/modules/catalog/internal/variants'
import type { Option } from '@/lib/modules/catalog/schema'
import { productStates } from '@/lib/modules/catalog/states'

const mostSkus = 500

/** Codes, barcodes and products that earlier entries of the same page have claimed. */
export type Claims = { codes: Set<string>; barcodes: Map<string, string>; products: Set<string> }

/** What an entry makes of the house, and everything that is wrong with it; nothing is written. */
export function planEntry(entry: CatalogueEntry, known: Known, claims: Claims, currency: string): Plan {
  const errors: FieldError[] = []
  const before = productOf(entry, known, errors)
  const strange = (i: number) => !known.skus.has(codeKey(entry.skus[i]?.code ?? ''))
  if (entry.known)
    for (const i of entry.skus.keys()) if (strange(i)) errors.push({ path: `skus.${i}.code`, code: 'unknown' })
  const productId = before?.id ?? newId()
  if (claims.products.has(productId)) errors.push({ path: '', code: 'duplicate' })
  const columns = productColumns(entry, before, known, errors)
  const siblings = known.siblings.get(productId) ?? []
  let last = Math.max(-1, ...siblings.map((sku) => sku.position))
  const skus = entry.skus.map((change, i): SkuPlan => {
    const path = `skus.${i}.`
    const key = codeKey(change.code)
    const row = known.skus.get(key)
    const mine = row?.product_id === productId ? row : undefined
    if (claims.codes.has(key)) errors.push({ path: `${path}code`, code: 'duplicate' })
    claims.codes.add(key)
    const made = columnsOf(change, { before: mine, productName: columns.name, currency }, path, errors)
    const id = mine?.id ?? newId()
    const barcodes = barcodesOf(change)
    for (const barcode of barcodes ?? []) {
      const owner = claims.barcodes.get(barcode) ?? known.barcodes.get(barcode)
      if (owner !== undefined && owner !== id) errors.push({ path: `${path}barcode`, code: 'taken' })
      claims.barcodes.set(barcode, id)
    }
    // The code stays as it is spelled here, whatever the file's case.
    const spelled = { ...made, code: mine?.code ?? made.code }
    const changed = !mine || differs(mine, spelled) || (barcodes !== undefined && !same(mine.barcodes, barcodes))
    return { id, before: mine, columns: spelled, position: mine?.position ?? ++last, barcodes, changed }
  })
  if (siblings.length + skus.filter((sku) => !sku.before).length > mostSkus)
    errors.push({ path: 'skus', code: 'too_big' })
  const spoken = new Set(skus.map(({ id }) => id))
  const variants = [
    ...siblings
      .filter((sku) => !spoken.has(sku.id) && sku.status === 'active')
      .map((sku) => ({ path: 'options', optionValues: sku.option_values })),
    ...skus
      .map(({ columns: sku }, i) => ({
        path: `skus.${i}.optionValues`,
        optionValues: sku.option_values,
        status: sku.status,
      }))
      .filter(({ status }) => status === 'active'),
  ]
  errors.push(...variantErrors(columns.options, variants))
  claims.products.add(productId)
  return { productId, before, columns, productChanged: !before || differs(before, columns), skus, errors }
}

/** By its own code, else by the SKUs it is said to have; both must agree. */
function productOf(entry: CatalogueEntry, known: Known, errors: FieldError[]): ProductRow | undefined {
  const named = entry.code ? known.byCode.get(codeKey(entry.code)) : undefined
  const owners = entry.skus.map(({ code }) => known.skus.get(codeKey(code))?.product_id)
  const found = named?.id ?? owners.find((id) => id !== undefined)
  // A product that has a code already is not meant by another one.
  const coded = !named && entry.code && found !== undefined && known.products.get(found)?.code_key !== ''
  for (const [i, owner] of owners.entries())
    if (owner !== undefined && (owner !== found || coded))
      errors.push({ path: `skus.${i}.code`, code: 'other_product' })
  return found === undefined ? undefined : known.products.get(found)
}

function productColumns(
  entry: CatalogueEntry,
  before: ProductRow | undefined,
  known: Known,
  errors: FieldError[],
): ProductColumns {
  const name = entry.name || before?.name || ''
  if (!name && !entry.known) errors.push({ path: 'name', code: 'required' })
  const categoryId = entry.categoryCode ? known.categories.get(entry.categoryCode) : before?.category_id
  if (entry.categoryCode && !categoryId) errors.push({ path: 'categoryCode', code: 'unknown' })
  const status = entry.status ?? before?.status ?? 'active'
  const moves = before && before.status !== status
  if (moves && !productStates.can(before.status, status)) errors.push({ path: 'status', code: 'invalid_value' })
  const code = entry.code || before?.code || ''
  return {
    code: before && codeKey(before.code) === codeKey(code) ? before.code : code,
    code_key: codeKey(code),
    name,
    name_en: entry.nameEn || before?.name_en || '',
    category_id: categoryId ?? null,
    brand: entry.brand || before?.brand || '',
    description: entry.description || before?.description || '',
    status,
    options: optionsOf(entry, before?.options ?? []),
    attributes: attributesOf(entry, before?.attributes ?? {}),
  }
}

/** The values that are there keep their sequence, new ones follow. Without options in the file they stay as they are. */
function optionsOf({ options, skus }: CatalogueEntry, before: readonly Option[]): readonly Option[] {
  if (!options) return before
  return options.map((name, at) => {
    const values = new Set(before.find((option) => option.name === name)?.values ?? [])
    for (const sku of skus) {
      const value = sku.optionValues?.[at]
      if (value) values.add(value)
    }
    return { name, values: [...values] }
  })
}

/** In whatever sequence a file names them: where they are the same, nothing has changed. */
function attributesOf({ attributes }: CatalogueEntry, before: ProductColumns['attributes']) {
  if (!attributes) return before
  const names = Object.keys(attributes)
  const equal = names.length === Object.keys(before).length && names.every((name) => attributes[name] === before[name])
  return equal ? before : attributes
}

function differs(before: object, after: object): boolean {
  const were = before as Readonly<Record<string, unknown>>
  return Object.entries(after).some(([column, value]) => !same(were[column], value))
}

function same(a: unknown, b: unknown): boolean {
  return typeof a === 'object' || typeof b === 'object' ? JSON.stringify(a) === JSON.stringify(b) : a === b
}
