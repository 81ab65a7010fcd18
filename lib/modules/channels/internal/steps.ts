import { z } from 'zod'
import type { Credentials } from '@/lib/adapters/marketplaces/connector'
import { ownLimit } from '@/lib/adapters/marketplaces/trouble'
import { id, newId } from '@/lib/kernel/ids'
import { mayCall, noteTalk } from '@/lib/modules/channels/internal/breaker'
import {
  connectionRow,
  connectorOf,
  openCredentials,
  sealCredentials,
  sharing,
} from '@/lib/modules/channels/internal/connection-rows'
import { pullEverySeconds, retrySeconds } from '@/lib/modules/channels/internal/pull-times'
import { accountOf } from '@/lib/modules/channels/internal/shared-limiter'
import { getShop } from '@/lib/modules/settings/get-shop'
import type { Context } from '@/lib/platform/door/context'
import { command, query } from '@/lib/platform/door/use-case'

const ofShop = z.strictObject({ shopId: id('shop') })
const leaseSeconds = 90
const renewalSeconds = 20
/** What became visible late is looked for this often; the pulls between need only meet the one before. */
const lookBackSeconds = 60
const meetMs = 30_000

export type Access = { channel: string; shopCode: string; baseUrl: string; credentials: Credentials }

/** The keys in clear, for the adapter alone; null when there are none. */
export const readAccess = query({
  name: 'connection.read-access',
  summary: 'Open the keys of a connection for a call',
  input: ofShop,
  async run(ctx, { shopId }): Promise<Access | null> {
    const row = await connectionRow(ctx, shopId)
    if (!row) return null
    const shop = await getShop.within(ctx, { shopId })
    return {
      channel: shop.channel,
      shopCode: shop.code,
      baseUrl: row.base_url,
      credentials: await openCredentials(ctx, row),
    }
  },
})

/** `fresh`: somebody has renewed meanwhile. `granted`: it is the caller's to do, for a few seconds. */
export const claimRenewal = command({
  name: 'connection.claim-renewal',
  summary: 'Decide who renews the tokens of a connection',
  audited: false,
  input: z.strictObject({ shopId: id('shop'), baseUrl: z.string(), old: z.record(z.string(), z.string()) }),
  async run(ctx, { shopId, baseUrl, old }): Promise<{ granted: boolean; fresh?: Credentials }> {
    const row = await connectionRow(ctx, shopId, 'change')
    // Keys of another address are not for a conversation that began at this one.
    if (!row || row.base_url !== baseUrl) return { granted: false }
    const kept = await openCredentials(ctx, row)
    if (!isSame(kept, old)) return { granted: false, fresh: kept }
    if (row.renewing_until && row.renewing_until > ctx.now) return { granted: false }
    await ctx.sql('update shop_connections set renewing_until = $3 where tenant_id = $1 and shop_id = $2', [
      shopId,
      later(ctx, renewalSeconds),
    ])
    return { granted: true }
  },
})

/** null: the renewal failed, and whoever comes next may try. false: somebody has given other keys meanwhile, and those stay. */
export const keepTokens = command({
  name: 'connection.keep-tokens',
  summary: 'Keep the tokens a channel has given',
  audited: false,
  input: z.strictObject({
    shopId: id('shop'),
    old: z.record(z.string(), z.string()),
    fresh: z.record(z.string(), z.string()).nullable(),
  }),
  async run(ctx, { shopId, old, fresh }): Promise<boolean> {
    const row = await connectionRow(ctx, shopId, 'change')
    const same = row && isSame(await openCredentials(ctx, row), old)
    if (!fresh || !same) {
      await ctx.sql('update shop_connections set renewing_until = null where tenant_id = $1 and shop_id = $2', [shopId])
      return false
    }
    await ctx.sql(
      `update shop_connections set credentials = $3, expires_at = $4, renewing_until = null, updated_at = $5, version = version + 1
        where tenant_id = $1 and shop_id = $2`,
      [shopId, await sealCredentials(ctx, shopId, fresh), fresh.expiresAt ? new Date(fresh.expiresAt) : null, ctx.now],
    )
    return true
  },
})

const isSame = (one: Credentials, other: Credentials) => JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))

/** What is left of a pull that met the limit: its range, and the page where it goes on. */
const restOf = z.strictObject({ from: z.coerce.date(), to: z.coerce.date(), after: z.string().optional() })

export type Pull = {
  lease: string
  shopCode: string
  channel: string
  cursor: Date
  from: Date
  to: Date
  after?: string | undefined
}

/** Takes a pull up, for the time of a lease; null when there is nothing to pull or another worker is at it. */
export const beginPull = command({
  name: 'connection.begin-pull',
  summary: 'Take up the pull of a shop',
  audited: false,
  input: ofShop,
  async run(ctx, { shopId }): Promise<Pull | null> {
    const row = await connectionRow(ctx, shopId, 'change')
    if (!row || row.paused || row.state !== 'authorised') return null
    if (row.lease_until && row.lease_until > ctx.now) return null
    if (!(await mayCall(ctx, shopId))) return null
    const shop = await getShop.within(ctx, { shopId })
    const connector = connectorOf(shop.channel)
    if (!connector) return null
    const lease = newId()
    const account = accountOf(connector, row.base_url, await openCredentials(ctx, row))
    const rest = row.pull_rest === null ? undefined : restOf.parse(row.pull_rest)
    // Only a page that was named goes on; whoever waited before it has a look back due like everybody else.
    const back = !rest?.after && (!row.looked_back_at || row.looked_back_at <= later(ctx, -lookBackSeconds))
    const every = pullEverySeconds(connector, row.idle_pulls, await sharing(ctx, { shop_id: shopId, account }))
    await ctx.sql(
      `update shop_connections set lease = $3, lease_until = $4, tried_at = $5, due_at = $6, account = $8,
              looked_back_at = case when $7 then $5 else looked_back_at end
        where tenant_id = $1 and shop_id = $2`,
      [shopId, lease, later(ctx, leaseSeconds), ctx.now, later(ctx, every), back, account],
    )
    const { lagMs } = connector.declared
    // As much farther as the next look is away, so that nothing late slips through between two of them.
    const overlapMs = back
      ? connector.declared.overlapMs + lookBackSeconds * 1000
      : Math.min(meetMs, connector.declared.overlapMs)
    const before = row.cursor_at.getTime() - overlapMs
    return {
      lease,
      shopCode: shop.code,
      channel: shop.channel,
      cursor: row.cursor_at,
      from: rest?.after ? rest.from : new Date(Math.min(rest?.from.getTime() ?? before, before)),
      // A page that was named belongs to the range it was named in; before the first, the range may end later than it would have.
      to: rest?.after ? rest.to : new Date(ctx.now.getTime() - lagMs),
      after: rest?.after,
    }
  },
})

/** Keeps the lease alive and moves the cursor; false when the lease has gone to somebody else. */
export const advancePull = command({
  name: 'connection.advance-pull',
  summary: 'Write down how far a pull is',
  audited: false,
  input: z.strictObject({ shopId: id('shop'), lease: z.uuid(), upTo: z.date().optional() }),
  async run(ctx, { shopId, lease, upTo }): Promise<boolean> {
    const rows = await ctx.sql(
      `update shop_connections set lease_until = $4, cursor_at = greatest(cursor_at, coalesce($5, cursor_at))
        where tenant_id = $1 and shop_id = $2 and lease = $3 returning shop_id`,
      [shopId, lease, later(ctx, leaseSeconds), upTo ?? null],
    )
    return rows.length > 0
  },
})

/** Ends a pull: what it brought, or what went wrong, decides when the next one is due. */
export const endPull = command({
  name: 'connection.end-pull',
  summary: 'Write down how a pull went',
  audited: false,
  input: z.strictObject({
    shopId: id('shop'),
    lease: z.uuid(),
    changed: z.int().min(0),
    trouble: z.strictObject({ kind: z.string(), code: z.string(), retryAfterMs: z.number().optional() }).nullable(),
    /** There was more to pull than one turn takes. */
    more: z.boolean().default(false),
    /** Of a pull that was asked to wait, so that it goes on where it is and not from its beginning. */
    rest: restOf.optional(),
  }),
  async run(ctx, { shopId, lease, changed, trouble, more, rest }): Promise<void> {
    const row = await connectionRow(ctx, shopId, 'change')
    const shop = await getShop.within(ctx, { shopId })
    const connector = connectorOf(shop.channel)
    if (!row || !connector || row.lease !== lease) return
    const idle = changed > 0 ? 0 : row.idle_pulls + 1
    // Being asked to wait is no failure, only a later moment.
    const failures = trouble === null ? 0 : row.failures + (trouble.kind === 'retry_after' ? 0 : 1)
    const waits = trouble?.kind === 'retry_after'
    const askedMs = trouble?.retryAfterMs ?? 0
    const seconds = more
      ? 0
      : trouble === null
        ? pullEverySeconds(connector, idle, await sharing(ctx, row))
        : // Our own limit knows the moment of our turn, and keeps the place only so long.
          Math.max(waits && trouble.code.endsWith(ownLimit) ? 1 : retrySeconds(failures), Math.ceil(askedMs / 1000))
    const state = trouble?.kind === 'token' ? 'expired' : trouble?.kind === 'permission' ? 'stopped' : row.state
    await ctx.db
      .updateTable('shop_connections')
      .set({
        lease: null,
        lease_until: null,
        idle_pulls: idle,
        failures,
        state,
        trouble: trouble ? trouble.code : null,
        due_at: later(ctx, seconds),
        ...(trouble === null && !more && { pulled_at: ctx.now }),
        pull_rest: waits && rest ? JSON.stringify(rest) : null,
        // What was not read to its end, and does not go on, begins again from before.
        ...(((trouble !== null && !(waits && rest)) || more) && { looked_back_at: null }),
        updated_at: ctx.now,
      })
      .where('shop_id', '=', shopId)
      .execute()
    await noteTalk(ctx, shopId, trouble)
    if (more) ctx.emit({ name: 'connection.pull-due', payload: { shopId } })
    if (state !== row.state) ctx.emit({ name: 'connection.stopped', payload: { shopId, state } })
  },
})

function later(ctx: Context, seconds: number): Date {
  return new Date(ctx.now.getTime() + seconds * 1000)
}

function sorted(record: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
}
