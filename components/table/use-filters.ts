'use client'

import { useQueryStates } from 'nuqs'
import { useMemo, useTransition } from 'react'
import { type FilterDef, keysOf, textParser } from './filter-defs'

/** The values of all filters from the URL and one way to change them; any change starts the list again at its first page. */
export function useFilters(filters: readonly FilterDef[], searchKey: string | undefined) {
  const [pending, startTransition] = useTransition()
  const keys = useMemo(
    () => [...filters.flatMap(keysOf), ...(searchKey ? [searchKey] : []), 'cursor'],
    [filters, searchKey],
  )
  const parsers = useMemo(() => Object.fromEntries(keys.map((key) => [key, textParser])), [keys])
  const [values, setValues] = useQueryStates(parsers, { shallow: false, history: 'push', startTransition })
  return {
    pending,
    values,
    set: (changes: Record<string, string | null>) => {
      const cleaned = Object.fromEntries(Object.entries(changes).map(([key, value]) => [key, value || null]))
      void setValues({ ...cleaned, cursor: null })
    },
    clear: () => void setValues(Object.fromEntries(keys.map((key) => [key, null]))),
  }
}
