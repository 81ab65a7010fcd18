'use client'

import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import type { Option } from '@/components/ui/select'
import { currencyDigits } from '@/lib/kernel/currencies'

/** Every currency by code and by its name in the reader's language. */
export function useCurrencies(): Option[] {
  const locale = useLocale()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'currency' })
    return [...currencyDigits.keys()].sort().map((code) => {
      const name = names.of(code) ?? code
      return { value: code, label: name === code ? code : `${code} ${name}` }
    })
  }, [locale])
}

/** Every time zone by its name; `current` too, when the browser calls it otherwise (Asia/Calcutta, Asia/Kolkata). */
export function useZones(current: string | null = null): Option[] {
  return useMemo(() => {
    const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(current ? [current] : [])])
    return [...known].sort().map((zone) => ({ value: zone, label: zone }))
  }, [current])
}
