import { fromMinor, toMinor } from '@/lib/kernel/money'

/** Revenue by orders in whole minor units, rounded half up; null where there are no orders. */
export function averageOrder(revenue: string, orders: number, currency: string): string | null {
  if (orders === 0) return null
  const [minor, by] = [toMinor(revenue, currency), BigInt(orders)]
  return fromMinor((minor < 0n ? minor - by / 2n : minor + by / 2n) / by, currency)
}
