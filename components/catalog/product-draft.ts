import { textOf } from '@/components/catalog/components-text'
import type { Option, ProductView, SkuView } from '@/lib/modules/catalog/schema'

export const mostVariants = 200

export type Named = { key: string; name: string; value: string }
export type OptionDraft = { key: string; name: string; values: string[] }

export const figureFields = ['code', 'barcode', 'listPrice', 'costHint', 'weightG', 'safetyStock'] as const
export type FigureField = (typeof figureFields)[number]
/** What can be wrong about a line: its figures, and what a bundle is made of, as text: CUP×2, POT. */
export type SkuField = FigureField | 'components'

/** One line of the grid: a combination of the options, with what is typed for it. `sku` is the one it stands for already. */
export type VariantDraft = Record<SkuField, string> & {
  /** Of a bundle: whether assembled ones are kept in stock. */
  assembled: SkuView['assembled']
  key: string
  optionValues: string[]
  sku: SkuView | null
  /** Not wanted: a new one is not made, an existing one is removed. */
  off: boolean
}

export type ProductDraft = {
  name: string
  nameEn: string
  categoryId: string | null
  brand: string
  description: string
  status: 'draft' | 'active'
  currency: string
  attributes: Named[]
  options: OptionDraft[]
  variants: VariantDraft[]
}

let made = 0
/** For what a person adds. What a page begins with is counted per draft instead, so that server and browser agree. */
export const newKey = () => `k${++made}`

function countedKeys(): () => string {
  let n = 0
  return () => `i${++n}`
}

export function emptyDraft(currency: string): ProductDraft {
  const facts = { name: '', nameEn: '', categoryId: null, brand: '', description: '', status: 'active' as const }
  return { ...facts, currency, attributes: [], options: [], variants: [blank([], undefined, countedKeys())] }
}

export function draftOf(product: ProductView, currency: string): ProductDraft {
  const { name, nameEn, categoryId, brand, description } = product
  const key = countedKeys()
  const options = product.options.map((option) => ({ key: key(), ...option }))
  const own = product.skus.map(
    (sku): VariantDraft => ({
      key: key(),
      optionValues: sku.optionValues,
      sku,
      off: sku.status === 'archived',
      code: sku.code,
      barcode: sku.barcode ?? '',
      listPrice: sku.listPrice,
      costHint: sku.costHint ?? '',
      weightG: String(sku.weightG),
      safetyStock: String(sku.safetyStock),
      components: textOf(sku.components),
      assembled: sku.assembled,
    }),
  )
  return {
    name,
    nameEn,
    categoryId,
    brand,
    description,
    status: 'active',
    currency: product.skus[0]?.currency ?? currency,
    attributes: Object.entries(product.attributes).map(([attribute, value]) => ({
      key: key(),
      name: attribute,
      value,
    })),
    options,
    variants: arrange(options, own, { known: true, key }),
  }
}

export function blank(optionValues: string[], like?: VariantDraft, key = newKey): VariantDraft {
  const figures = { code: '', barcode: '', listPrice: like?.listPrice ?? '', costHint: like?.costHint ?? '' }
  const rest = { weightG: like?.weightG ?? '', safetyStock: like?.safetyStock ?? '' }
  return { key: key(), optionValues, sku: null, off: false, components: '', assembled: 'never', ...figures, ...rest }
}

/** How many lines the options make, without making them: a slip of the hand must not build a million rows. */
export function countOf(options: readonly OptionDraft[]): number {
  return usable(options).reduce((n, { values }) => n * values.length, 1)
}

/**
 * The grid after the options changed. A line keeps what was typed while its combination still exists; with an option
 * added, what there was goes on with the first new value, as nobody would type it again. Existing SKUs whose combination
 * is gone stay in sight, switched off. `known` leaves new combinations off: the seller did not have them before.
 */
export function arrange(
  options: readonly OptionDraft[],
  variants: readonly VariantDraft[],
  { known = false, key = newKey } = {},
): VariantDraft[] {
  const axes = usable(options).map(({ values }) => values)
  if (countOf(options) > mostVariants) return [...variants]
  if (axes.length === 0) {
    const free = variants.filter((variant) => variant.optionValues.length === 0)
    if (free.length > 0) return [...free, ...variants.filter((v) => v.sku && v.optionValues.length > 0).map(off)]
    const [first = blank([]), ...rest] = variants
    return [{ ...first, optionValues: [], off: false }, ...rest.filter((variant) => variant.sku).map(off)]
  }
  const left = new Set(variants)
  const take = (found: VariantDraft | undefined) => {
    if (found) left.delete(found)
    return found
  }
  const lines = combinations(axes).map((optionValues) => {
    const same = take(variants.find((variant) => left.has(variant) && equal(variant.optionValues, optionValues)))
    if (same) return same
    const grown = take(
      variants.find(
        (variant) =>
          left.has(variant) &&
          variant.optionValues.length !== axes.length &&
          variant.optionValues.every((value, i) => optionValues[i] === value),
      ),
    )
    return grown ? { ...grown, optionValues } : { ...blank(optionValues, variants[0], key), off: known }
  })
  return [...lines, ...variants.filter((variant) => left.has(variant) && variant.sku).map(off)]
}

export function usable(options: readonly OptionDraft[]): OptionDraft[] {
  return options.filter((option) => option.values.length > 0)
}

export function optionsOf(options: readonly OptionDraft[]): Option[] {
  return usable(options).map(({ name, values }) => ({ name, values }))
}

/** Whether a line fits the options as they stand now; an existing SKU that does not can only be removed. */
export function fits(variant: VariantDraft, options: readonly OptionDraft[]): boolean {
  const axes = usable(options)
  return (
    variant.optionValues.length === axes.length &&
    axes.every(({ values }, i) => values.includes(variant.optionValues[i] ?? ''))
  )
}

function combinations(axes: readonly string[][]): string[][] {
  return axes.reduce<string[][]>((lines, values) => lines.flatMap((line) => values.map((v) => [...line, v])), [[]])
}

function off(variant: VariantDraft): VariantDraft {
  return { ...variant, off: true }
}

function equal(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}
