import { trackingKeyOf } from '@/lib/modules/orders/internal/tracking-key'
import { type Hit, mostFound } from '@/lib/modules/settings/number-sets'
import type { Context } from '@/lib/platform/door/context'

/** The parcels that pasted numbers mean: their own, those of the carrier, and numbers of the orders that lie in them. */
export function parcelsByNumbers(ctx: Context, numbers: readonly string[]): Promise<Hit[]> {
  const { shopIds, warehouseIds } = ctx.actor.scope
  return ctx.sql<Hit>(
    `with n as materialized (select * from unnest($2::text[], $3::text[], $4::text[]) with ordinality as u(word, number, track, n)),
     hits as (
       select n.n, f.id from n join fulfilments f on f.tenant_id = $1 and f.number = n.number
       union select n.n, f.id from n join fulfilments f on f.tenant_id = $1 and f.tracking_key = n.track
       union select n.n, l.fulfilment_id from n join orders o on o.tenant_id = $1 and o.number = n.number
                    join fulfilment_lines l on l.tenant_id = $1 and l.order_id = o.id
       union select n.n, l.fulfilment_id from n join orders o on o.tenant_id = $1 and o.channel_order_no = n.word
                    join fulfilment_lines l on l.tenant_id = $1 and l.order_id = o.id)
     select h.n::int as n, h.id from hits h join fulfilments f on f.tenant_id = $1 and f.id = h.id
      where ($5::uuid[] is null or f.shop_id = any($5)) and ($6::uuid[] is null or f.warehouse_id = any($6))
      order by h.n, h.id limit ${mostFound + 1}`,
    [numbers, numbers.map((word) => word.toUpperCase()), numbers.map(trackingKeyOf), shopIds, warehouseIds],
    'parcels-by-numbers',
  )
}
