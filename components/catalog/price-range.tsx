'use client'

import { MoneyCell } from '@/components/table/money-cell'
import type { ProductItem } from '@/lib/modules/catalog/schema'

/** One line per currency: what the cheapest and the dearest SKU cost. */
export function PriceRange({ prices }: { prices: ProductItem['prices'] }) {
  if (prices.length === 0) return <span className="text-subtle">—</span>
  return prices.map(({ currency, min, max }) => (
    <span key={currency} className="block">
      <MoneyCell amount={min} currency={currency} />
      {min === max ? null : (
        <>
          {' – '}
          <MoneyCell amount={max} currency={currency} />
        </>
      )}
    </span>
  ))
}
