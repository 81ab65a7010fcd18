'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import type { ProductView } from '@/lib/modules/catalog/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { type Choice, mergeProduct, type ProductClash } from './product-conflict'
import {
  arrange,
  draftOf,
  emptyDraft,
  figureFields,
  type OptionDraft,
  type ProductDraft,
  type SkuField,
  type VariantDraft,
} from './product-draft'
import { type Input, inputOf, type Wrong, wrongIn } from './product-input'
import { fieldId } from './variant-grid'

type Options = {
  product: ProductView | null
  /** For the SKUs of a new product. */
  currency: string
  save: (input: unknown) => Promise<Outcome<ProductView>>
  onDone: (product: ProductView) => void
}

type Conflict = { base: ProductView; mine: ProductDraft; now: ProductView; clashes: readonly ProductClash[] }

/** The draft of one product, what is wrong with it and where, and the way to save it. A refusal never throws away what was typed. */
export function useProductForm({ product, currency, save, onDone }: Options) {
  const t = useTranslations('catalog')
  const { refusalText, fieldText } = useRefusalText()
  const [base, setBase] = useState(product)
  const [start, setStart] = useState(() => draftFrom(product, currency))
  const [draft, setDraft] = useState(start)
  const [wrong, setWrong] = useState<Wrong[]>([])
  const [sent, setSent] = useState<Input['sent']>([])
  const [asked, setAsked] = useState(draft)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [pending, run] = useTransition()

  function rest(on: ProductView) {
    const fresh = draftFrom(on, currency)
    setBase(on)
    setStart(fresh)
    setDraft(fresh)
  }
  // The page read the product again, after its status was changed beside the form: what is typed stays, upon the new version.
  if (product && base && product.version > base.version) {
    if (draft === start) rest(product)
    else setBase(product)
  }

  const set = (change: Partial<ProductDraft>) => setDraft((before) => ({ ...before, ...change }))
  const setOptions = (options: OptionDraft[]) =>
    setDraft((before) => ({ ...before, options, variants: arrange(options, before.variants) }))

  const submit = async () => send(draft, base)

  /** `draft` upon `base`: what is on screen, or what came of it and a colleague's changes. */
  function send(draft: ProductDraft, base: ProductView | null) {
    const input = inputOf(draft, base)
    setSent(input.sent)
    setAsked(draft)
    setRefusal(null)
    const found = wrongIn(input, base === null)
    setWrong(found)
    if (found.length > 0) {
      // Something without a field of its own, such as too many SKUs, must not be refused in silence.
      if (found.some((error) => !labelOf(error, input.sent))) setRefusal(refusalText({ code: 'invalid', params: {} }))
      return
    }
    run(async () => {
      const result = await save(input.input)
      if (result.ok) {
        rest(result.value)
        return onDone(result.value)
      }
      if (base && result.refusal.code === 'version_conflict' && (await met(draft, base))) return
      const errors = result.refusal.errors ?? []
      setWrong(errors)
      if (errors.length === 0 || errors.some((error) => !labelOf(error, input.sent)))
        setRefusal(refusalText(result.refusal))
    })
  }

  /** A colleague saved first. What does not clash is put together and saved; what does is asked about. */
  async function met(mine: ProductDraft, from: ProductView): Promise<boolean> {
    const answer = await fetch(`/api/v1/products/${from.id}`).catch(() => null)
    if (!answer?.ok) return false
    const now = (await answer.json()) as ProductView
    const { clashes, merged } = mergeProduct(from, mine, now)
    if (clashes.length === 0) {
      setBase(now)
      setDraft(merged)
      send(merged, now)
    } else setConflict({ base: from, mine, now, clashes })
    return true
  }

  function resolve(choice: Choice) {
    if (!conflict) return
    const { merged } = mergeProduct(conflict.base, conflict.mine, conflict.now, choice)
    setConflict(null)
    setBase(conflict.now)
    setDraft(merged)
    send(merged, conflict.now)
  }

  /** The path of an error about line `i` of what was sent, as the line and the field of the grid. */
  function placeOf({ path }: Wrong, lines: readonly VariantDraft[]): { variant: VariantDraft; field: SkuField } | null {
    const [, index, name = ''] = /^skus\.(\d+)(?:\.(\w+))?/.exec(path) ?? []
    const variant = index === undefined ? undefined : lines[Number(index)]
    if (!variant) return null
    const fields: readonly SkuField[] = [...figureFields, 'components']
    const field = name === 'barcodes' ? 'barcode' : fields.find((known) => known === name)
    return { variant, field: field ?? 'code' }
  }

  function labelOf(error: Wrong, lines: readonly VariantDraft[]): { id: string; label: string } | null {
    const place = placeOf(error, lines)
    if (place) {
      const { variant, field } = place
      const name = variant.optionValues.join(' / ')
      return { id: fieldId(variant, field), label: [t(`form.${field}`), name].filter(Boolean).join(' · ') }
    }
    const [head = '', index] = error.path.split('.')
    if (head === 'options') return { id: `field-options-${index ?? 0}-name`, label: t('form.options') }
    if (head === 'attributes') return { id: 'field-attributes', label: t('form.attributes') }
    const known = ['name', 'nameEn', 'categoryId', 'brand', 'description'] as const
    const name = known.find((field) => field === head)
    if (!name) return null
    return { id: `field-${name}`, label: t(name === 'categoryId' ? 'category' : name) }
  }

  /** What was typed since is not wrong yet: a word of complaint goes with the value it was about. */
  function stale(error: Wrong): boolean {
    const place = placeOf(error, sent)
    if (!place) {
      const head = error.path.split('.')[0] as keyof ProductDraft
      return asked[head] !== draft[head]
    }
    const now = draft.variants.find((variant) => variant.key === place.variant.key)
    return !now || now.off || now[place.field] !== place.variant[place.field]
  }
  const present = wrong.filter((error) => !stale(error))
  const errorAt = (path: string) => {
    const error = present.find((one) => one.path === path)
    return error ? fieldText(error.code, path === 'name' ? draft.name : undefined) : null
  }
  const skuErrorAt = (variant: VariantDraft, field: SkuField) => {
    const error = present.find((one) => {
      const place = placeOf(one, sent)
      return place?.variant.key === variant.key && place.field === field
    })
    return error ? fieldText(error.code, variant[field]) : null
  }
  const errors = present.flatMap((error) => {
    const label = labelOf(error, sent)
    const place = placeOf(error, sent)
    const text = place ? skuErrorAt(place.variant, place.field) : errorAt(error.path)
    return label ? [{ ...label, text: text ?? fieldText(error.code) }] : []
  })
  return {
    draft,
    set,
    setOptions,
    dirty: draft !== start,
    errorAt,
    skuErrorAt,
    conflict: conflict && { clashes: conflict.clashes, resolve, close: () => setConflict(null) },
    state: { submit, refusal, errors },
    pending,
  }
}

function draftFrom(product: ProductView | null, currency: string): ProductDraft {
  return product ? draftOf(product, currency) : emptyDraft(currency)
}
