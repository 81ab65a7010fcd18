import { createHash } from 'node:crypto'
import { type Random, seeded } from '@/tests/support/random'

/**
 * How a marketplace misbehaves. `_before` lose the request, `_after` act on it and lose the answer; `timeout` does either
 * without a word; the pages are about lists only.
 */
export const faultKinds = [
  'too_many',
  'error_html',
  'own_retry',
  'reset_before',
  'reset_after',
  'timeout_before',
  'timeout_after',
  'truncated',
  'token_expired',
  'short_page',
  'shuffled_page',
  'repeated_rows',
] as const
export type FaultKind = (typeof faultKinds)[number]

/** Seeded: the same requests in the same sequence meet the same faults. */
export class Faults {
  rate = 0
  kinds: readonly FaultKind[] = faultKinds
  /** These come first, one per request that they fit. */
  readonly next: { operation?: string; kind: FaultKind }[] = []
  private chance: Random

  constructor(seed: string) {
    this.chance = seeded(numberOf(seed))
  }

  reseed(seed: string): void {
    this.chance = seeded(numberOf(seed))
  }

  draw(operation: string, allowed: (kind: FaultKind) => boolean): FaultKind | undefined {
    const at = this.next.findIndex((f) => (!f.operation || f.operation === operation) && allowed(f.kind))
    if (at >= 0) return this.next.splice(at, 1)[0]?.kind
    if (this.chance.int(1000) >= this.rate * 1000) return undefined
    const fitting = this.kinds.filter(allowed)
    return fitting.length > 0 ? this.chance.pick(fitting) : undefined
  }

  /** The rows of a page as a misbehaving marketplace shows them. */
  page<T>(rows: T[], fault: FaultKind | undefined): T[] {
    const [first] = rows
    if (first === undefined) return rows
    if (fault === 'short_page') return rows.slice(0, -1)
    if (fault === 'repeated_rows') return [...rows, first]
    return fault === 'shuffled_page' ? rows.toReversed() : rows
  }
}

function numberOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readInt32BE()
}
