import type { NormalOrder } from '@/lib/modules/orders/internal/normalise-order'

type Kept = {
  departed: boolean
  currency: string
  units: number
  line_count: number
  goods_minor: bigint
  discount_minor: bigint
  freight_minor: bigint
  total_minor: bigint
}
type Sums = Pick<NormalOrder, 'currency' | 'units' | 'goods' | 'discount' | 'freight' | 'total'> & { lineCount: number }

/** What an order's lines come to after the channel has spoken; what has departed keeps its lines and amounts. */
export function sumsOf({ known, order }: { known: Kept; order: NormalOrder }): Sums {
  if (!known.departed) return { ...order, lineCount: order.lines.length }
  return {
    currency: known.currency,
    units: known.units,
    lineCount: known.line_count,
    goods: known.goods_minor,
    discount: known.discount_minor,
    freight: known.freight_minor,
    total: known.total_minor,
  }
}
