import type { DomainEvent } from '@/lib/platform/door/context'

/** Something about what may be promised of these SKUs is other than before, more or less. */
export function stockChanged(skuIds: readonly string[]): DomainEvent {
  return { name: 'stock.changed', payload: { skuIds } }
}

/** More is available than before: orders that wait for these SKUs may go on. */
export function stockIncreased(skuIds: readonly string[]): DomainEvent {
  return { name: 'stock.increased', payload: { skuIds } }
}
