'use client'

import { useLocale } from 'next-intl'
import { formatMoney } from '@/components/table/format-money'
import type { Figure, FigureFormat } from './chart-data'

/** Writes figures exactly, and short ones for the axis (1.2万, 12K). */
export function useFigure(format: FigureFormat) {
  const locale = useLocale()
  const short = new Intl.NumberFormat(locale, {
    notation: 'compact',
    maximumFractionDigits: 1,
    ...(format.kind === 'percent' && { style: 'percent' as const, notation: 'standard' as const }),
  })
  const plain = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  return {
    short: (value: number) => short.format(value),
    exact: (value: Figure) => {
      if (format.kind === 'money') return formatMoney(String(value), format.currency, locale, format.currency)
      if (format.kind === 'percent') return percent.format(Number(value))
      return plain.format(value as Intl.StringNumericLiteral)
    },
  }
}
