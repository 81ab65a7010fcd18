import { mailParts } from '@/lib/modules/dispatch/internal/mail-rows'
import type { MessageRow, StoredKind } from '@/lib/modules/dispatch/internal/message-rows'
import type { Context } from '@/lib/platform/door/context'

type Parts = { input: Record<string, unknown>; result: Record<string, unknown> | null; sealed: boolean }

/** What went in and what came back: ids, codes, counts. What may show a buyer stays sealed where it lies. */
export async function messageParts(ctx: Context, message: MessageRow): Promise<Parts> {
  const { kind, id, sub } = message
  if (kind === 'mail') return { ...mailParts(message), sealed: false }
  const [row] = await ctx.sql<{ input: Record<string, unknown>; result: Record<string, unknown> | null }>(
    texts[kind],
    kind === 'pull' || kind === 'job' ? [id, sub] : [id],
  )
  return {
    input: row?.input ?? {},
    result: row?.result ?? null,
    sealed: kind === 'delivery' || kind === 'reject',
  }
}

const ofJob = `select jsonb_build_object('event', event, 'queue', queue, 'worker', worker, 'startedAt', started_at) || payload as input, result
  from queue_jobs where tenant_id = $1 and event_id = $2 and name = $3`

const texts: Record<StoredKind, string> = {
  pull: ofJob,
  job: ofJob,
  delivery: `select jsonb_build_object('topic', topic, 'event', event, 'channelOrderNo', channel_order_no, 'deliveryKey', delivery_key) as input,
      null as result from channel_deliveries where tenant_id = $1 and id = $2`,
  report: `select jsonb_build_object('parcel', f.number, 'carrier', f.carrier_code, 'trackingNo', f.tracking_no,
        'toldCarrier', r.told_carrier, 'toldTrackingNo', r.told_tracking_no, 'orderId', r.order_id,
        'fulfilmentId', r.fulfilment_id, 'shippedAt', f.shipped_at) as input,
      jsonb_build_object('state', r.state, 'reportedAt', r.reported_at, 'nextAt', case when r.state = 'waiting' then r.due_at end) as result
      from shipment_reports r join fulfilments f on f.tenant_id = $1 and f.id = r.fulfilment_id where r.tenant_id = $1 and r.id = $2`,
  push: `select jsonb_build_object('listingId', p.listing_id, 'itemId', l.item_id, 'sellerSku', l.seller_sku, 'quantity', p.quantity, 'cause', p.cause) || p.inputs as input,
      jsonb_build_object('outcome', p.outcome) as result
      from stock_pushes p join listings l on l.tenant_id = $1 and l.id = p.listing_id where p.tenant_id = $1 and p.id = $2`,
  reject: `select jsonb_build_object('source', source, 'channelOrderNo', channel_order_no) as input, jsonb_build_object('errors', errors) as result
      from intake_rejects where tenant_id = $1 and id = $2`,
  webhook: `select jsonb_build_object('webhook', w.name, 'webhookId', w.id) || (m.body::jsonb -> 'data') as input,
      jsonb_build_object('state', m.state, 'status', m.status, 'nextAt', case when m.state = 'waiting' then m.due_at end) as result
      from webhook_messages m join webhooks w on w.tenant_id = $1 and w.id = m.webhook_id where m.tenant_id = $1 and m.id = $2`,
}
