export type Place = { warehouseCode: string; available: number; incoming: number; daily: number }

export type Share<P> = { from: P; to: P; quantity: number }

/**
 * Who gives how much to whom, of one SKU. A place lacks what `targetDays` of its sales need beyond what it has and expects; it
 * can give what lies beyond `keepDays` of its own. The greatest lack is filled first, out of the greatest surplus, so that few
 * parcels travel. Nobody is made short by giving.
 */
export function shared<P extends Place>(places: readonly P[], targetDays: number, keepDays: number): Share<P>[] {
  const lacks = places
    .map((place) => ({
      place,
      units: place.daily > 0 ? Math.ceil(place.daily * targetDays) - place.available - place.incoming : 0,
    }))
    .filter(({ units }) => units > 0)
    .sort((a, b) => b.units - a.units || byCode(a.place, b.place))
  const spare = places
    .map((place) => ({ place, units: place.available - Math.ceil(place.daily * Math.max(keepDays, targetDays)) }))
    .filter(({ units }) => units > 0)
    .sort((a, b) => b.units - a.units || byCode(a.place, b.place))
  const shares: Share<P>[] = []
  for (const lack of lacks) {
    for (const giver of spare) {
      const quantity = Math.min(lack.units, giver.units)
      if (quantity <= 0 || giver.place === lack.place) continue
      shares.push({ from: giver.place, to: lack.place, quantity })
      lack.units -= quantity
      giver.units -= quantity
    }
  }
  return shares
}

function byCode(a: Place, b: Place): number {
  return a.warehouseCode < b.warehouseCode ? -1 : 1
}
