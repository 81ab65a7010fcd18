import { placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { Loss } from '@/lib/modules/inventory/shortfalls'

type Change = { skuId: string; warehouseId: string; quantity: number; defective: boolean; blocked: boolean }

/** What is to be promised no longer of each place, all changes of its sellable bins and batches together. */
export function lossesOf(changes: readonly Change[]): Loss[] {
  const sums = new Map<string, Loss>()
  for (const { skuId, warehouseId, quantity, defective, blocked } of changes) {
    if (defective || blocked) continue
    const place = placeKey(skuId, warehouseId)
    sums.set(place, { skuId, warehouseId, quantity: (sums.get(place)?.quantity ?? 0) + quantity })
  }
  return [...sums.values()].filter((loss) => loss.quantity < 0)
}
