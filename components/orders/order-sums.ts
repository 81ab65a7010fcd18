import { fromMinor, toMinor } from '@/lib/kernel/money'
import type { OrderView } from '@/lib/modules/orders/schema'

type Amounts = Pick<OrderView, 'currency' | 'goods' | 'discount' | 'freight' | 'total' | 'paid'>

export type OrderSums = {
  /** As it is taken off: negative; null when there is none. */
  discount: string | null
  /** goods − discount + freight. */
  expected: string
  /** How far the stated total is from that; null when it agrees. */
  mismatch: string | null
  /** Still to be paid (negative: paid too much); null when it is even. */
  due: string | null
}

/** The sums a reader wants checked, in minor units. */
export function sumsOf(order: Amounts): OrderSums {
  const minor = (amount: string) => toMinor(amount, order.currency)
  const words = (amount: bigint) => fromMinor(amount, order.currency)
  const unlessZero = (amount: bigint) => (amount === 0n ? null : words(amount))
  const total = minor(order.total)
  const expected = minor(order.goods) - minor(order.discount) + minor(order.freight)
  return {
    discount: unlessZero(-minor(order.discount)),
    expected: words(expected),
    mismatch: unlessZero(total - expected),
    due: unlessZero(total - minor(order.paid)),
  }
}
