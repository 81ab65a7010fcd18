import type { DomainEvent } from '@/lib/platform/door/context'

/** More is available than before: orders that wait for these SKUs may go on. */
export function stockIncreased(skuIds: readonly string[]): DomainEvent {
  return { name: 'stock.increased', payload: { skuIds } }
}
