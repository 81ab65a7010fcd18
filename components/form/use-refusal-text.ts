'use client'

import { useTranslations } from 'next-intl'
import type { Told } from '@/lib/platform/entrance/outcome'

/** Words for a refusal and for a field's error code, in the reader's language. */
export function useRefusalText() {
  const t = useTranslations('errors')
  const states = useTranslations('orders.state')
  const parcels = useTranslations('orders.fulfilmentState')
  const holds = useTranslations('orders.hold')

  function param(name: string, value: unknown): string {
    const text = String(value ?? '')
    if (name === 'from' || name === 'to') {
      if (states.has(text)) return states(text)
      if (parcels.has(text)) return parcels(text)
      if (t.has(`state.${text}`)) return t(`state.${text}`)
    }
    return text
  }

  /** Holds arrive as codes or as objects with a code. */
  function holdWords(value: unknown): string {
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return list
      .map((entry) => String(typeof entry === 'object' && entry !== null && 'code' in entry ? entry.code : entry))
      .map((code) => (holds.has(code) ? holds(code) : code))
      .join(t('separator'))
  }

  function refusalText({ code, params, errors = [] }: Told): string {
    // `id` is the thing itself, which has no field to write the reason beside.
    const own = errors.find((error) => error.path === 'id')
    if (code === 'invalid' && own) return fieldText(own.code)
    if (code === 'forbidden' && params.viewing) return t('viewing')
    if (!t.has(code)) return t('unknown')
    const values: Record<string, string> = { permission: '', from: '', to: '', holds: '', requestId: '' }
    for (const [name, value] of Object.entries(params)) {
      values[name] = name === 'holds' ? holdWords(value) : param(name, value)
    }
    return t(code, values)
  }

  /** A required text that was left empty is "too small" to zod; to a person it is missing. */
  function fieldText(code: string, value?: unknown): string {
    const key = `field.${code === 'too_small' && (value === '' || value === undefined) ? 'required' : code}`
    return t.has(key) ? t(key) : t('field.invalid')
  }

  return { refusalText, fieldText }
}
