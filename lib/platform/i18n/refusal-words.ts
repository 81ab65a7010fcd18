/** Words by key, as next-intl gives them to a page and to a job alike. */
type Words = { (key: string, values?: Record<string, string>): string; has(key: string): boolean }

export type RefusalTexts = { errors: Words; states: Words; parcels: Words; holds: Words }

type Refusal = {
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly errors?: readonly { readonly path: string; readonly code: string }[] | undefined
}

/** What a refusal says to a person. */
export function refusalWords({ errors: t, states, parcels, holds }: RefusalTexts, refusal: Refusal): string {
  const { code, params, errors = [] } = refusal
  // `id` is the thing itself, which has no field to write the reason beside.
  const own = errors.find((error) => error.path === 'id')
  if (code === 'invalid' && own) return fieldWords(t, own.code)
  if (code === 'forbidden' && params.viewing) return t('viewing')
  if (!t.has(code)) return t('unknown')
  const param = (name: string, value: unknown) => {
    const text = String(value ?? '')
    if (name !== 'from' && name !== 'to') return text
    if (states.has(text)) return states(text)
    if (parcels.has(text)) return parcels(text)
    return t.has(`state.${text}`) ? t(`state.${text}`) : text
  }
  /** Holds arrive as codes or as objects with a code. */
  const holdWords = (value: unknown) => {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return list
      .map((entry) => String(typeof entry === 'object' && entry !== null && 'code' in entry ? entry.code : entry))
      .map((hold) => (holds.has(hold) ? holds(hold) : hold))
      .join(t('separator'))
  }
  const values: Record<string, string> = { permission: '', from: '', to: '', holds: '', requestId: '' }
  for (const [name, value] of Object.entries(params))
    values[name] = name === 'holds' ? holdWords(value) : param(name, value)
  return t(code, values)
}

/** A required text that was left empty is "too small" to zod; to a person it is missing. */
export function fieldWords(t: Words, code: string, value?: unknown): string {
  const key = `field.${code === 'too_small' && (value === '' || value === undefined) ? 'required' : code}`
  return t.has(key) ? t(key) : t('field.invalid')
}
