import { groupBy } from '@/lib/kernel/group'
import {
  demandOf,
  lacking,
  type Parcel,
  type Place,
  type StockPicture,
  type Want,
} from '@/lib/modules/orders/internal/stock-picture'

/** Up to so many warehouses every combination is looked at; beyond, the one that has most is taken again and again. */
const mostTried = 10

/** The smallest sets of warehouses that have everything together, all of that size; none when even all of them have not. */
export function coveringSets(stock: StockPicture, wants: readonly Want[], places: readonly Place[]): Place[][] {
  const demand = demandOf(wants)
  const useful = places.filter((p) => [...demand.keys()].some((skuId) => stock.free(skuId, p.id) > 0))
  const covers = (set: readonly Place[]) => lacking(stock, demand, set).size === 0
  if (!covers(useful)) return []
  if (useful.length > mostTried) return [greedySet(stock, demand, useful)]
  for (let size = 2; size <= useful.length; size++) {
    const found = combinations(useful, size).filter(covers)
    if (found.length > 0) return found
  }
  return []
}

function combinations(places: readonly Place[], size: number): Place[][] {
  if (size === 0) return [[]]
  return places.flatMap((p, i) => combinations(places.slice(i + 1), size - 1).map((rest) => [p, ...rest]))
}

function greedySet(stock: StockPicture, demand: ReadonlyMap<string, number>, places: readonly Place[]): Place[] {
  const set: Place[] = []
  for (let missing = lacking(stock, demand, set); missing.size > 0; missing = lacking(stock, demand, set)) {
    const supply = (p: Place) =>
      [...missing].reduce((n, [skuId, units]) => n + Math.min(units, Math.max(0, stock.free(skuId, p.id))), 0)
    const left = places.filter((p) => !set.includes(p))
    const best = left.reduce((a, b) => (supply(b) > supply(a) ? b : a))
    set.push(best)
  }
  return set
}

/** Which warehouse of a covering set sends what: a line stays whole where one of them can, the set's first is asked first. */
export function spread(stock: StockPicture, wants: readonly Want[], set: readonly Place[]): Parcel[] {
  const taken = new Map<string, number>()
  const key = (skuId: string, place: Place) => `${skuId} ${place.id}`
  const left = (skuId: string, place: Place) => stock.free(skuId, place.id) - (taken.get(key(skuId, place)) ?? 0)
  const lines = wants.flatMap((want) => {
    let open = want.quantity
    const whole = set.find((p) => left(want.skuId, p) >= open)
    return (whole ? [whole] : set).flatMap((place) => {
      const quantity = Math.min(open, Math.max(0, left(want.skuId, place)))
      if (quantity === 0) return []
      open -= quantity
      taken.set(key(want.skuId, place), (taken.get(key(want.skuId, place)) ?? 0) + quantity)
      return [{ place, line: { ...want, quantity } }]
    })
  })
  return [...groupBy(lines, (l) => l.place)].map(([place, own]) => ({ place, lines: own.map((l) => l.line) }))
}

/**
 * What can leave now when not everything can: whole lines only (of a bundle all components or none), from the warehouse that
 * has most of them; from further ones too where an order may be split. A parcel is complete or is not made.
 */
export function partOf(
  stock: StockPicture,
  wants: readonly Want[],
  places: readonly Place[],
  split: boolean,
): Parcel[] {
  const parcels: Parcel[] = []
  let open = [...groupBy(wants, (w) => w.orderLineId).values()]
  while (open.length > 0 && (split || parcels.length === 0)) {
    const offers = places
      .filter((p) => parcels.every((made) => made.place !== p))
      .map((p) => wholeLines(stock, open, p))
    const best = offers.reduce<Parcel | undefined>((a, b) => (units(b) > (a ? units(a) : 0) ? b : a), undefined)
    if (!best) break
    parcels.push(best)
    open = open.filter((line) => !best.lines.some((l) => l.orderLineId === line[0]?.orderLineId))
  }
  return parcels
}

function wholeLines(stock: StockPicture, lines: readonly Want[][], place: Place): Parcel {
  const chosen: Want[] = []
  for (const line of lines) {
    if (lacking(stock, demandOf([...chosen, ...line]), [place]).size === 0) chosen.push(...line)
  }
  return { place, lines: chosen }
}

const units = (parcel: Parcel) => parcel.lines.reduce((n, l) => n + l.quantity, 0)
