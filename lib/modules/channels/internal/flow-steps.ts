import { z } from 'zod'
import { id, newId } from '@/lib/kernel/ids'
import { mayCall, noteTalk } from '@/lib/modules/channels/internal/breaker'
import { connectionRow, connectorOf } from '@/lib/modules/channels/internal/connection-rows'
import { isTold } from '@/lib/modules/channels/internal/is-told'
import { retrySeconds } from '@/lib/modules/channels/internal/pull-times'
import { flows } from '@/lib/modules/channels/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { command } from '@/lib/platform/door/use-case'

const leaseSeconds = 90
/** Between two runs of what the clock wakes; what shops sell is told as it happens, and compared with the whole once an hour. */
export const everySeconds = { stock: 60, listings: 3600, refunds: 300 } as const

const ofFlow = { shopId: id('shop'), flow: z.enum(flows) }

export const dueOf = (flow: (typeof flows)[number], shopId: string) => ({
  name: `shop-${flow}.due`,
  payload: { shopId },
})

export type Flow = { lease: string; shopCode: string; channel: string; currency: string; from: Date; to: Date }

/**
 * Takes a flow of a shop up, for the time of a lease; null when it is somebody else's, the connection rests, or the marketplace
 * failed a moment ago: then nobody asks before the time is over, and the first who does is the probe.
 */
export const beginFlow = command({
  name: 'shop-flow.begin',
  summary: 'Take up a flow between a shop and its marketplace',
  audited: false,
  input: z.strictObject(ofFlow),
  async run(ctx, { shopId, flow }): Promise<Flow | null> {
    const connection = await connectionRow(ctx, shopId)
    if (!connection || connection.paused || connection.state !== 'authorised') return null
    const shop = await getShop.within(ctx, { shopId })
    const connector = connectorOf(shop.channel)
    if (!connector) return null
    await ctx.sql(
      `insert into shop_flows (tenant_id, shop_id, flow, due_at, cursor_at) values ($1, $2, $3, $4, $5) on conflict do nothing returning flow`,
      [shopId, flow, ctx.now, connection.cursor_at],
    )
    const lease = newId()
    const [taken] = await ctx.sql<{ cursor_at: Date }>(
      `update shop_flows set lease = $4, lease_until = $5::timestamptz + interval '${leaseSeconds} seconds', tried_at = $5
        where tenant_id = $1 and shop_id = $2 and flow = $3 and (lease is null or lease_until <= $5)
          and (failures = 0 or due_at <= $5) returning cursor_at`,
      [shopId, flow, lease, ctx.now],
    )
    if (!taken) return null
    if (!(await mayCall(ctx, shopId))) {
      await ctx.sql(
        'update shop_flows set lease = null, lease_until = null where tenant_id = $1 and shop_id = $2 and flow = $3',
        [shopId, flow],
      )
      return null
    }
    const { overlapMs, lagMs } = connector.declared
    return {
      lease,
      shopCode: shop.code,
      channel: shop.channel,
      currency: shop.currency,
      from: new Date(taken.cursor_at.getTime() - overlapMs),
      to: new Date(ctx.now.getTime() - lagMs),
    }
  },
})

/** Keeps the lease alive; false when it has gone to somebody else. */
export const keepFlow = command({
  name: 'shop-flow.keep',
  summary: 'Go on with a flow between a shop and its marketplace',
  audited: false,
  input: z.strictObject({ ...ofFlow, lease: z.uuid() }),
  async run(ctx, { shopId, flow, lease }): Promise<boolean> {
    const rows = await ctx.sql(
      `update shop_flows set lease_until = $5::timestamptz + interval '${leaseSeconds} seconds'
        where tenant_id = $1 and shop_id = $2 and flow = $3 and lease = $4 returning flow`,
      [shopId, flow, lease, ctx.now],
    )
    return rows.length > 0
  },
})

/** Ends a run: what went wrong decides when the next one is due, and keys that are refused end all of the connection's. */
export const endFlow = command({
  name: 'shop-flow.end',
  summary: 'Write down how a flow between a shop and its marketplace went',
  audited: false,
  input: z.strictObject({
    ...ofFlow,
    lease: z.uuid(),
    cursor: z.date().optional(),
    trouble: z.strictObject({ kind: z.string(), code: z.string(), retryAfterMs: z.number().optional() }).nullable(),
  }),
  async run(ctx, { shopId, flow, lease, cursor, trouble }): Promise<void> {
    const [row] = await ctx.sql<{ failures: number }>(
      'select failures from shop_flows where tenant_id = $1 and shop_id = $2 and flow = $3 and lease = $4 for update',
      [shopId, flow, lease],
    )
    if (!row) return
    // Being asked to wait counts as one failure at most: it closes the way for that time, but never for longer each time.
    const failures =
      trouble === null ? 0 : trouble.kind === 'retry_after' ? Math.max(1, row.failures) : row.failures + 1
    const seconds =
      trouble === null
        ? everySeconds[flow]
        : trouble.kind === 'retry_after'
          ? Math.ceil((trouble.retryAfterMs ?? 1000) / 1000)
          : retrySeconds(failures)
    await ctx.sql(
      `update shop_flows set lease = null, lease_until = null, failures = $4, trouble = $5, due_at = $6, cursor_at = greatest(cursor_at, coalesce($7, cursor_at)),
              done_at = case when $5::text is null then $8::timestamptz else done_at end
        where tenant_id = $1 and shop_id = $2 and flow = $3`,
      [
        shopId,
        flow,
        failures,
        trouble?.code ?? null,
        new Date(ctx.now.getTime() + seconds * 1000),
        cursor ?? null,
        ctx.now,
      ],
    )
    const state = trouble?.kind === 'token' ? 'expired' : trouble?.kind === 'permission' ? 'stopped' : null
    if (state) {
      const changed = await ctx.sql(
        `update shop_connections set state = $3, trouble = $4, updated_at = $5
          where tenant_id = $1 and shop_id = $2 and state = 'authorised' returning shop_id`,
        [shopId, state, trouble?.code ?? null, ctx.now],
      )
      if (changed.length > 0) ctx.emit({ name: 'connection.stopped', payload: { shopId, state } })
    }
    await noteTalk(ctx, shopId, trouble)
    // What was taken up and not told is due again as soon as the pause is over.
    if (flow === 'stock' && trouble)
      await ctx.sql(
        `update listings set push_due_at = $3 where tenant_id = $1 and shop_id = $2 and push_due_at > $3 and trouble is null returning id`,
        [shopId, ctx.now],
      )
    // Locked above: whoever marked a listing while this run ended sees the lease gone, or is seen here.
    if (flow !== 'stock' || trouble) return
    const left = await ctx.sql(
      `select 1 from listings l where l.tenant_id = $1 and l.shop_id = $2 and l.push_due_at <= $3 and ${isTold('l')} limit 1`,
      [shopId, ctx.now],
    )
    if (left.length > 0) ctx.emit(dueOf('stock', shopId))
  },
})
