import type { HandOverView } from '@/lib/modules/warehouse/schema'

export type HandOverRow = {
  id: string
  number: string
  warehouse_id: string
  warehouse_code: string
  carrier_code: string
  parcels: number
  weight_g: number
  created_by: string
  created_at: Date
}

/** Conditions follow after `h.tenant_id = $1`; $2: the shops that the actor sees, null for all. Sums are of their parcels alone. */
export const selectHandOvers = `select h.id, h.number, h.warehouse_id, w.code as warehouse_code, h.carrier_code,
    coalesce(s.parcels, h.parcels) as parcels, coalesce(s.weight_g, h.weight_g) as weight_g, h.created_by, h.created_at
  from hand_overs h join warehouses w on w.tenant_id = $1 and w.id = h.warehouse_id
  left join lateral (
    select count(*)::int as parcels, coalesce(sum(p.weight_g), 0)::int as weight_g from hand_over_parcels p
      join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id and f.shop_id = any($2::uuid[])
     where p.tenant_id = $1 and p.hand_over_id = h.id) s on $2::uuid[] is not null
 where h.tenant_id = $1`

export function handOverView(row: HandOverRow): HandOverView {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    carrierCode: row.carrier_code,
    parcels: row.parcels,
    weightG: row.weight_g,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
  }
}
