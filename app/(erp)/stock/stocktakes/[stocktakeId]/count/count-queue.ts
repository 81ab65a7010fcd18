import { ownId } from '@/components/scan/turns'
import type { StocktakeLineView } from '@/lib/modules/inventory/stocktake-schema'
import type { Outcome, Told } from '@/lib/platform/entrance/outcome'

export type Counted = {
  id: string
  counted: number
  /** By the clock of the device; when it is sent, the house learns how long ago that was. */
  countedAt: string
  lineId?: string
  skuCode?: string
  binCode?: string
  batchNo?: string
}
/** A count that the house does not take stays to be seen until somebody says what becomes of it. */
type Kept = Counted & { refusal?: Told }
export type CountAnswer = Outcome<{ lines: StocktakeLineView[] }>
export type QueueState = { waiting: number; signedOut: boolean; refused: readonly (Counted & { refusal: Told })[] }

type Ends = {
  /** undefined: nobody answered. */
  send(count: Counted, sentAt: string): Promise<CountAnswer | undefined>
  show(state: QueueState): void
  saved(lines: readonly StocktakeLineView[]): void
}

/** What says nothing about the count itself. */
const again = new Set<Told['code']>(['in_flight', 'unavailable', 'rate_limited', 'unknown'])
const pauseMs = 4000

/**
 * Counts of one person for one stocktake, on the device until the house has said that it has them. Each has an id of its own, so that
 * one that is sent twice is one count.
 */
export class CountQueue {
  private readonly key: string
  private readonly ends: Ends
  private busy = false
  private stopped = false
  private signedOut = false
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(person: string, stocktakeId: string, ends: Ends) {
    this.key = `caravan.counts:${person}:${stocktakeId}`
    this.ends = ends
  }

  /** Throws where the device cannot keep it: then it has not been taken. */
  push(count: Omit<Counted, 'id' | 'countedAt'>): void {
    this.write([...this.read(), { id: ownId(), countedAt: new Date().toISOString(), ...count }])
    void this.flush()
  }

  retry(id: string): void {
    this.write(
      this.read().map(({ refusal, ...count }) => (count.id === id || !refusal ? count : { ...count, refusal })),
    )
    void this.flush()
  }

  remove(id: string): void {
    this.write(this.read().filter((count) => count.id !== id))
  }

  start(): () => void {
    const wake = () => void this.flush()
    window.addEventListener('online', wake)
    this.show()
    wake()
    return () => {
      this.stopped = true
      clearTimeout(this.timer)
      window.removeEventListener('online', wake)
    }
  }

  private async flush(): Promise<void> {
    if (this.busy || this.stopped) return
    this.busy = true
    clearTimeout(this.timer)
    for (let next = this.next(); next && !this.stopped; next = this.next()) {
      const answer = await this.ends.send(next, new Date().toISOString()).catch(() => undefined)
      if (!this.take(next, answer)) break
    }
    this.busy = false
  }

  /** Answers whether the next one may go. */
  private take(count: Counted, answer: CountAnswer | undefined): boolean {
    const code = answer?.ok === false ? answer.refusal.code : undefined
    this.signedOut = code === 'unauthenticated'
    if (!answer || this.signedOut || (code && again.has(code))) {
      this.show()
      if (!this.stopped && !this.signedOut) this.timer = setTimeout(() => void this.flush(), pauseMs)
      return false
    }
    if (answer.ok) {
      this.remove(count.id)
      this.ends.saved(answer.value.lines)
    } else {
      const { refusal } = answer
      this.write(this.read().map((one) => (one.id === count.id ? { ...one, refusal } : one)))
    }
    return true
  }

  private next(): Counted | undefined {
    return this.read().find(({ refusal }) => !refusal)
  }

  private show(): void {
    const all = this.read()
    const refused = all.flatMap(({ refusal, ...count }) => (refusal ? [{ ...count, refusal }] : []))
    this.ends.show({ waiting: all.length - refused.length, signedOut: this.signedOut, refused })
  }

  private read(): Kept[] {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]')
      return Array.isArray(kept) ? (kept as Kept[]) : []
    } catch {
      return []
    }
  }

  private write(counts: readonly Kept[]): void {
    localStorage.setItem(this.key, JSON.stringify(counts))
    this.show()
  }
}
