import { refuse } from '@/lib/kernel/refusal'

/** As many as wrong sign-ins, and for the same reason: what nobody knows must not use up what sign-in needs. */
const mostUnknown = 20
const windowMs = 60_000
const mostKept = 10_000

type Tries = { since: number; count: number }

/**
 * Look-ups of keys that turn out to be nobody's, per client address and in this process. A look-up counts before it is
 * made, so that a thousand at once are not a thousand free ones, and no longer once its key is known. Keys that this process
 * has seen work are not counted at all: who shares an address with somebody guessing goes on undisturbed.
 */
export function unknownKeys(now: () => number = () => performance.now()) {
  const tries = new Map<string, Tries>()
  const seen = new Set<string>()
  return {
    /** Refuses the look-up when the address has asked for too many unknown keys within the minute. */
    admit(address: string, key: string): void {
      if (seen.has(key)) return
      const at = now()
      const known = tries.get(address)
      const mine = known && at - known.since < windowMs ? known : { since: at, count: 0 }
      if (mine.count >= mostUnknown) {
        refuse('rate_limited', { retryAfter: Math.max(1, Math.ceil((mine.since + windowMs - at) / 1000)) })
      }
      mine.count += 1
      if (tries.size >= mostKept && !tries.has(address)) tries.clear()
      tries.set(address, mine)
    },
    /** The key works: its look-up is not held against its address. */
    recognise(address: string, key: string): void {
      if (seen.has(key)) return
      if (seen.size >= mostKept) seen.clear()
      seen.add(key)
      const mine = tries.get(address)
      if (mine && mine.count > 0) mine.count -= 1
    },
  }
}
