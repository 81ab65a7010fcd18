import { useLocale } from 'next-intl'
import type { Counted } from '@/lib/modules/reports/schema'

/** A count, "1,000+" where counting stopped. */
export function CountText({ n, capped }: Counted) {
  const locale = useLocale()
  return (
    <span data-figure="">
      {n.toLocaleString(locale)}
      {capped ? '+' : ''}
    </span>
  )
}
