import { createHash } from 'node:crypto'
import type { Connector, Credentials } from '@/lib/adapters/marketplaces/connector'
import { isGrant, type Limiter, type Rate, realClock } from '@/lib/adapters/marketplaces/rate-limit'
import { named } from '@/lib/platform/db/named'
import { inTenant } from '@/lib/platform/db/transaction'

/** Tokens that were taken and not used are given up after this: kept longer, they would come on top of a burst that has filled again. */
const keptMs = 5000
/** A little below what is granted: two clocks never run quite alike. */
const pace = 0.95

export type Account = { readonly tenantId: string; readonly account: string }

type Batch = { rate: Rate; left: number; until: number; asking?: Promise<void> | undefined }

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

  async take(operation: string, declared: Rate, patienceMs: number): Promise<boolean> {
    const batch = this.batches.get(operation) ?? { rate: declared, left: 0, until: 0 }
    this.batches.set(operation, batch)
    for (;;) {
      if (batch.left > 0 && Date.now() < batch.until) {
        batch.left -= 1
        return true
      }
      if (!batch.asking) break
      // One asks for all who wait here.
      await batch.asking
    }
    const drawn = this.lease(operation, batch, patienceMs)
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
    if (taken === 0) return false
    // Taken before the wait, so that who comes next, here or elsewhere, waits behind us.
    if (waitMs > 0) await realClock.sleep(waitMs)
    return true
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
    await inTenant(this.of.tenantId, 'write', (client) =>
      client.query({
        ...named('limiter-empty'),
        text: `update channel_buckets set micro = least(micro, 0), at = greatest(at, now())
                where tenant_id = $1 and account = $2 and operation = $3`,
        values: [this.of.tenantId, this.of.account, operation],
      }),
    )
  }

  /** Some tokens of what has dripped in, or one of the next while it may be waited for: then the bucket is below nothing. */
  private async lease(operation: string, { rate }: Batch, patienceMs: number) {
    const { burst, perSecond } = within(rate)
    // Never more than drips in while it is kept: what is spent last has been replaced by no more than as much again.
    const most = Math.max(1, Math.min(Math.floor(rate.burst / 10), Math.floor((rate.perSecond * keptMs) / 1000)))
    const key = [this.of.tenantId, this.of.account, operation]
    const patience = Math.min(patienceMs, 3_600_000) / 1000
    return inTenant(this.of.tenantId, 'write', async (client) => {
      const draw = async () =>
        (
          await client.query<{ micro: bigint; taken: number }>({
            ...named('limiter-draw'),
            text: `update channel_buckets b set micro = v.held - v.taken * 1000000::int8, taken = v.taken, at = greatest(b.at, now())
                     from (select x.held, case when x.held >= 1000000 then least($4::int8, x.held / 1000000)::int
                                               when 1000000 - x.held <= $5::numeric * $6::numeric * 1000000 then 1 else 0 end as taken
                             from (select least($7::int8 * 1000000,
                                          micro + floor(greatest(0, extract(epoch from now() - at)) * $5::numeric * 1000000)::int8) as held
                                     from channel_buckets where tenant_id = $1 and account = $2 and operation = $3 for update) x) v
                    where b.tenant_id = $1 and b.account = $2 and b.operation = $3 returning b.micro, b.taken`,
            values: [...key, most, perSecond, patience, burst],
          })
        ).rows[0]
      let drawn = await draw()
      if (!drawn) {
        await client.query({
          ...named('limiter-open'),
          text: `insert into channel_buckets (tenant_id, account, operation, micro, at) values ($1, $2, $3, $4::int8 * 1000000, now())
                 on conflict do nothing`,
          values: [...key, burst],
        })
        drawn = await draw()
      }
      const { taken, micro } = drawn ?? { taken: 0, micro: 0n }
      const held = Number(micro) / 1e6 + taken
      return { taken, waitMs: held >= 1 ? 0 : Math.ceil(((1 - held) / perSecond) * 1000) }
    })
  }
}

function within({ perSecond, burst }: Rate): Rate {
  return { perSecond: perSecond * pace, burst: Math.max(1, Math.floor(burst * 0.9)) }
}
