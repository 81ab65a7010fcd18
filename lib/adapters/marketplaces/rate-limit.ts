/** Tokens drip in at `perSecond` up to `burst`; every call takes one. */
export type Rate = { readonly perSecond: number; readonly burst: number }

export type Clock = { now(): number; sleep(ms: number): Promise<void> }

export const realClock: Clock = { now: Date.now, sleep: (ms) => new Promise((done) => setTimeout(done, ms)) }

/** What keeps calls within what a channel grants: counted by one process, or by all of them together. */
export type Limiter = {
  /**
   * Waits for a token and answers 0, and then the call is under way until `answered`; where that would take longer than `patienceMs`, takes none and answers how many milliseconds it
   * will be until one is free for this caller, those in front of it served.
   */
  take(operation: string, declared: Rate, patienceMs: number): Promise<number>
  /** The call a token was taken for has ended, however it did: the channel has counted it by now. */
  answered(operation: string): void
  /** A channel may grant another rate than it documents, and says so in its answers. */
  learn(operation: string, perSecond: number): void
  /** After a refusal for too many calls there is nothing left, whatever was counted. */
  empty(operation: string): void | Promise<void>
}

/** What an answer says it grants is a text of somebody else's: beyond this it is none that anybody grants, and is not believed. */
const mostPerSecond = 1000

export const isGrant = (perSecond: number): boolean => perSecond > 0 && perSecond <= mostPerSecond

/** A little below what is granted: two clocks never run quite alike. */
export const pace = 0.95

/**
 * A quarter of what may be spent at once is left alone, for what `Underway` cannot know: calls of other processes, and those that were given
 * up on and arrive nevertheless.
 */
export const burstWithin = (burst: number): number => Math.max(1, Math.floor(burst * 0.75))

/**
 * How far a channel's bucket may be below ours. We count when a token is taken and the channel when the call arrives: meanwhile its bucket, full
 * as it is, cannot fill further while ours does, and calls that were held up arrive together with those taken since. So ours may hold no more
 * than its burst less what is under way; and after an answer no more than what has dripped in since.
 */
export class Underway {
  private calls = 0
  private most = 0
  private at = 0

  begin(now: number, perSecond: number): void {
    this.calls += 1
    this.short(now, perSecond)
  }

  end(now: number, perSecond: number): void {
    this.short(now, perSecond)
    this.calls = Math.max(0, this.calls - 1)
  }

  /** In tokens, broken ones too. */
  short(now: number, perSecond: number): number {
    this.most = Math.max(this.calls, this.most - ((now - this.at) / 1000) * perSecond)
    this.at = now
    return this.most
  }
}

type Bucket = { tokens: number; at: number; rate: Rate; readonly underway: Underway }

/** Keeps the calls of one process within what a channel declares, and within what its answers say it grants now. */
export class RateLimiter implements Limiter {
  private readonly buckets = new Map<string, Bucket>()
  private readonly clock: Clock
  private readonly speed: number
  private readonly pace: number

  /** `speed`: how many times faster than documented, for rehearsals against a sandbox that is so, too. */
  constructor(clock: Clock = realClock, speed = 1) {
    this.clock = clock
    this.speed = speed
    this.pace = speed * pace
  }

  async take(operation: string, declared: Rate, patienceMs: number): Promise<number> {
    const rate = { ...declared, burst: burstWithin(declared.burst) }
    const bucket = this.buckets.get(operation) ?? {
      tokens: rate.burst,
      at: this.clock.now(),
      rate,
      underway: new Underway(),
    }
    this.buckets.set(operation, bucket)
    const now = this.clock.now()
    const perSecond = bucket.rate.perSecond * this.pace
    bucket.tokens = Math.min(
      bucket.rate.burst - bucket.underway.short(now, perSecond),
      bucket.tokens + ((now - bucket.at) / 1000) * perSecond,
    )
    bucket.at = now
    const waitMs = bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / perSecond) * 1000)
    if (waitMs > patienceMs) return waitMs
    // Taken before the wait, so that who comes next waits behind us.
    bucket.tokens -= 1
    if (waitMs > 0) await this.clock.sleep(waitMs)
    bucket.underway.begin(this.clock.now(), bucket.rate.perSecond * this.pace)
    return 0
  }

  answered(operation: string): void {
    const bucket = this.buckets.get(operation)
    bucket?.underway.end(this.clock.now(), bucket.rate.perSecond * this.pace)
  }

  learn(operation: string, perSecond: number): void {
    const bucket = this.buckets.get(operation)
    const granted = perSecond / this.speed
    if (bucket && isGrant(granted)) bucket.rate = { ...bucket.rate, perSecond: granted }
  }

  empty(operation: string): void {
    const bucket = this.buckets.get(operation)
    if (bucket) Object.assign(bucket, { tokens: Math.min(bucket.tokens, 0), at: this.clock.now() })
  }
}
