'use client'

import { useState } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import type { Told } from '@/lib/platform/entrance/outcome'

/**
 * What a refused action says to a form that is judged by the server alone (its schema and its rules must not travel to
 * people who are not signed in). `labels` by path of the input; the control of path `p` has the id `<form>-p`.
 */
export function useTold(form: string, labels: Readonly<Record<string, string>>) {
  const { refusalText, fieldText } = useRefusalText()
  const [told, setTold] = useState<Told | null>(null)
  const [typed, setTyped] = useState<Readonly<Record<string, unknown>>>({})
  const errors = (told?.errors ?? []).map(({ path, code }) => {
    return { path, id: `${form}-${path}`, label: labels[path] ?? path, text: fieldText(code, typed[path]) }
  })
  return {
    tell(refusal: Told, input: Readonly<Record<string, unknown>>) {
      setTyped(input)
      setTold(refusal)
    },
    clear: () => setTold(null),
    code: told?.code,
    message: told && errors.length === 0 ? refusalText(told) : null,
    errors,
    idOf: (path: string) => `${form}-${path}`,
    errorAt: (path: string) => errors.find((line) => line.path === path)?.text,
  }
}
