import type { FieldError } from '@/lib/kernel/refusal'
import type { Option } from '@/lib/modules/catalog/schema'

/** Names differ among the options, values within one. */
export function optionErrors(options: readonly Option[]): FieldError[] {
  const names = repeated(options.map(({ name }) => name)).map((at) => ({
    path: `options.${at}.name`,
    code: 'duplicate',
  }))
  const values = options.flatMap((option, i) =>
    repeated(option.values).map((at) => ({ path: `options.${i}.values.${at}`, code: 'duplicate' })),
  )
  return [...names, ...values]
}

export type Variant = { path: string; optionValues: readonly string[] }

/** Each variant is one combination of the options, and no combination has two. A product without options may have several SKUs. */
export function variantErrors(options: readonly Option[], variants: readonly Variant[]): FieldError[] {
  const seen = new Set<string>()
  return variants.flatMap(({ path, optionValues }) => {
    if (optionValues.length !== options.length) return [{ path, code: 'not_a_combination' }]
    const unknown = optionValues.flatMap((value, i) =>
      options[i]?.values.includes(value) ? [] : [{ path: `${path}.${i}`, code: 'unknown' }],
    )
    if (unknown.length > 0 || options.length === 0) return unknown
    const key = JSON.stringify(optionValues)
    if (seen.has(key)) return [{ path, code: 'duplicate' }]
    seen.add(key)
    return []
  })
}

function repeated(texts: readonly string[]): number[] {
  return texts.flatMap((text, at) => (texts.indexOf(text) < at ? [at] : []))
}
