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

export function useZones(): Option[] {
  return useMemo(() => Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone })), [])
}
