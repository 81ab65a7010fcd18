import type { ProductView } from '@/lib/modules/catalog/schema'
import { draftOf, figureFields, type ProductDraft, type SkuField, type VariantDraft } from './product-draft'

const facts = ['name', 'nameEn', 'categoryId', 'brand', 'description'] as const
const skuFields: readonly SkuField[] = [...figureFields, 'components']

type Fact = (typeof facts)[number]

/** Where two people have changed the same to something different. `sku`: the code of the line it is about. */
export type ProductClash = {
  key: string
  field: Fact | SkuField | 'attributes' | 'options'
  sku: string | null
  yours: string
  theirs: string
}

export type Choice = Readonly<Record<string, 'yours' | 'theirs'>>

const attributesOf = (draft: ProductDraft) =>
  draft.attributes
    .filter(({ name }) => name.trim())
    .map(({ name, value }) => `${name}: ${value}`)
    .join('\n')
const optionsOf = (draft: ProductDraft) =>
  draft.options.map(({ name, values }) => `${name}: ${values.join(', ')}`).join('\n')

/**
 * Three versions of a product into one: `base` as both began with it, `mine` as it is typed, `now` as a colleague saved it. What only one
 * of them changed is kept; where both did, `choice` decides, and until then it is a clash.
 */
export function mergeProduct(base: ProductView, mine: ProductDraft, now: ProductView, choice: Choice = {}) {
  const start = draftOf(base, mine.currency)
  const theirs = draftOf(now, mine.currency)
  const clashes: ProductClash[] = []
  /** True when theirs is to be taken. */
  function takes(clash: ProductClash, begin: string): boolean {
    if (clash.theirs === begin || clash.theirs === clash.yours) return false
    if (clash.yours === begin) return true
    clashes.push(clash)
    return choice[clash.key] === 'theirs'
  }
  const merged: ProductDraft = { ...mine }
  for (const field of facts) {
    const [yours, other, begin] = [mine[field] ?? '', theirs[field] ?? '', start[field] ?? '']
    if (takes({ key: field, field, sku: null, yours, theirs: other }, begin))
      Object.assign(merged, { [field]: theirs[field] })
  }
  const blocks = [
    ['attributes', attributesOf],
    ['options', optionsOf],
  ] as const
  for (const [field, textOf] of blocks) {
    const clash = { key: field, field, sku: null, yours: textOf(mine), theirs: textOf(theirs) }
    if (takes(clash, textOf(start))) Object.assign(merged, { [field]: theirs[field] })
  }
  const byId = (draft: ProductDraft) => new Map(draft.variants.flatMap((v) => (v.sku ? [[v.sku.id, v] as const] : [])))
  const [begun, other, own] = [byId(start), byId(theirs), byId(mine)]
  merged.variants = mine.variants.map((variant): VariantDraft => {
    const there = variant.sku && other.get(variant.sku.id)
    const before = variant.sku && begun.get(variant.sku.id)
    if (!there || !before) return variant
    const line: VariantDraft = { ...variant, sku: there.sku }
    for (const field of skuFields) {
      const clash = {
        key: `${before.sku?.id} ${field}`,
        field,
        sku: before.code,
        yours: variant[field],
        theirs: there[field],
      }
      if (takes(clash, before[field])) line[field] = there[field]
    }
    return line
  })
  // A SKU that a colleague has added meanwhile is not lost by being unknown here.
  for (const [id, variant] of other)
    if (!own.has(id) && !begun.has(id)) merged.variants = [...merged.variants, { ...variant, key: `t${id}` }]
  return { clashes, merged }
}
