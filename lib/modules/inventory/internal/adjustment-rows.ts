import type { AdjustmentItem } from '@/lib/modules/inventory/schema'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type AdjustmentRow = {
  id: string
  number: string
  warehouse_code: string
  reason: string
  words: Buffer | null
  created_at: Date
}

/** Conditions follow after `a.tenant_id = $1`. */
export const selectAdjustments = `select a.id, a.number, w.code as warehouse_code, a.reason, a.words, a.created_at
  from stock_adjustments a join warehouses w on w.tenant_id = $1 and w.id = a.warehouse_id
 where a.tenant_id = $1`

export function adjustmentItem(crypt: TenantCrypt, row: AdjustmentRow): AdjustmentItem {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    reason: openWords(crypt, wordsAad('stock_adjustments', row.id), row.words, row.reason),
    createdAt: row.created_at.toISOString(),
  }
}
