import { messageOf } from '@/lib/modules/webhooks/internal/webhook-rows'
import type { WebhookEvent } from '@/lib/modules/webhooks/schema'
import { insertMany } from '@/lib/platform/db/bulk'
import type { Context } from '@/lib/platform/door/context'

/** Older than this nothing is looked up any more: a message that was forgotten must not be made anew. */
const pastDays = 7

/** The state an order came into, as programs outside know it; others are steps of ours alone. */
const eventOf: Readonly<Record<string, WebhookEvent>> = {
  approved: 'order.approved',
  awaiting_shipment: 'order.allocated',
  awaiting_purchase: 'order.short',
  shipped: 'order.shipped',
  delivered: 'order.delivered',
  cancelled: 'order.cancelled',
}

type Fresh = {
  webhook_id: string
  event: string
  subject: string
  order_id: string | null
  order_no: string
  shop_id: string | null
  dedupe: string
  data: Record<string, unknown>
}

const listening = `w.tenant_id = $1 and w.state = 'active'`
const ofShop = (shop: string) => `(w.shop_ids is null or ${shop} = any(w.shop_ids))`

type OrderStep = {
  webhook_id: string
  events: string[]
  order_id: string
  seq: number
  from_state: string | null
  to_state: string
  at: Date
  number: string
  channel_order_no: string
  shop_id: string
  shop_code: string
}

/**
 * What these orders came into, read from their own history and not from the event that woke us: so the messages of one order are
 * written in the sequence in which it happened, without a gap, and the same step once however often somebody comes by.
 */
export async function storeOrders(ctx: Context, orderIds: readonly string[]): Promise<string[]> {
  if (orderIds.length === 0) return []
  const steps = await ctx.sql<OrderStep>(
    `select w.id as webhook_id, w.events, e.order_id, e.seq, e.from_state, e.to_state, e.at, o.number, coalesce(o.channel_order_no, '') as channel_order_no,
            o.shop_id, s.code as shop_code
       from order_events e join orders o on o.tenant_id = $1 and o.id = e.order_id join shops s on s.tenant_id = $1 and s.id = o.shop_id
       join webhooks w on ${listening} and ${ofShop('o.shop_id')}
      where e.tenant_id = $1 and e.order_id = any($2::uuid[]) and e.kind = 'state' and o.origin = 'live'
        and e.at >= w.since and e.at > $3::timestamptz - interval '${pastDays} days'
        and not exists (select 1 from webhook_messages m where m.tenant_id = $1 and m.webhook_id = w.id and m.dedupe = 'order ' || e.order_id || ' ' || e.seq)
      order by e.order_id, e.seq`,
    [orderIds, ctx.now],
  )
  return store(
    ctx,
    steps.flatMap((step): Fresh[] => {
      const event = step.from_state === null ? 'order.created' : eventOf[step.to_state]
      if (!event || !step.events.includes(event)) return []
      const { order_id, seq, number, shop_id } = step
      return [
        {
          webhook_id: step.webhook_id,
          event,
          subject: order_id,
          order_id,
          order_no: number,
          shop_id,
          dedupe: `order ${order_id} ${seq}`,
          data: {
            orderId: order_id,
            number,
            channelOrderNo: step.channel_order_no,
            shopId: shop_id,
            shopCode: step.shop_code,
            from: step.from_state,
            to: step.to_state,
            at: step.at.toISOString(),
            sequence: seq,
          },
        },
      ]
    }),
  )
}

type Parcel = {
  webhook_id: string
  id: string
  number: string
  shop_id: string
  carrier_code: string | null
  tracking_no: string | null
  shipped_at: Date
  order_ids: string[]
}

export async function storeParcels(ctx: Context, fulfilmentIds: readonly string[]): Promise<string[]> {
  if (fulfilmentIds.length === 0) return []
  const parcels = await ctx.sql<Parcel>(
    `select w.id as webhook_id, f.id, f.number, f.shop_id, f.carrier_code, f.tracking_no, f.shipped_at,
            array(select distinct l.order_id from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = f.id order by 1) as order_ids
       from fulfilments f join webhooks w on ${listening} and ${ofShop('f.shop_id')} and 'parcel.shipped' = any(w.events)
      where f.tenant_id = $1 and f.id = any($2::uuid[]) and f.shipped_at >= w.since order by f.id`,
    [fulfilmentIds],
  )
  return store(
    ctx,
    parcels.map((parcel) => ({
      webhook_id: parcel.webhook_id,
      event: 'parcel.shipped',
      subject: parcel.id,
      order_id: parcel.order_ids.length === 1 ? (parcel.order_ids[0] ?? null) : null,
      order_no: '',
      shop_id: parcel.shop_id,
      dedupe: `parcel ${parcel.id} ${parcel.shipped_at.getTime()}`,
      data: {
        fulfilmentId: parcel.id,
        number: parcel.number,
        shopId: parcel.shop_id,
        orderIds: parcel.order_ids,
        carrierCode: parcel.carrier_code,
        trackingNo: parcel.tracking_no,
        shippedAt: parcel.shipped_at.toISOString(),
      },
    })),
  )
}

export type ChangedSku = { skuId: string; at: Date }

/**
 * That the stock of these is other than before; how much, the receiver asks: a figure on its way would be old. While one that
 * nobody took up yet waits, it says so for the next change, too.
 */
export async function storeStock(ctx: Context, changed: readonly ChangedSku[]): Promise<string[]> {
  if (changed.length === 0) return []
  const skus = await ctx.sql<{ webhook_id: string; id: string; code: string }>(
    `select w.id as webhook_id, k.id, k.code
       from unnest($2::uuid[], $3::timestamptz[]) as u(id, at) join skus k on k.tenant_id = $1 and k.id = u.id
       join webhooks w on ${listening} and w.shop_ids is null and 'stock.changed' = any(w.events) and u.at >= w.since
      where not exists (select 1 from webhook_messages m where m.tenant_id = $1 and m.webhook_id = w.id and m.subject = k.id
                           and ((m.state = 'waiting' and m.attempts = 0) or m.created_at > u.at))
      order by k.id`,
    [changed.map((c) => c.skuId), changed.map((c) => c.at)],
  )
  return store(
    ctx,
    skus.map(({ webhook_id, id, code }) => ({
      webhook_id,
      event: 'stock.changed',
      subject: id,
      order_id: null,
      order_no: '',
      shop_id: null,
      dedupe: `stock ${id} ${ctx.now.getTime()}`,
      data: { skuId: id, skuCode: code },
    })),
  )
}

export async function storeShops(ctx: Context, shopIds: readonly string[]): Promise<string[]> {
  if (shopIds.length === 0) return []
  const shops = await ctx.sql<{
    webhook_id: string
    id: string
    code: string
    state: string
    trouble: string | null
    at: Date
  }>(
    `select w.id as webhook_id, s.id, s.code, c.state, c.trouble, c.updated_at as at
       from shop_connections c join shops s on s.tenant_id = $1 and s.id = c.shop_id
       join webhooks w on ${listening} and ${ofShop('c.shop_id')} and 'shop.stopped' = any(w.events)
      where c.tenant_id = $1 and c.shop_id = any($2::uuid[]) and c.state <> 'authorised' and c.updated_at >= w.since`,
    [shopIds],
  )
  return store(
    ctx,
    shops.map(({ webhook_id, id, code, state, trouble, at }) => ({
      webhook_id,
      event: 'shop.stopped',
      subject: id,
      order_id: null,
      order_no: '',
      shop_id: id,
      dedupe: `shop ${id} ${at.getTime()}`,
      data: { shopId: id, shopCode: code, state, trouble },
    })),
  )
}

/** Answers the webhooks that have something new. */
async function store(ctx: Context, fresh: readonly Fresh[]): Promise<string[]> {
  if (fresh.length === 0) return []
  const messages = fresh.map((one) => messageOf(ctx, one))
  const stored = await insertMany<{ webhook_id: string }>(
    ctx,
    'webhook_messages',
    {
      id: ['uuid', messages.map((m) => m.id)],
      webhook_id: ['uuid', fresh.map((f) => f.webhook_id)],
      event: ['text', fresh.map((f) => f.event)],
      subject: ['uuid', fresh.map((f) => f.subject)],
      order_id: ['uuid', fresh.map((f) => f.order_id)],
      order_no: ['text', fresh.map((f) => f.order_no)],
      shop_id: ['uuid', fresh.map((f) => f.shop_id)],
      dedupe: ['text', fresh.map((f) => f.dedupe)],
      body: ['text', messages.map((m) => m.body)],
      due_at: ['timestamptz', fresh.map(() => ctx.now)],
      created_at: ['timestamptz', fresh.map(() => ctx.now)],
    },
    'on conflict on constraint webhook_messages_dedupe_uq do nothing returning webhook_id',
  )
  return stored.map((row) => row.webhook_id)
}
