import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Connector, Credentials } from '@/lib/adapters/marketplaces/connector'
import {
  burstWithin,
  isGrant,
  type Limiter,
  pace,
  type Rate,
  realClock,
  Underway,
} from '@/lib/adapters/marketplaces/rate-limit'
import { ChannelTrouble } from '@/lib/adapters/marketplaces/trouble'
import { drawTokens, type Places } from '@/lib/modules/channels/internal/draw-tokens'
import { named } from '@/lib/platform/db/named'
import { inTenant } from '@/lib/platform/db/transaction'
import { log } from '@/lib/platform/log'

/** Tokens that were taken and not used are given up after this: kept longer, they would come on top of a burst that has filled again. */
const keptMs = 5000

export type Account = { readonly tenantId: string; readonly account: string }

type Batch = {
  rate: Rate
  left: number
  until: number
  asking?: Promise<void> | undefined
  readonly underway: Underway
}

/** What a marketplace counts by: the application and the seller where it says so, else the address that is asked. Keys are not part of it. */
export function accountOf(connector: Connector, baseUrl: string, credentials: Credentials): string {
  const counted = connector.declared.countedBy.map((field) => credentials[field] ?? '')
  return createHash('sha256')
    .update(JSON.stringify([connector.channel, baseUrl, ...counted]))
    .digest('base64url')
}

/**
 * One process's part in the limits of one seller's application. A batch is a tenth of the burst, so that a busy shop asks the database a
 * few times a second and one that asks once a minute takes what it needs; what all processes hold together stays within the burst.
 */
export class SharedLimiter implements Limiter {
  private readonly batches = new Map<string, Batch>()
  private readonly of: Account

  constructor(of: Account) {
    this.of = of
  }

  /** The part of one who asks again and again, and is known by its name when it comes back. */
  for(caller: string): Limiter {
    return {
      take: (operation, declared, patienceMs) => this.take(operation, declared, patienceMs, caller),
      answered: (operation) => this.answered(operation),
      learn: (operation, perSecond) => this.learn(operation, perSecond),
      empty: (operation) => this.empty(operation),
    }
  }

  async take(operation: string, declared: Rate, patienceMs: number, caller = ''): Promise<number> {
    const batch = this.batches.get(operation) ?? { rate: declared, left: 0, until: 0, underway: new Underway() }
    this.batches.set(operation, batch)
    const waitMs = await this.drawn(operation, batch, patienceMs, caller)
    if (waitMs === 0) batch.underway.begin(Date.now(), within(batch.rate).perSecond)
    return waitMs
  }

  answered(operation: string): void {
    const batch = this.batches.get(operation)
    batch?.underway.end(Date.now(), within(batch.rate).perSecond)
  }

  private async drawn(operation: string, batch: Batch, patienceMs: number, caller: string): Promise<number> {
    for (;;) {
      if (batch.left > 0 && Date.now() < batch.until) {
        batch.left -= 1
        return 0
      }
      if (!batch.asking) break
      // One asks for all who wait here.
      await batch.asking
    }
    const drawn = this.lease(operation, batch, patienceMs, caller)
      .then((lease) => {
        if (lease.taken > 0) Object.assign(batch, { left: lease.taken - 1, until: Date.now() + keptMs })
        return lease
      })
      .finally(() => {
        batch.asking = undefined
      })
    batch.asking = drawn.then(
      () => undefined,
      () => undefined,
    )
    const { taken, waitMs } = await drawn
    if (taken === 0) return waitMs
    // Taken before the wait, so that who comes next, here or elsewhere, waits behind us.
    if (waitMs > 0) await realClock.sleep(waitMs)
    return 0
  }

  learn(operation: string, perSecond: number): void {
    const batch = this.batches.get(operation)
    if (batch && isGrant(perSecond)) batch.rate = { ...batch.rate, perSecond }
  }

  /** Nothing is left, whoever counted what: neither here nor for the others. */
  async empty(operation: string): Promise<void> {
    const batch = this.batches.get(operation)
    if (!batch) return
    batch.left = 0
    await this.counted((client) =>
      client.query({
        ...named('limiter-empty'),
        text: `update channel_buckets set micro = least(micro, 0), at = greatest(at, now())
                where tenant_id = $1 and account = $2 and operation = $3`,
        values: [this.of.tenantId, this.of.account, operation],
      }),
    )
  }

  private async lease(operation: string, { rate, underway }: Batch, patienceMs: number, caller: string) {
    const granted = within(rate)
    // Never more than drips in while it is kept: what is spent last has been replaced by no more than as much again.
    const most = Math.max(1, Math.min(Math.floor(rate.burst / 10), Math.floor((rate.perSecond * keptMs) / 1000)))
    const key = [this.of.tenantId, this.of.account, operation]
    const cap = Math.floor((granted.burst - underway.short(Date.now(), granted.perSecond)) * 1_000_000)
    return this.counted(async (client) => {
      const locked = async () =>
        (
          await client.query<{ micro: bigint; places: Places; now_ms: bigint }>({
            ...named('limiter-look'),
            text: `select least($5::int8, micro + floor(greatest(0, extract(epoch from now() - at)) * $4::numeric * 1000000)::int8) as micro,
                          places, floor(extract(epoch from now()) * 1000)::int8 as now_ms
                     from channel_buckets where tenant_id = $1 and account = $2 and operation = $3 for update`,
            values: [...key, granted.perSecond, cap],
          })
        ).rows[0]
      let held = await locked()
      if (!held) {
        await client.query({
          ...named('limiter-open'),
          text: `insert into channel_buckets (tenant_id, account, operation, micro, at) values ($1, $2, $3, $4::int8 * 1000000, now())
                 on conflict do nothing`,
          values: [...key, granted.burst],
        })
        held = await locked()
      }
      if (!held) throw new Error('a bucket that was just made is there')
      const drawn = drawTokens(
        { micro: Number(held.micro), places: held.places, nowMs: Number(held.now_ms) },
        { rate: granted, most, patienceMs, caller },
      )
      await client.query({
        ...named('limiter-draw'),
        text: `update channel_buckets set micro = $4, taken = $5, places = $6, at = greatest(at, now())
                where tenant_id = $1 and account = $2 and operation = $3`,
        values: [...key, drawn.micro, drawn.taken, JSON.stringify(drawn.places)],
      })
      return drawn
    })
  }

  /** A database that does not answer is no fault of the conversation: it ends as one that met a passing trouble, and is begun again. */
  private async counted<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    try {
      return await inTenant(this.of.tenantId, 'write', work)
    } catch (e) {
      log.warn({ err: e }, 'a limit could not be counted')
      throw new ChannelTrouble({ kind: 'transient', code: 'limiter' })
    }
  }
}

function within({ perSecond, burst }: Rate): Rate {
  return { perSecond: perSecond * pace, burst: burstWithin(burst) }
}
