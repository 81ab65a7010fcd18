import type { SerialView } from '@/lib/modules/inventory/batch-schema'
import type { SerialState } from '@/lib/modules/inventory/schema'

export type SerialRow = {
  id: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  code: string
  code_key: string
  state: SerialState
  warehouse_code: string | null
  created_at: Date
  updated_at: Date
}

/** Conditions follow after `u.tenant_id = $1`. */
export const selectSerials = `select u.id, u.sku_id, s.code as sku_code, s.name, s.name_en, u.code, u.code_key, u.state, w.code as warehouse_code,
    u.created_at, u.updated_at
  from stock_serials u
  join skus s on s.tenant_id = $1 and s.id = u.sku_id
  left join warehouses w on w.tenant_id = $1 and w.id = u.warehouse_id
 where u.tenant_id = $1`

export function serialView(row: SerialRow): SerialView {
  return {
    id: row.id,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    name: row.name,
    nameEn: row.name_en,
    serialNo: row.code,
    state: row.state,
    warehouseCode: row.warehouse_code,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }
}
