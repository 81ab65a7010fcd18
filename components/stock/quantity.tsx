import { useLocale } from 'next-intl'
import { cn } from '@/components/ui/cn'

/** A count; nothing is quiet. */
export function Quantity({ value, className }: { value: number; className?: string }) {
  const locale = useLocale()
  return (
    <span data-figure="" className={cn(value === 0 && 'text-subtle', className)}>
      {value.toLocaleString(locale)}
    </span>
  )
}

/** What came in (+) or went out (−): the sign says it too, for who sees no colours. */
export function SignedQuantity({ value }: { value: number }) {
  const locale = useLocale()
  return (
    <span data-figure="" className={cn('font-medium', value < 0 ? 'text-danger-text' : 'text-green-text')}>
      {value < 0 ? '−' : '+'}
      {Math.abs(value).toLocaleString(locale)}
    </span>
  )
}
