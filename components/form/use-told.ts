'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Told } from '@/lib/platform/entrance/outcome'

/**
 * What a refused action says, in words: a sentence for the whole and a line per field. `labels` are the form's fields by
 * the path of the input; the control of path `p` has the id `<form>-p`, so that the summary can lead there.
 */
export function useTold(form: string, labels: Readonly<Record<string, string>>) {
  const t = useTranslations('errors')
  const [told, setTold] = useState<Told | null>(null)
  const lines = (told?.errors ?? []).map(({ path, code }) => {
    const text = t.has(`field.${code}`) ? t(`field.${code}`) : t('field.invalid')
    return { path, id: `${form}-${path}`, label: labels[path] ?? path, text }
  })
  const words = (params: Told['params']) =>
    Object.fromEntries(Object.entries(params).map(([key, value]) => [key, String(value)]))
  const message = !told || lines.length > 0 ? null : t.has(told.code) ? t(told.code, words(told.params)) : t('unknown')
  return {
    tell: setTold,
    clear: () => setTold(null),
    code: told?.code,
    message,
    errors: lines,
    idOf: (path: string) => `${form}-${path}`,
    errorAt: (path: string) => lines.find((line) => line.path === path)?.text,
  }
}
