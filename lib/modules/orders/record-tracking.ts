import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { newId } from '@/lib/kernel/ids'
import { endJourneys, ordersIn } from '@/lib/modules/orders/internal/deliver-parcels'
import { trackingAad, trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'

const trackingStatuses = [
  'info_received',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
  'returned',
] as const

const event = z.strictObject({
  carrierCode: z.string().toLowerCase().pipe(z.enum(carrierCodes)),
  trackingNo: z.string().trim().min(1).max(60),
  at: z.iso.datetime({ offset: true }).transform((t) => new Date(t)),
  status: z.enum(trackingStatuses),
  place: z.string().max(200).default(''),
  text: z.string().max(500).default(''),
})

type Outcome = { outcome: 'applied' | 'duplicate' | 'unknown' }

/** What carriers say about parcels, in any sequence and as often as they like: the same event has one effect. */
export const recordTracking = command({
  name: 'tracking.record',
  summary: 'Record tracking events of parcels',
  http: { method: 'POST', path: '/tracking/events' },
  input: z.strictObject({ events: z.array(event).min(1).max(1000) }),
  example: {
    events: [
      {
        carrierCode: 'sf',
        trackingNo: 'SF1234567890123',
        at: '2026-11-13T09:30:00+08:00',
        status: 'delivered',
        place: '杭州',
        text: '已签收',
      },
    ],
  },
  async run(ctx, { events }) {
    const crypt = await ctx.crypt()
    const parcels = await parcelsOf(ctx, events)
    const rows = events.flatMap((e, index) =>
      (parcels.get(parcelKey(e)) ?? []).map((fulfilmentId) => ({
        ...e,
        index,
        id: newId(),
        fulfilmentId,
        hash: hashOf(crypt, e),
      })),
    )
    // Carriers write who has signed, and on which number they called.
    const written = await insertMany<{ id: string }>(
      ctx,
      'tracking_events',
      {
        id: ['uuid', rows.map((r) => r.id)],
        fulfilment_id: ['uuid', rows.map((r) => r.fulfilmentId)],
        at: ['timestamptz', rows.map((r) => r.at)],
        status: ['text', rows.map((r) => r.status)],
        place: ['text', rows.map((r) => r.place)],
        body: ['bytea', rows.map((r) => (r.text ? crypt.seal(trackingAad(r.id), r.text) : null))],
        event_hash: ['bytea', rows.map((r) => r.hash)],
        received_at: ['timestamptz', rows.map(() => ctx.now)],
      },
      'on conflict (tenant_id, fulfilment_id, event_hash) do nothing returning id',
    )
    const applied = new Set(written.map((w) => w.id))
    const fresh = rows.filter((r) => applied.has(r.id))
    await deliver(
      ctx,
      fresh.filter((r) => r.status === 'delivered'),
    )
    const results = events.map((e, index): Outcome => {
      if (!parcels.has(parcelKey(e))) return { outcome: 'unknown' }
      return { outcome: fresh.some((r) => r.index === index) ? 'applied' : 'duplicate' }
    })
    for (const fulfilmentId of new Set(fresh.map((r) => r.fulfilmentId))) ctx.touch('fulfilment', fulfilmentId)
    return { results }
  },
})

type TrackingEvent = z.output<typeof event>

/**
 * Parcels by carrier and number, within the actor's scope. Their orders are locked before anything is written, as everywhere:
 * whoever takes a shipment back at this moment either sees the scan or has taken it back before.
 */
async function parcelsOf(ctx: Context, events: readonly TrackingEvent[]): Promise<Map<string, string[]>> {
  const seen = new Set((await travelling(ctx, events)).map((row) => row.id))
  if (seen.size === 0) return new Map()
  await ctx.sql(
    `select o.id from orders o where o.tenant_id = $1
        and o.id in (select l.order_id from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = any($2::uuid[]))
      order by o.id for update`,
    [[...seen]],
  )
  const rows = (await travelling(ctx, events)).filter((row) => seen.has(row.id))
  const found = new Map<string, string[]>()
  for (const row of rows) {
    const key = `${row.carrier_code} ${row.tracking_key}`
    found.set(key, [...(found.get(key) ?? []), row.id])
  }
  return found
}

function travelling(ctx: Context, events: readonly TrackingEvent[]) {
  const { shopIds, warehouseIds } = ctx.actor.scope
  return ctx.sql<{ id: string; carrier_code: string; tracking_key: string }>(
    `select f.id, f.carrier_code, f.tracking_key from fulfilments f
      where f.tenant_id = $1 and f.tracking_key = any($2) and f.state in ('shipped', 'delivered')
        and ($3::uuid[] is null or f.shop_id = any($3::uuid[])) and ($4::uuid[] is null or f.warehouse_id = any($4::uuid[]))`,
    [[...new Set(events.map((e) => trackingKeyOf(e.trackingNo)))], shopIds, warehouseIds],
  )
}

async function deliver(ctx: Context, events: readonly { fulfilmentId: string; at: Date }[]): Promise<void> {
  if (events.length === 0) return
  await ctx.sql(
    `update fulfilments f set state = 'delivered', delivered_at = u.at, updated_at = $4, version = f.version + 1
       from (select id, min(at) as at from unnest($2::uuid[], $3::timestamptz[]) as e(id, at) group by id) u
      where f.tenant_id = $1 and f.id = u.id and f.state = 'shipped'`,
    [events.map((e) => e.fulfilmentId), events.map((e) => e.at), ctx.now],
  )
  const parcels = [...new Set(events.map((e) => e.fulfilmentId))]
  await endJourneys(ctx, await ordersIn(ctx, parcels), 'tracking')
}

function parcelKey(e: TrackingEvent): string {
  return `${e.carrierCode} ${trackingKeyOf(e.trackingNo)}`
}

/** What makes an event the same event; who signed is part of it, hence the tenant's key. */
function hashOf(crypt: TenantCrypt, e: TrackingEvent): Buffer {
  return crypt.mac(JSON.stringify([e.at.toISOString(), e.status, e.place, e.text]))
}
