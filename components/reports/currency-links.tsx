import Link from 'next/link'
import { cn } from '@/components/ui/cn'

export type CurrencyLinksProps = {
  label: string
  currencies: readonly { currency: string; href: string }[]
  current: string
}

/** Sums of different currencies are never added; one is looked at at a time. */
export function CurrencyLinks({ label, currencies, current }: CurrencyLinksProps) {
  if (currencies.length < 2) return null
  return (
    <nav aria-label={label} className="flex flex-wrap gap-1">
      {currencies.map(({ currency, href }) => (
        <Link
          key={currency}
          href={href}
          prefetch={false}
          aria-current={currency === current ? 'true' : undefined}
          className={cn(
            'rounded-md border px-2 py-0.5 text-xs font-medium',
            currency === current
              ? 'border-accent-line bg-accent-soft text-accent-text'
              : 'border-line text-muted hover:bg-hover hover:text-fg',
          )}
        >
          {currency}
        </Link>
      ))}
    </nav>
  )
}
