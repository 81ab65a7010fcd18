import { z } from 'zod'
import { newId } from '@/lib/kernel/ids'
import { command } from '@/lib/platform/door/use-case'

/** A parcel has left: each of its orders that came from a connected shop is to be told there. Twice is once. */
export const queueReports = command({
  name: 'shipment-report.queue',
  summary: 'Note which shipments the marketplaces are to be told of',
  audited: false,
  input: z.strictObject({ fulfilmentIds: z.array(z.uuid()).max(1000) }),
  async run(ctx, { fulfilmentIds }) {
    const orders = await ctx.sql<{ fulfilment_id: string; order_id: string; shop_id: string }>(
      `select distinct p.fulfilment_id, o.id as order_id, o.shop_id
         from fulfilment_lines p join orders o on o.tenant_id = $1 and o.id = p.order_id
         join shop_connections c on c.tenant_id = $1 and c.shop_id = o.shop_id
        where p.tenant_id = $1 and p.fulfilment_id = any($2::uuid[]) and o.origin = 'live'`,
      [fulfilmentIds],
    )
    if (orders.length === 0) return { queued: 0 }
    // A parcel that was taken back and left again is another shipment: what was withdrawn or given up waits anew, and what was told
    // under another number, or with another carrier. Reports of the time before they kept what was told find it in their order's history.
    const rows = await ctx.sql<{ id: string; shop_id: string }>(
      `insert into shipment_reports (tenant_id, id, shop_id, order_id, fulfilment_id, due_at, created_at)
       select $1, u.id, u.shop_id, u.order_id, u.fulfilment_id, $6, $6
         from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[]) as u(id, shop_id, order_id, fulfilment_id)
       on conflict (tenant_id, fulfilment_id, order_id) do update
          set state = 'waiting', attempts = 0, due_at = excluded.due_at, trouble = null, version = shipment_reports.version + 1,
              (told_tracking_no, told_carrier) = (
                select coalesce(shipment_reports.told_tracking_no, max(e.no)), coalesce(shipment_reports.told_carrier, max(e.carrier)) from (
                  select h.data->>'trackingNo' as no, h.data->>'carrierCode' as carrier from order_events h
                   where h.tenant_id = $1 and h.order_id = excluded.order_id and h.kind = 'shipment'
                     and h.data->>'fulfilmentId' = excluded.fulfilment_id::text and h.at <= shipment_reports.reported_at
                   order by h.seq desc limit 1) e)
        where shipment_reports.state in ('withdrawn', 'failed') or (shipment_reports.state in ('reported', 'already') and exists (
          select 1 from fulfilments f where f.tenant_id = $1 and f.id = excluded.fulfilment_id and f.state in ('shipped', 'delivered')
             and (f.tracking_no, coalesce(f.carrier_code, 'other'))
                 is distinct from (shipment_reports.told_tracking_no, shipment_reports.told_carrier)))
       returning id, shop_id`,
      [
        orders.map(() => newId()),
        orders.map((o) => o.shop_id),
        orders.map((o) => o.order_id),
        orders.map((o) => o.fulfilment_id),
        ctx.now,
      ],
    )
    for (const { id, shop_id } of rows)
      ctx.emit({ name: 'shipment-report.due', payload: { reportId: id, shopId: shop_id } })
    return { queued: rows.length }
  },
})
