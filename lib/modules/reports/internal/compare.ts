import { fromMinor } from '@/lib/kernel/money'
import type { Compared } from '@/lib/modules/reports/schema'

export function compareCounts(now: number, before: number): Compared<number> {
  return { now, before, change: changeOf(BigInt(now), BigInt(before)) }
}

export function compareAmounts(now: bigint, before: bigint, currency: string): Compared<string> {
  return { now: fromMinor(now, currency), before: fromMinor(before, currency), change: changeOf(now, before) }
}

/** Percent with one decimal, rounded half away from zero; null where there is nothing to compare with. */
export function changeOf(now: bigint, before: bigint): string | null {
  if (before === 0n) return null
  const size = before < 0n ? -before : before
  return tenths(divided((now - before) * 1000n, size))
}

/** Rounded half away from zero, as a person would. */
export function divided(value: bigint, by: bigint): bigint {
  if (by === 0n) return 0n
  const half = by / 2n
  return (value < 0n ? value - half : value + half) / by
}

function tenths(value: bigint): string {
  const size = value < 0n ? -value : value
  return `${value < 0n ? '-' : ''}${size / 10n}.${size % 10n}`
}
