import type { MoveItem, ReceiptItem } from '@/lib/modules/inventory/schema'
import type { TenantCrypt } from '@/lib/platform/tenant-crypt'
import { openWords, wordsAad } from '@/lib/platform/words'

type Row = { id: string; number: string; warehouse_code: string; words: Buffer; created_at: Date }
export type MoveRow = Row
export type ReceiptRow = Row & { reference: string }

/** Conditions follow after `d.tenant_id = $1`. */
const select = (
  table: string,
  more = '',
) => `select d.id, d.number, w.code as warehouse_code, d.words, d.created_at${more}
  from ${table} d join warehouses w on w.tenant_id = $1 and w.id = d.warehouse_id
 where d.tenant_id = $1`

export const selectMoves = select('stock_moves')
export const selectReceipts = select('stock_receipts', ', d.reference')

/** A page of documents, newest first. */
export const pageOfDocuments = `and ($2::uuid[] is null or d.warehouse_id = any($2::uuid[]))
    and ($3::timestamptz is null or (d.created_at, d.id) < ($3::timestamptz, $4::uuid))
  order by d.created_at desc, d.id desc limit $5`

export function moveItem(crypt: TenantCrypt, row: MoveRow): MoveItem {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    note: openWords(crypt, wordsAad('stock_moves', row.id), row.words, ''),
    createdAt: row.created_at.toISOString(),
  }
}

export function receiptItem(crypt: TenantCrypt, row: ReceiptRow): ReceiptItem {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    reference: row.reference,
    note: openWords(crypt, wordsAad('stock_receipts', row.id), row.words, ''),
    createdAt: row.created_at.toISOString(),
  }
}
