import { fromMinor } from '@/lib/kernel/money'
import type { OrderSums } from '@/lib/modules/orders/sum-orders'
import type { SalesTotal } from '@/lib/modules/reports/schema'

export function revenueOf({ goods, discount, freight }: Pick<OrderSums, 'goods' | 'discount' | 'freight'>): bigint {
  return goods - discount + freight
}

export function amountsView(sums: OrderSums): SalesTotal {
  const { currency, orders, units, cancelled } = sums
  const money = (minor: bigint) => fromMinor(minor, currency)
  return {
    currency,
    orders,
    units,
    goods: money(sums.goods),
    discount: money(sums.discount),
    freight: money(sums.freight),
    revenue: money(revenueOf(sums)),
    cancelled,
  }
}

/** The tenant's own currency first, then by code. */
export function byCurrency(home: string) {
  return (a: { currency: string }, b: { currency: string }) =>
    Number(b.currency === home) - Number(a.currency === home) ||
    (a.currency < b.currency ? -1 : Number(a.currency > b.currency))
}
