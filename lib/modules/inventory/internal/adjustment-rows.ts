import type { AdjustmentItem } from '@/lib/modules/inventory/schema'

export type AdjustmentRow = { id: string; number: string; warehouse_code: string; reason: string; created_at: Date }

/** Conditions follow after `a.tenant_id = $1`. */
export const selectAdjustments = `select a.id, a.number, w.code as warehouse_code, a.reason, a.created_at
  from stock_adjustments a join warehouses w on w.tenant_id = $1 and w.id = a.warehouse_id
 where a.tenant_id = $1`

export function adjustmentItem(row: AdjustmentRow): AdjustmentItem {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
  }
}
