import type { Money } from '@/lib/kernel/money'
import type { Region } from '@/lib/kernel/region'

/** One order line's need of one SKU; a line on a bundle has several. */
export type Want = {
  readonly orderLineId: string
  readonly skuId: string
  readonly quantity: number
  /** Of a line of a parcel: how many of its units are a pool's. */
  readonly pools?: readonly { readonly poolId: string; readonly quantity: number }[]
}

export type Place = {
  readonly id: string
  readonly code: string
  readonly priority: number
  readonly regions: readonly Region[]
  /** When an order can leave from there with that carrier; undefined: nothing is said. */
  readonly leavesAt?: (carrier: string | null) => Date | undefined
  /** What a parcel from there costs; undefined: nothing is said. */
  readonly freightTo?: (province: string) => Money | undefined
}

export type Parcel = { readonly place: Place; readonly lines: readonly Want[] }

/** What lies free where, and since when; it shrinks as orders take from it, so that the next one sees what is left. */
export type StockPicture = {
  free(skuId: string, placeId: string): number
  /** Since when the oldest units of these SKUs lie there, in milliseconds; never, when nothing does. */
  since(skuIds: Iterable<string>, placeId: string): number
  /** Answers the parcels with the pools that their units are taken from. */
  take(parcels: readonly Parcel[]): readonly Parcel[]
}

export class GeneralStock implements StockPicture {
  private readonly available: ReadonlyMap<string, Map<string, number>>
  private readonly oldest: ReadonlyMap<string, ReadonlyMap<string, number>>

  constructor(
    available: ReadonlyMap<string, Map<string, number>>,
    oldest: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(),
  ) {
    this.available = available
    this.oldest = oldest
  }

  free(skuId: string, placeId: string): number {
    return this.available.get(skuId)?.get(placeId) ?? 0
  }

  since(skuIds: Iterable<string>, placeId: string): number {
    let first = Number.POSITIVE_INFINITY
    for (const skuId of skuIds)
      first = Math.min(first, this.oldest.get(skuId)?.get(placeId) ?? Number.POSITIVE_INFINITY)
    return first
  }

  take(parcels: readonly Parcel[]): readonly Parcel[] {
    for (const { place, lines } of parcels) {
      for (const { skuId, quantity } of lines) {
        const places = this.available.get(skuId)
        places?.set(place.id, (places.get(place.id) ?? 0) - quantity)
      }
    }
    return parcels
  }
}

/** Units per SKU: a SKU on two lines, or in two bundles, is wanted once, in sum. */
export function demandOf(wants: readonly Want[]): Map<string, number> {
  const demand = new Map<string, number>()
  for (const { skuId, quantity } of wants) demand.set(skuId, (demand.get(skuId) ?? 0) + quantity)
  return demand
}

/** What places lack together of a demand, by SKU. */
export function lacking(stock: StockPicture, demand: ReadonlyMap<string, number>, places: readonly Place[]) {
  const missing = new Map<string, number>()
  for (const [skuId, quantity] of demand) {
    const there = places.reduce((n, p) => n + stock.free(skuId, p.id), 0)
    if (there < quantity) missing.set(skuId, quantity - there)
  }
  return missing
}

export const unitsOf = (missing: ReadonlyMap<string, number>) => [...missing.values()].reduce((a, b) => a + b, 0)
