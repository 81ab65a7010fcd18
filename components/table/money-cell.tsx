'use client'

import { useLocale } from 'next-intl'
import { useTenant } from '@/components/layout/tenant-context'
import { cn } from '@/components/ui/cn'
import { formatMoney } from './format-money'

export type MoneyCellProps = {
  /** A decimal string as the views carry it, e.g. '128.00'. */
  amount: string | null | undefined
  currency: string
  className?: string
}

export function MoneyCell({ amount, currency, className }: MoneyCellProps) {
  const locale = useLocale()
  const tenant = useTenant()
  if (amount === null || amount === undefined) return <span className="text-subtle">—</span>
  return (
    <span data-figure="" className={cn('whitespace-nowrap', amount.startsWith('-') && 'text-danger-text', className)}>
      {formatMoney(amount, currency, locale, tenant.currency)}
    </span>
  )
}
