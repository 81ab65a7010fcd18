import { fromMinor } from '@/lib/kernel/money'
import type { MovementView } from '@/lib/modules/inventory/schema'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

export type MovementRow = {
  id: string
  at: Date
  sku_id: string
  sku_code: string
  sku_name: string
  sku_name_en: string
  warehouse_code: string
  bin_code: string
  reason: MovementView['reason']
  quantity: number
  value_minor: bigint
  currency: string
  reference: string
  reference_type: string
  reference_id: string
  note: string
  words: Buffer | null
  batch_id: string | null
  batch_no: string | null
  expires_on: string | null
}

/** The ledger with the names of what moved; conditions follow after `m.tenant_id = $1`. */
export const selectMovements = `select m.id, m.at, m.sku_id, s.code as sku_code, s.name as sku_name, s.name_en as sku_name_en,
    w.code as warehouse_code, n.code as bin_code, m.reason, m.quantity, m.value_minor, m.currency, m.reference, m.reference_type, m.reference_id, m.note, m.words,
    m.batch_id, k.code as batch_no, k.expires_on
  from stock_movements m
  join skus s on s.tenant_id = $1 and s.id = m.sku_id
  join warehouses w on w.tenant_id = $1 and w.id = m.warehouse_id
  join bins n on n.tenant_id = $1 and n.id = m.bin_id
  left join stock_batches k on k.tenant_id = $1 and k.id = m.batch_id
 where m.tenant_id = $1`

export function movementView(crypt: TenantCrypt, row: MovementRow): MovementView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    skuId: row.sku_id,
    skuCode: row.sku_code,
    skuName: row.sku_name,
    skuNameEn: row.sku_name_en,
    warehouseCode: row.warehouse_code,
    binCode: row.bin_code,
    reason: row.reason,
    quantity: row.quantity,
    value: fromMinor(row.value_minor, row.currency),
    currency: row.currency,
    reference: row.reference,
    referenceType: row.reference_type,
    referenceId: row.reference_id,
    note: openWords(crypt, wordsAad('stock_movements', row.id), row.words, row.note),
    batchId: row.batch_id,
    batchNo: row.batch_no,
    expiresOn: row.expires_on,
  }
}
