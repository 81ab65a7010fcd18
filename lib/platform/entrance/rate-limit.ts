export type Limit = { readonly perSecond: number; readonly burst: number }

/** What the contract promises a key; a person's browser loads many parts of a page at once. */
export const limits = { key: { perSecond: 100, burst: 500 }, member: { perSecond: 200, burst: 1000 } } as const

type Bucket = { tokens: number; at: number }

const mostBuckets = 10_000

/** A token bucket per caller, in this process: with n web processes a caller may have n times as much. */
export function rateLimiter(now: () => number = () => performance.now()) {
  const buckets = new Map<string, Bucket>()
  /** Seconds until the caller may come again; 0: go ahead. */
  return function take(caller: string, { perSecond, burst }: Limit): number {
    const at = now()
    const bucket = buckets.get(caller) ?? { tokens: burst, at }
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond)
    bucket.at = at
    if (buckets.size >= mostBuckets && !buckets.has(caller)) buckets.clear()
    buckets.set(caller, bucket)
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / perSecond)
    bucket.tokens -= 1
    return 0
  }
}
