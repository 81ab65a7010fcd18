import type { PickableBin } from '@/lib/modules/inventory/pickable-bins'
import { takeFree } from '@/lib/modules/warehouse/internal/free-bins'
import type { Candidate } from '@/lib/modules/warehouse/internal/wave-candidates'

export type Filled = {
  parcels: { parcel: Candidate; parts: { skuId: string; binId: string; quantity: number }[] }[]
  units: number
  /** Parcels that were looked at and whose goods are not (all) on the shelves. */
  notThere: number
}

/** Puts parcels into a wave, one after the other, until a limit is reached: each with all its goods, or not at all. */
export function fillWave(
  candidates: readonly Candidate[],
  free: ReadonlyMap<string, PickableBin[]>,
  { parcels: mostParcels, units: mostUnits }: { parcels: number; units: number },
): Filled {
  const filled: Filled = { parcels: [], units: 0, notThere: 0 }
  for (const parcel of candidates) {
    if (filled.parcels.length === mostParcels) break
    const units = parcel.lines.reduce((sum, l) => sum + l.quantity, 0)
    if (filled.units + units > mostUnits) continue
    const taken: { bin: PickableBin; quantity: number }[] = []
    const found = parcel.lines.every(({ skuId, quantity }) => {
      const parts = takeFree(free.get(skuId), quantity)
      taken.push(...parts)
      return parts.length > 0
    })
    if (!found || taken.length === 0) {
      for (const { bin, quantity } of taken) bin.quantity += quantity
      filled.notThere++
      continue
    }
    filled.units += units
    filled.parcels.push({
      parcel,
      parts: taken.map(({ bin, quantity }) => ({ skuId: bin.skuId, binId: bin.binId, quantity })),
    })
  }
  return filled
}
