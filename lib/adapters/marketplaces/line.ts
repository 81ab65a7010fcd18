import { type HttpAnswer, type HttpOptions, type HttpRequest, NoAnswer, send } from '@/lib/adapters/http'
import type { Answer, Call, Connector, Credentials, Declared } from '@/lib/adapters/marketplaces/connector'
import type { Parsers } from '@/lib/adapters/marketplaces/parse'
import { type Clock, type Limiter, type Rate, RateLimiter, realClock } from '@/lib/adapters/marketplaces/rate-limit'
import { Reading } from '@/lib/adapters/marketplaces/reading'
import { ChannelTrouble, ownLimit, type Trouble } from '@/lib/adapters/marketplaces/trouble'
import { parseExact } from '@/lib/kernel/exact-json'

/** `bucket`: the limit it counts against. */
export type Exchange = {
  readonly operation: string
  readonly bucket: string
  readonly status: number
  readonly trouble?: Trouble
  readonly ms: number
}

export type LineOptions = {
  readonly connector: Connector
  readonly baseUrl?: string
  readonly credentials: Credentials
  /**
   * Called once when the channel refuses the token: `work` asks for new ones. Whoever shares the shop's credentials between
   * processes lets one of them work and hands its answer to the others.
   */
  readonly renew?: (old: Credentials, work: () => Promise<Credentials>) => Promise<Credentials>
  readonly http?: Partial<HttpOptions>
  readonly limiter?: Limiter
  readonly clock?: Clock
  /** Longest wait for a rate limit or a moment the channel names; beyond it the caller is told and comes back later. */
  readonly patienceMs?: number
  readonly tries?: number
  /** The whole conversation begins nothing any more after this: for who has promised somebody else to be done by then. */
  readonly spanMs?: number
  /** So often one conversation asks at most: pages that never end, each of them well, would be read for ever. */
  readonly mostCalls?: number
  /** Told of every exchange, for the log of messages. */
  readonly heard?: (exchange: Exchange) => void
}

/** Of the channel that asks once for each order's items, a busy week. */
const mostCalls = 20_000

/** Every call to a channel: within its rate, in time, bounded in size, tried again where that helps, its token renewed once. */
export class Line implements Call {
  readonly baseUrl: string
  readonly clock: Clock
  private readonly options: LineOptions
  private readonly limiter: Limiter
  private readonly http: HttpOptions
  private current: Credentials
  private renewing: Promise<Credentials> | undefined
  private readonly endsAt: number
  private callsLeft: number

  constructor(options: LineOptions) {
    const { connector, baseUrl, http = {}, clock = realClock, limiter } = options
    this.options = options
    this.baseUrl = (baseUrl || (connector.declared.productionUrl ?? '')).replace(/\/+$/, '')
    this.clock = clock
    this.limiter = limiter ?? new RateLimiter(clock)
    this.http = { timeoutMs: 20_000, maxBytes: 20_000_000, allowPrivate: false, ...http }
    this.current = options.credentials
    this.endsAt = clock.now() + (options.spanMs ?? Number.POSITIVE_INFINITY)
    this.callsLeft = options.mostCalls ?? mostCalls
  }

  get declared(): Declared {
    return this.options.connector.declared
  }

  get parsers(): Parsers {
    return this.options.connector.parsers
  }

  get credentials(): Credentials {
    return this.current
  }

  now(): Date {
    return new Date(this.clock.now())
  }

  pause(ms: number): Promise<void> {
    return this.clock.sleep(ms)
  }

  async ask(
    operation: string,
    make: (credentials: Credentials) => HttpRequest,
    { ownToken = false, once = false } = {},
  ): Promise<Answer> {
    const { tries = 5, patienceMs = 10_000 } = this.options
    let early = true
    for (let attempt = 1; ; attempt++) {
      // Once: a channel may hand out tokens that are as good as ended.
      if (early && expired(this.current, this.now())) {
        early = false
        await this.renew(this.current)
      }
      const used = this.current
      const answer = await this.once(operation, make(used), patienceMs)
      if (!('kind' in answer)) return answer
      if (answer.kind === 'token' && !ownToken && this.options.connector.refresh) {
        // Not the merchant's doing yet: with tokens that end faster than we can use them, the caller comes back later.
        if (attempt >= tries) throw new ChannelTrouble({ ...answer, kind: 'transient' })
        // Renewed by somebody else meanwhile: only try again.
        if (this.current === used) await this.renew(used)
        continue
      }
      const waitMs = answer.kind === 'retry_after' ? (answer.retryAfterMs ?? 1000) : backoffMs(attempt)
      const again = (answer.kind === 'transient' && !once && !isVain(answer)) || answer.kind === 'retry_after'
      if (!again || attempt >= tries || waitMs > Math.min(patienceMs, this.left())) throw new ChannelTrouble(answer)
      if (answer.kind === 'retry_after') await this.limiter.empty(this.bucketOf(operation))
      await this.clock.sleep(waitMs)
    }
  }

  private left(): number {
    return this.endsAt - this.clock.now()
  }

  /** What has no rate of its own shares one with everything else that has none: so most channels count. */
  private bucketOf(operation: string): string {
    return this.options.connector.declared.rates[operation] ? operation : 'default'
  }

  private async once(operation: string, request: HttpRequest, patienceMs: number): Promise<Answer | Trouble> {
    const { connector } = this.options
    const bucket = this.bucketOf(operation)
    const rate = connector.declared.rates[bucket] ?? connector.declared.rates.default
    if (this.left() <= 0) return { kind: 'transient', code: tooLong }
    if (this.callsLeft-- <= 0) return { kind: 'transient', code: endless }
    const refused = await this.taken(bucket, rate, Math.min(patienceMs, this.left()))
    if (refused) return refused
    const started = this.clock.now()
    const told = (status: number, trouble?: Trouble) =>
      this.options.heard?.({ operation, bucket, status, ms: this.clock.now() - started, ...(trouble && { trouble }) })
    try {
      const http = await send(request, {
        ...this.http,
        timeoutMs: Math.min(this.http.timeoutMs, Math.max(1, this.left())),
      })
      this.limiter.learn(bucket, Number(http.headers['x-amzn-ratelimit-limit']))
      const trouble = redirected(http) ?? connector.classify(http)
      const answer = trouble ?? readAnswer(http)
      told(http.status, 'kind' in answer ? answer : undefined)
      return answer
    } catch (e) {
      if (!(e instanceof NoAnswer)) throw e
      const trouble: Trouble = { kind: e.code === 'private_address' ? 'permission' : 'transient', code: e.code }
      told(0, trouble)
      return trouble
    } finally {
      this.limiter.answered(bucket)
    }
  }

  private async taken(bucket: string, rate: Rate, patienceMs: number): Promise<Trouble | undefined> {
    try {
      const retryAfterMs = await this.limiter.take(bucket, rate, patienceMs)
      return retryAfterMs > 0 ? { kind: 'retry_after', code: ownLimit, retryAfterMs } : undefined
    } catch (e) {
      if (e instanceof ChannelTrouble) return e.trouble
      throw e
    }
  }

  /** Single flight within this line; between processes `options.renew` sees to it. */
  private async renew(old: Credentials): Promise<void> {
    if (this.current !== old) return
    const { renew = (_: Credentials, work: () => Promise<Credentials>) => work() } = this.options
    this.renewing ??= renew(old, () => this.fresh(old)).finally(() => {
      this.renewing = undefined
    })
    this.current = await this.renewing
  }

  private async fresh(old: Credentials): Promise<Credentials> {
    const { refresh } = this.options.connector
    if (!refresh) throw new ChannelTrouble({ kind: 'token', code: 'no_refresh' })
    const { tries = 5, patienceMs = 10_000 } = this.options
    for (let attempt = 1; ; attempt++) {
      const answer = await this.once('refresh', refresh.request(this.baseUrl, old, this.now()), patienceMs)
      if (!('kind' in answer)) return { ...old, ...refresh.read(answer.http, this.now()) }
      const again = answer.kind === 'transient' || answer.kind === 'retry_after'
      // A refused refresh is the end of what machines can do: the merchant must authorise again.
      if (!again) throw new ChannelTrouble({ kind: 'token', code: answer.code })
      if (attempt >= tries || isVain(answer) || this.left() <= 0) throw new ChannelTrouble(answer)
      await this.clock.sleep(Math.min(answer.retryAfterMs ?? backoffMs(attempt), patienceMs))
    }
  }
}

const tooLong = 'too_long'
const endless = 'endless'

/** Trouble that the same question meets again at once: another twenty megabytes, or no time left. */
function isVain({ code }: Trouble): boolean {
  return code === 'too_large' || code === tooLong || code === endless
}

function readAnswer(http: HttpAnswer): Answer | Trouble {
  if (http.status === 204 || http.body === '') return { json: null, reading: new Reading(null), http }
  try {
    const json = parseExact(http.body)
    return { json, reading: new Reading(json), http }
  } catch (e) {
    if (!(e instanceof SyntaxError)) throw e
    // Cut off on the way, or a page of some proxy in between.
    return { kind: 'transient', code: 'not_json' }
  }
}

/** Never about one order: the address is another one, or not ours to ask, and a person has to look. */
function redirected({ status }: HttpAnswer): Trouble | undefined {
  return status >= 300 && status < 400 ? { kind: 'permission', code: `http_${status}` } : undefined
}

/** A minute early, so that a token does not end on its way. */
function expired({ expiresAt, refreshToken }: Credentials, now: Date): boolean {
  return Boolean(expiresAt && refreshToken) && Date.parse(expiresAt ?? '') - 60_000 < now.getTime()
}

function backoffMs(attempt: number): number {
  return Math.round(Math.min(4000, 150 * 2 ** attempt) * (0.75 + Math.random() / 2))
}
