import { z } from 'zod'
import { componentsOf, textOf } from '@/components/catalog/components-text'
import { optionsOf, type ProductDraft, type VariantDraft } from '@/components/catalog/product-draft'
import { newSku, type ProductView, productFields } from '@/lib/modules/catalog/schema'

export type Input = { input: Record<string, unknown>; sent: VariantDraft[] }
export type Wrong = { path: string; code: string }

const { name, nameEn, brand, description, options, attributes } = productFields
const changes = z.object({ name, nameEn, brand, description, options, attributes, skus: z.array(newSku) })
const whole = changes.extend({ skus: z.array(newSku).min(1) })

/** What is sent, and which line of the grid each SKU of it is, so that an error finds its way back. */
export function inputOf(draft: ProductDraft, product: ProductView | null): Input {
  const facts = {
    name: draft.name,
    nameEn: draft.nameEn,
    categoryId: draft.categoryId,
    brand: draft.brand,
    description: draft.description,
    options: optionsOf(draft.options),
    attributes: Object.fromEntries(draft.attributes.filter(({ name: n }) => n.trim()).map((a) => [a.name, a.value])),
  }
  const wanted = draft.variants.filter((variant) => !variant.off)
  if (!product)
    return { input: { ...facts, status: draft.status, skus: wanted.map((v) => skuOf(v, draft)) }, sent: wanted }
  const sent = wanted.filter((variant) => changed(variant, draft))
  const skus = sent.map((variant) => ({
    ...skuOf(variant, draft),
    ...(variant.sku && { id: variant.sku.id, ...(variant.sku.status === 'archived' && { status: 'active' }) }),
  }))
  const removeSkus = draft.variants.flatMap((v) => (v.off && v.sku?.status === 'active' ? [v.sku.id] : []))
  return { input: { ...facts, productId: product.id, version: product.version, skus, removeSkus }, sent }
}

/** The same checks the server makes, for words without a round trip. */
export function wrongIn({ input }: Input, isNew: boolean): Wrong[] {
  const skus = (input.skus as Record<string, unknown>[]).map(({ id: _id, status: _status, ...sku }) => sku)
  const parsed = (isNew ? whole : changes).safeParse({ ...input, skus })
  if (parsed.success) return []
  // One word per field: an empty code is missing, and need not also be told that its form is wrong.
  const first = new Map<string, Wrong>()
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    const code = issue.code === 'custom' && typeof issue.params?.code === 'string' ? issue.params.code : issue.code
    if (!first.has(path)) first.set(path, { path, code })
  }
  return [...first.values()]
}

function skuOf(variant: VariantDraft, draft: ProductDraft) {
  const figure = (text: string) => (text.trim() === '' ? 0 : Number(text))
  return {
    code: variant.code,
    optionValues: variant.optionValues,
    listPrice: variant.listPrice.trim() || '0',
    costHint: variant.costHint.trim() || null,
    currency: draft.currency,
    weightG: figure(variant.weightG),
    safetyStock: figure(variant.safetyStock),
    ...parts(variant),
    ...keeping(variant),
    ...barcode(variant),
  }
}

/** Spoken of only where they change: a bundle with stock of old can still get another price. */
function parts({ components, sku }: VariantDraft) {
  if (components === textOf(sku?.components ?? [])) return {}
  return { components: componentsOf(components) }
}

/** A SKU that is no bundle, or becomes none, is kept like any other. */
function keeping({ components, assembled, sku }: VariantDraft) {
  if (components.trim() === '' || assembled === (sku?.assembled ?? 'never')) return {}
  return { assembled }
}

/** A SKU may have more barcodes than the grid shows: the ones behind the first are kept. */
function barcode({ barcode: shown, sku }: VariantDraft) {
  const text = shown.trim()
  if (text === (sku?.barcode ?? '')) return {}
  return { barcodes: [...(text ? [text] : []), ...(sku?.barcodes.slice(1) ?? [])] }
}

function changed(variant: VariantDraft, draft: ProductDraft): boolean {
  const { sku } = variant
  if (!sku || sku.status === 'archived' || sku.currency !== draft.currency) return true
  return (
    variant.code !== sku.code ||
    variant.barcode.trim() !== (sku.barcode ?? '') ||
    variant.listPrice !== sku.listPrice ||
    variant.costHint !== (sku.costHint ?? '') ||
    variant.weightG !== String(sku.weightG) ||
    variant.safetyStock !== String(sku.safetyStock) ||
    variant.components !== textOf(sku.components) ||
    variant.assembled !== sku.assembled ||
    JSON.stringify(variant.optionValues) !== JSON.stringify(sku.optionValues)
  )
}
