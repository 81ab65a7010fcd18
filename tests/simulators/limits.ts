type Limit = { perSecond: number; burst: number }

/** The marketplace's own buckets. `pace` 1 is as documented; rehearsals run faster. */
export class Limits {
  pace = 1
  private readonly buckets = new Map<string, { tokens: number; at: number }>()

  /** false: one call too many. */
  take(operation: string, { perSecond, burst }: Limit): boolean {
    const now = performance.now()
    const bucket = this.buckets.get(operation) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond * this.pace)
    this.buckets.set(operation, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1
  }

  waitSeconds({ perSecond }: Limit): number {
    return 1 / (perSecond * this.pace)
  }
}
