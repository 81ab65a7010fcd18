import { type Pick, type Place, type Sku, skus, type Units, type Use } from '@/tests/property/model/clerk'

export type Gift = { id: number; n: number; removed: boolean }
export type Part = { units: Units; gifts: Gift[] }
/** One line of a parcel that has left: what it took, and what of that is still away. */
export type Line = { no: number; sku: Sku; quantity: number; uses: Use[]; picks: Pick[]; cost: bigint; away: Use[] }
export type Parcel = {
  /** Rises with every parcel that is made. */
  seq: number
  state: 'allocated' | 'shipped' | 'delivered' | 'cancelled'
  block: string | null
  place: Place
  parts: Map<number, Part>
  /** Rises with every parcel that leaves. */
  left: number
  /** In the sequence in which they were taken; while it lies here, none. */
  lines: Line[]
}

/** Parcels as pencil and paper keep them: which order's goods are in which, what stops each. */
export class ParcelModel {
  private readonly all: Parcel[] = []

  constructor(private readonly holdsOf: (no: number) => ReadonlySet<string>) {}

  /** Those of an order that are not over, the oldest first. */
  of(no: number): Parcel[] {
    return this.all.filter((p) => p.state !== 'cancelled' && p.parts.has(no))
  }

  inState(state: Parcel['state']): Parcel[] {
    return this.all.filter((p) => p.state === state)
  }

  alive(): Parcel[] {
    return this.all.filter((p) => p.state !== 'cancelled')
  }

  total({ units, gifts }: Part): Units {
    return { ...units, PIN: units.PIN + gifts.reduce((n, g) => n + g.n, 0) }
  }

  unitsOf(parcel: Parcel): Units {
    const parts = [...parcel.parts.values()].map((part) => this.total(part))
    const sum = (sku: Sku) => parts.reduce((n, units) => n + units[sku], 0)
    return { CUP: sum('CUP'), POT: sum('POT'), PIN: sum('PIN') }
  }

  /** What a parcel looks like from outside: its state, what stops it, and what of which order is in it. */
  signature(parcel: Parcel): string {
    const parts = [...parcel.parts].sort(([a], [b]) => a - b)
    return `${parcel.place} ${parcel.state} ${parcel.block ?? 'free'} ${parts
      .map(([no, part]) => {
        const units = this.total(part)
        return `W${no}:${skus.map((sku) => units[sku]).join(',')}`
      })
      .join(' ')}`
  }

  /** One of the order's parcels, by a number that means the same to everybody: the sequence of their looks. */
  pick(no: number, at: number, state?: Parcel['state']): Parcel | undefined {
    const found = this.of(no).filter((p) => !state || p.state === state)
    const looks = [...new Set(found.map((p) => this.signature(p)))].sort()
    const look = looks[at % Math.max(1, looks.length)]
    return found.find((p) => this.signature(p) === look)
  }

  make(place: Place, parts: readonly (readonly [number, Part])[], block: string | null): void {
    this.all.push({ seq: this.all.length, state: 'allocated', block, place, parts: new Map(parts), left: 0, lines: [] })
  }

  join(place: Place, parcels: readonly Parcel[]): void {
    const parts = new Map<number, Part>()
    for (const parcel of [...parcels].sort((a, b) => a.seq - b.seq)) {
      parcel.state = 'cancelled'
      for (const [no, part] of parcel.parts) {
        const known = parts.get(no)
        const units = { ...part.units }
        for (const sku of skus) units[sku] += known?.units[sku] ?? 0
        parts.set(no, { units, gifts: [...(known?.gifts ?? []), ...part.gifts] })
      }
    }
    this.make(place, [...parts], null)
  }

  /** Another part of one order; a parcel with nothing left in it is no parcel. */
  repack(parcel: Parcel, no: number, part: Part): void {
    parcel.state = 'cancelled'
    const parts = new Map(parcel.parts)
    if (skus.every((sku) => this.total(part)[sku] === 0)) parts.delete(no)
    else parts.set(no, part)
    if (parts.size > 0) this.make(parcel.place, [...parts], parcel.block)
  }

  block(no: number, reason: string): void {
    for (const parcel of this.of(no)) if (parcel.state === 'allocated') parcel.block ??= reason
  }

  unblock(no: number): void {
    for (const parcel of this.of(no))
      if ([...parcel.parts.keys()].every((one) => this.holdsOf(one).size === 0)) parcel.block = null
  }

  /** Orders leave the parcels they share: the others go on together; those who leave get parcels of their own, or nothing. */
  leave(nos: readonly number[], how: 'stop' | 'own'): void {
    for (const parcel of this.inState('allocated')) {
      const leaving = [...parcel.parts].filter(([no]) => nos.includes(no))
      const staying = [...parcel.parts].filter(([no]) => !nos.includes(no))
      if (leaving.length === 0 || (staying.length === 0 && how === 'own')) continue
      parcel.state = 'cancelled'
      const { block, place } = parcel
      const stays = block !== null && staying.some(([no]) => this.holdsOf(no).has(block))
      if (staying.length > 0) this.make(place, staying, stays ? block : null)
      if (how === 'own') for (const part of leaving) this.make(place, [part], block)
    }
  }

  /** Those that hold a SKU of a place, the latest promise first (it rises with the number), of one order the newest first. */
  youngest(sku: Sku, place: Place): Parcel[] {
    const oldest = (p: Parcel) =>
      Math.min(...[...p.parts].filter(([, part]) => this.total(part)[sku] > 0).map(([no]) => no))
    return this.inState('allocated')
      .filter((p) => p.place === place && this.unitsOf(p)[sku] > 0)
      .sort((a, b) => oldest(b) - oldest(a) || b.seq - a.seq)
  }
}
