import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import { id } from '@/lib/kernel/ids'
import { fromMinor } from '@/lib/kernel/money'
import { mergeGroups } from '@/lib/modules/orders/internal/merge-group'
import type { MaskedContact } from '@/lib/modules/orders/schema'
import { overridableHolds } from '@/lib/modules/orders/states'
import type { MergeAcrossShops } from '@/lib/platform/door/actor'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf } from '@/lib/platform/paging'

type Parcel = {
  id: string
  number: string
  units: number
  orders: { id: string; number: string; shopCode: string; total: string }[]
}
type Row = {
  last: string
  first_parcel: string
  warehouse_code: string
  currency: string
  contact_masked: MaskedContact
  province: string
  city: string
  parcels: Parcel[]
}

/** One buyer's groups in two warehouses may share their newest order, never a parcel. */
const cursorShape = z.tuple([z.uuid(), z.uuid()])

/**
 * Unpicked parcels that could leave in one: same warehouse, currency, buyer and address, nothing held, nothing sealed; of one shop,
 * or of several where the company merges over shops.
 */
export const listMergeSuggestions = query({
  name: 'order.merge-suggestions',
  summary: 'Groups of parcels that could be merged, newest orders first',
  http: { method: 'GET', path: '/orders/merge-suggestions' },
  input: z.strictObject({ ...pageFields, orderId: id('order').optional() }),
  example: {},
  async run(ctx, { limit, cursor, orderId }) {
    const { shopIds, warehouseIds } = ctx.actor.scope
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const mode = ctx.tenant.settings.mergeAcrossShops
    const rows = await ctx.sql<Row>(
      suggestions(mode),
      [shopIds, warehouseIds, orderId ?? null, overridableHolds, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
      `merge-suggestions-${mode}`,
    )
    return pageOf(
      rows,
      limit,
      (row) => {
        const shopCodes = [...new Set(row.parcels.flatMap((p) => p.orders.map((o) => o.shopCode)))].sort()
        return {
          /** The first of `shopCodes`. */
          shopCode: shopCodes[0] ?? '',
          shopCodes,
          warehouseCode: row.warehouse_code,
          currency: row.currency,
          buyer: { name: row.contact_masked.name, province: row.province, city: row.city },
          parcels: row.parcels.map(({ orders, ...parcel }) => ({
            ...parcel,
            orders: orders.map((o) => ({ ...o, total: fromMinor(BigInt(o.total), row.currency) })),
          })),
        }
      },
      (row) => encodeCursor([row.last, row.first_parcel]),
    )
  },
})

/** Found by the key alone, which an index has; what else has to be equal is asked of those few. */
function suggestions(mode: MergeAcrossShops): string {
  const { key, group } = mergeGroups[mode]
  return `with twice as (
       select o.currency, o.${key} as key from orders o
        where o.tenant_id = $1 and o.state = 'awaiting_shipment' and o.${key} is not null and o.${key} <> 0
          and ($2::uuid[] is null or o.shop_id = any($2::uuid[]))
          and ($4::uuid is null or o.${key} = (select x.${key} from orders x where x.tenant_id = $1 and x.id = $4))
        group by o.currency, o.${key} having count(*) > 1
     ), ready as (
       select distinct o.id, o.number, s.code as shop_code, o.currency, t.key, ${group} as common, o.total_minor, o.contact_masked,
              o.province, o.city, f.id as parcel, f.number as parcel_number, f.warehouse_id
         from twice t
         join orders o on o.tenant_id = $1 and o.state = 'awaiting_shipment' and o.${key} = t.key and o.${key} is not null
                      and o.${key} <> 0 and o.currency = t.currency and not o.sealed
         join shops s on s.tenant_id = $1 and s.id = o.shop_id
         join fulfilment_lines l on l.tenant_id = $1 and l.order_id = o.id
         join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id and f.state in ('allocated', 'released') and f.block_reason is null
        where ($2::uuid[] is null or o.shop_id = any($2::uuid[]) and f.shop_id = any($2::uuid[]))
          and ($3::uuid[] is null or f.warehouse_id = any($3::uuid[]))
          and (o.hold_count = 0 or not exists (
            select 1 from order_holds h where h.tenant_id = $1 and h.order_id = o.id and h.code <> all($5)))
          and not exists (
            select 1 from fulfilment_lines g join fulfilments p on p.tenant_id = $1 and p.id = g.fulfilment_id
             where g.tenant_id = $1 and g.order_id = o.id and p.state in ('shipped', 'delivered'))
     ), packed as (
       select r.currency, r.key, r.common, r.warehouse_id, r.parcel, r.parcel_number, max(r.id::text) as last,
              (array_agg(r.contact_masked))[1] as contact_masked, min(r.province) as province, min(r.city) as city,
              jsonb_agg(jsonb_build_object('id', r.id, 'number', r.number, 'shopCode', r.shop_code, 'total', r.total_minor::text)
                        order by r.number) as orders,
              (select sum(l.quantity)::int from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = r.parcel) as units
         from ready r group by r.currency, r.key, r.common, r.warehouse_id, r.parcel, r.parcel_number
     )
     select max(p.last) as last, min(p.parcel::text) as first_parcel, w.code as warehouse_code, p.currency,
            (array_agg(p.contact_masked))[1] as contact_masked, min(p.province) as province, min(p.city) as city,
            jsonb_agg(jsonb_build_object('id', p.parcel, 'number', p.parcel_number, 'units', p.units, 'orders', p.orders)
                      order by p.parcel_number) as parcels
       from packed p
       join warehouses w on w.tenant_id = $1 and w.id = p.warehouse_id
      group by w.code, p.currency, p.key, p.common, p.warehouse_id
     having count(*) > 1 and count(distinct p.orders) > 1 and ($6::text is null or (max(p.last), min(p.parcel::text)) < ($6, $7::text))
      order by max(p.last) desc, min(p.parcel::text) desc limit $8`
}
