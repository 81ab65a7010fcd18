import { fromMinor } from '@/lib/kernel/money'
import { holdsOf, type NormalOrder } from '@/lib/modules/orders/internal/normalise-order'
import type { RiskSignal } from '@/lib/modules/orders/schema'

/** The middle of a shop's last orders in one currency, and how many they are. */
export type Usual = { orders: number; total: bigint | null; units: number | null }

/** Fewer orders than this have no middle worth comparing with. */
const fewest = 20

/** Points that add up: each signal says what it saw and what would have been usual. No signal alone is a verdict. */
export function riskOf(
  order: NormalOrder,
  cancels: number,
  usual: Usual | undefined,
): { score: number; signals: RiskSignal[] } {
  const signals: RiskSignal[] = []
  if (holdsOf(order, false, 0).some((h) => h.code === 'address_incomplete'))
    signals.push({ code: 'address_incomplete', points: 20 })
  if (cancels >= 3) signals.push({ code: 'cancelled_often', points: 30, value: String(cancels) })
  const known = usual && usual.orders >= fewest ? usual : undefined
  if (known?.total && order.total > known.total * 5n)
    signals.push({
      code: 'amount_high',
      points: 30,
      value: fromMinor(order.total, order.currency),
      usual: fromMinor(known.total, order.currency),
    })
  const largest = Math.max(0, ...order.lines.map((l) => l.quantity))
  if (largest >= 100 || (known?.units && largest >= 20 && largest > known.units * 10))
    signals.push({
      code: 'quantity_extreme',
      points: 30,
      value: String(largest),
      ...(known?.units && { usual: String(known.units) }),
    })
  return {
    score: Math.min(
      100,
      signals.reduce((n, s) => n + s.points, 0),
    ),
    signals,
  }
}
