import { share } from '@/lib/kernel/money'

export type Method = 'fifo' | 'moving_average'
export const modelBins = ['DEFAULT', 'X-1'] as const
export type ModelBin = (typeof modelBins)[number]
type Layer = { batch: string; left: number; value: bigint }
type Use = { layer: Layer; units: number; value: bigint; bin: ModelBin }
export type BatchOrder = {
  no: number
  quantity: number
  promise: number
  state: 'new' | 'awaiting_purchase' | 'awaiting_shipment' | 'shipped'
  uses: Use[]
  cost: bigint
}
type Batch = { name: string; expires: number | null; locked: boolean; swept: boolean }

/** What a clerk with a batch card for each batch would write down; one SKU, one warehouse, days counted from nothing. */
export class BatchModel {
  day = 0
  readonly batches: Batch[] = []
  readonly layers: Layer[] = []
  readonly bins: Record<ModelBin, Map<string, number>> = { DEFAULT: new Map(), 'X-1': new Map() }

  constructor(
    readonly method: Method,
    readonly orders: BatchOrder[],
    /** Sold so many days before the expiry no longer. */
    readonly before: number,
    opening: { units: number; value: bigint },
  ) {
    this.batches.push({ name: '', expires: null, locked: false, swept: false })
    this.put('', 'DEFAULT', opening.units, opening.value)
  }

  inState(state: BatchOrder['state']): BatchOrder[] {
    return this.orders.filter((o) => o.state === state)
  }

  inBin(bin: ModelBin, batch: string): number {
    return this.bins[bin].get(batch) ?? 0
  }

  private batch(name: string): Batch {
    const found = this.batches.find((b) => b.name === name)
    if (!found) throw new Error(`no batch ${name}`)
    return found
  }

  private inTime = ({ expires }: Batch) => expires === null || expires - this.before >= this.day
  /** As the books have it: between midnight and the sweep a batch is still told as good. */
  private blockedBatch = (b: Batch) => b.locked || b.swept

  get blocked(): number {
    return this.batches.filter(this.blockedBatch).reduce((n, b) => n + this.inBin('DEFAULT', b.name), 0)
  }

  get onHand(): number {
    return this.layers.reduce((n, l) => n + l.left, 0)
  }

  get value(): bigint {
    return this.layers.reduce((n, l) => n + l.value, 0n)
  }

  get reserved(): number {
    return this.inState('awaiting_shipment').reduce((n, o) => n + o.quantity, 0)
  }

  receive(name: string, expires: number, units: number, value: bigint): void {
    if (!this.batches.some((b) => b.name === name)) {
      const made = { name, expires, locked: false, swept: false }
      this.batches.push({ ...made, swept: !this.inTime(made) })
    }
    this.put(name, 'DEFAULT', units, value)
  }

  lose(name: string, bin: ModelBin, units: number): string | number {
    if (this.inBin(bin, name) < units) return 'insufficient_stock'
    const broken = this.give(bin === 'DEFAULT' && !this.blockedBatch(this.batch(name)) ? units : 0)
    const before = { worth: this.value, units: this.onHand }
    this.take(name, bin, units)
    this.average(before, units)
    return broken
  }

  move(name: string, from: ModelBin, to: ModelBin, units: number): string | number {
    if (this.inBin(from, name) < units) return 'insufficient_stock'
    const lost = from === 'DEFAULT' && !this.blockedBatch(this.batch(name)) ? units : 0
    const broken = this.give(lost)
    this.bins[from].set(name, this.inBin(from, name) - units)
    this.bins[to].set(name, this.inBin(to, name) + units)
    return broken
  }

  lock(name: string): number {
    const batch = this.batch(name)
    const broken = this.give(this.blockedBatch(batch) ? 0 : this.inBin('DEFAULT', name))
    batch.locked = true
    return broken
  }

  unlock(name: string): void {
    const batch = this.batch(name)
    // Asked about, a batch is looked at: one whose day has passed is not sold on, and its promises give way.
    const overdue = !this.inTime(batch)
    this.give(overdue && !this.blockedBatch(batch) ? this.inBin('DEFAULT', name) : 0)
    batch.locked = false
    batch.swept = overdue
  }

  sweep(): void {
    const due = this.batches.filter((b) => !this.blockedBatch(b) && !this.inTime(b))
    // The house takes the earliest day first, then the older batch; each breaks promises of its own.
    due.sort((a, b) => (a.expires ?? 0) - (b.expires ?? 0))
    for (const batch of due) {
      this.give(this.inBin('DEFAULT', batch.name))
      batch.swept = true
    }
  }

  /** Oldest promise first; whoever fits takes, whoever does not lets the next try. */
  allocate(): void {
    const free = () => this.sellableUnits() - this.reserved
    for (const order of this.inState('awaiting_purchase').sort((a, b) => a.promise - b.promise))
      if (order.quantity <= free()) order.state = 'awaiting_shipment'
  }

  ship(order: BatchOrder): string | undefined {
    if (this.sellableUnits() < order.quantity) return 'insufficient_stock'
    let open = order.quantity
    const before = { worth: this.value, units: this.onHand }
    for (const { name } of this.fefo()) {
      const n = Math.min(open, this.inBin('DEFAULT', name))
      if (n > 0) order.uses.push(...this.take(name, 'DEFAULT', n))
      open -= n
    }
    this.average(before, order.quantity)
    order.cost = this.method === 'fifo' ? order.uses.reduce((n, u) => n + u.value, 0n) : before.worth - this.value
    if (before.units - order.quantity !== this.onHand) throw new Error('the clerk miscounted')
    order.state = 'shipped'
    return undefined
  }

  unship(order: BatchOrder): void {
    const worth = this.value
    for (const { layer, units, value, bin } of order.uses) {
      layer.left += units
      layer.value += value
      this.bins[bin].set(layer.batch, this.inBin(bin, layer.batch) + units)
    }
    if (this.method === 'moving_average') this.spread(worth + order.cost)
    const spoiled = order.uses.some((u) => this.blockedBatch(this.batch(u.layer.batch)))
    order.state = spoiled ? 'awaiting_purchase' : 'awaiting_shipment'
    order.uses = []
    order.cost = 0n
  }

  private fefo(): Batch[] {
    const rank = (b: Batch) => (b.name === '' ? -1_000_000 : (b.expires ?? 1_000_000))
    return this.batches.filter((b) => !this.blockedBatch(b) && this.inTime(b)).sort((a, b) => rank(a) - rank(b))
  }

  private sellableUnits(): number {
    return this.fefo().reduce((n, b) => n + this.inBin('DEFAULT', b.name), 0)
  }

  /** Units that may be promised no longer: the youngest promises give way. Answers how many orders lost. */
  private give(units: number): number {
    if (units === 0) return 0
    const good = this.batches
      .filter((b) => !this.blockedBatch(b))
      .reduce((n, b) => n + this.inBin('DEFAULT', b.name), 0)
    let lost = 0
    while (this.reserved > good - units) {
      const [youngest] = this.inState('awaiting_shipment').sort((a, b) => b.promise - a.promise)
      if (!youngest) throw new Error('nothing left to give')
      youngest.state = 'awaiting_purchase'
      lost++
    }
    return lost
  }

  private put(batch: string, bin: ModelBin, left: number, value: bigint): void {
    const worth = this.value
    this.bins[bin].set(batch, this.inBin(bin, batch) + left)
    this.layers.push({ batch, left, value })
    if (this.method === 'moving_average') this.spread(worth + value)
  }

  private take(batch: string, bin: ModelBin, units: number): Use[] {
    this.bins[bin].set(batch, this.inBin(bin, batch) - units)
    const uses: Use[] = []
    let open = units
    for (const layer of this.layers.filter((l) => l.batch === batch && l.left > 0)) {
      const n = Math.min(open, layer.left)
      if (n === 0) continue
      const [value = 0n] = n === layer.left ? [layer.value] : share(layer.value, [BigInt(n), BigInt(layer.left - n)])
      layer.left -= n
      layer.value -= value
      uses.push({ layer, units: n, value, bin })
      open -= n
    }
    return uses
  }

  /** What left together is worth one share of the place, rounded once, however many batches it came out of. */
  private average(before: { worth: bigint; units: number }, left: number): void {
    if (this.method !== 'moving_average') return
    const [gone = 0n] = share(before.worth, [BigInt(left), BigInt(before.units - left)])
    this.spread(before.worth - gone)
  }

  /** Every unit is worth the same. */
  private spread(worth: bigint): void {
    const parts = share(
      worth,
      this.layers.map((l) => BigInt(l.left)),
    )
    for (const [i, layer] of this.layers.entries()) layer.value = parts[i] ?? 0n
  }
}
