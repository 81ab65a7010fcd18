import type { DomainEvent } from '@/lib/platform/door/context'

/** Something about what may be promised of these SKUs is other than before, more or less. */
export function stockChanged(skuIds: readonly string[]): DomainEvent {
  return { name: 'stock.changed', payload: { skuIds } }
}

/** More is available than before: orders that wait for these SKUs may go on. */
export function stockIncreased(skuIds: readonly string[]): DomainEvent {
  return { name: 'stock.increased', payload: { skuIds } }
}

/** What drafts of transfers would move is other than before. */
export const transfersDrafted = (): DomainEvent => ({ name: 'transfers.drafted', payload: {} })

/** Goods on their way were set aside for a pool: presale may be promised out of them. */
export function poolIncomingSet(poolId: string): DomainEvent {
  return { name: 'pool.incoming-set', payload: { poolId } }
}

/** What these presale orders were promised has arrived, or some of it. */
export function presaleArrived(orderIds: readonly string[]): DomainEvent {
  return { name: 'presale.arrived', payload: { orderIds } }
}

/** What these presale orders were promised will not come. */
export function presaleLost(orderIds: readonly string[]): DomainEvent {
  return { name: 'presale.lost', payload: { orderIds } }
}
