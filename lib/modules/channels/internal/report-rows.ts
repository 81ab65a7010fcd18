import type { Shipment } from '@/lib/adapters/marketplaces/connector'
import { carriers } from '@/lib/kernel/carriers'
import type { ReportState, ReportView } from '@/lib/modules/channels/schema'
import type { Context } from '@/lib/platform/door/context'

export type ReportRow = {
  id: string
  shop_id: string
  order_id: string
  fulfilment_id: string
  state: ReportState
  attempts: number
  due_at: Date
  trouble: string | null
  reported_at: Date | null
  tracking_no: string | null
  told_carrier: string | null
  told_tracking_no: string | null
  version: number
}

/** What of the line `x` the parcels `g` of a condition do not hold, part by part: gifts are ours, the channel knows nothing of them. */
const missing = (parcels: string) =>
  `select 1 from order_lines x left join order_line_parts n on n.tenant_id = $1 and n.order_line_id = x.id
    where x.tenant_id = $1 and x.order_id = o.id and x.kind = 'ordered' and x.quantity > 0
      and coalesce((select sum(y.quantity) from fulfilment_lines y join fulfilments g on g.tenant_id = $1 and g.id = y.fulfilment_id
                     where y.tenant_id = $1 and y.order_line_id = x.id and y.sku_id = coalesce(n.sku_id, x.sku_id) and ${parcels}), 0)
          < coalesce(n.quantity, x.quantity)`

/** To be followed by `and …`; `$1` is the tenant. */
export const selectReports = `select r.id, r.shop_id, r.order_id, r.fulfilment_id, r.state, r.attempts, r.due_at, r.trouble, r.reported_at,
       f.tracking_no, r.told_carrier, r.told_tracking_no, r.claimed_until, r.version
  from shipment_reports r join fulfilments f on f.tenant_id = $1 and f.id = r.fulfilment_id where r.tenant_id = $1`

export function reportView(row: ReportRow): ReportView {
  return {
    id: row.id,
    orderId: row.order_id,
    fulfilmentId: row.fulfilment_id,
    // What was told stays what was told, also when the parcel was taken back or has left anew since.
    trackingNo: (['reported', 'already'].includes(row.state) && row.told_tracking_no) || row.tracking_no || '',
    state: row.state,
    attempts: row.attempts,
    dueAt: row.state === 'waiting' ? row.due_at.toISOString() : null,
    reportedAt: row.reported_at?.toISOString() ?? null,
    trouble: row.trouble,
    version: row.version,
  }
}

type ShipmentRow = {
  state: string
  number: string
  carrier_code: string | null
  tracking_no: string | null
  shipped_at: Date | null
  channel_order_no: string
  channel_line_no: string
  quantity: number
  whole: boolean
  complete: boolean
}

/** What the channel is to hear of one parcel and one of its orders; undefined when the parcel has not left, or holds nothing the channel knows. */
export async function shipmentOf(ctx: Context, report: ReportRow): Promise<Shipment | undefined> {
  const { told_carrier: toldCarrier, told_tracking_no: toldNo } = report
  // A bundle's parts are many rows of one line, and the channel knows the line only.
  const rows = await ctx.sql<ShipmentRow>(
    `select f.state, f.number, f.carrier_code, f.tracking_no, f.shipped_at, o.channel_order_no, l.channel_line_no,
            least(l.quantity, sum(p.quantity))::int as quantity,
            not exists (${missing('g.id = f.id')}) as whole,
            o.state in ('shipped', 'delivered') or not exists (${missing(`g.state in ('shipped', 'delivered')`)}) as complete
       from fulfilments f join fulfilment_lines p on p.tenant_id = $1 and p.fulfilment_id = f.id
       join order_lines l on l.tenant_id = $1 and l.id = p.order_line_id
       join orders o on o.tenant_id = $1 and o.id = l.order_id
      where f.tenant_id = $1 and f.id = $2 and o.id = $3 and l.kind = 'ordered' and l.quantity > 0
      group by f.tenant_id, f.id, o.tenant_id, o.id, l.tenant_id, l.id order by l.line_no`,
    [report.fulfilment_id, report.order_id],
  )
  const [first] = rows
  if (!first || !['shipped', 'delivered'].includes(first.state) || !first.tracking_no) return undefined
  const carrierCode = first.carrier_code ?? 'other'
  return {
    channelOrderNo: first.channel_order_no,
    carrierCode,
    carrierName: carriers.find(([code]) => code === carrierCode)?.[2] ?? 'Other',
    trackingNo: first.tracking_no,
    shippedAt: first.shipped_at ?? ctx.now,
    parcelNo: first.number,
    lines: rows.map((r) => ({ channelLineNo: r.channel_line_no, quantity: r.quantity })),
    whole: first.whole,
    complete: first.complete,
    ...(toldNo &&
      toldCarrier &&
      (toldNo !== first.tracking_no || toldCarrier !== carrierCode) && {
        told: { carrierCode: toldCarrier, trackingNo: toldNo },
      }),
  }
}
