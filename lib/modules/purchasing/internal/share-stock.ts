export type Place = {
  warehouseCode: string
  available: number
  incoming: number
  /** Units that would leave in a day. */
  daily: number
  /** Units left in 30 days, on how many of them there was something to leave, and what others sent instead. */
  sold: number
  stockedDays: number
  elsewhere: number
  /** Units that orders wait for. */
  waiting: number
  safety: number
}

export type Share<P> = { from: P; to: P; quantity: number }

type Counted = Pick<Place, 'warehouseCode' | 'available' | 'incoming' | 'daily' | 'waiting' | 'safety'>

/** What a place should have for so many days: at least its safety stock, and what is owed beside. */
const wanted = ({ daily, safety, waiting }: Counted, days: number) =>
  Math.max(Math.ceil(daily * days), safety) + waiting

/**
 * Who gives how much to whom, of one SKU. A place lacks what `targetDays` of its sales and the orders that wait need beyond what it has
 * and expects; it can give what lies beyond `keepDays` of its own. The greatest lack is filled first, out of the greatest surplus, so
 * that few parcels travel. Nobody is made short by giving.
 */
export function shared<P extends Counted>(places: readonly P[], targetDays: number, keepDays: number): Share<P>[] {
  const lacks = places
    .map((place) => ({ place, units: wanted(place, targetDays) - place.available - place.incoming }))
    .filter(({ units }) => units > 0)
    .sort((a, b) => b.units - a.units || byCode(a.place, b.place))
  const spare = places
    .map((place) => ({ place, units: place.available - wanted(place, Math.max(keepDays, targetDays)) }))
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

function byCode(a: Counted, b: Counted): number {
  return a.warehouseCode < b.warehouseCode ? -1 : 1
}
