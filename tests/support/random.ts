export type Random = { int(below: number): number; pick<T>(from: readonly T[]): T }

/** The same numbers for the same seed (mulberry32), so that a failure can be seen again. */
export function seeded(seed: number): Random {
  let state = seed | 0
  const int = (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
  return { int, pick: (from) => from[int(from.length)] as (typeof from)[number] }
}
