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

/** Conditions follow after `h.tenant_id = $1`. */
export const selectHandOvers = `select h.id, h.number, h.warehouse_id, w.code as warehouse_code, h.carrier_code, h.parcels, h.weight_g, h.created_by, h.created_at
  from hand_overs h join warehouses w on w.tenant_id = $1 and w.id = h.warehouse_id
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
