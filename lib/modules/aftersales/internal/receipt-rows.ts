import { groupBy } from '@/lib/kernel/group'
import { fromMinor } from '@/lib/kernel/money'
import type { ReturnReceiptView } from '@/lib/modules/aftersales/schema'
import type { Context } from '@/lib/platform/door/context'
import { openWords, wordsAad } from '@/lib/platform/words'

export const receiptAad = (id: string) => wordsAad('return_receipts', id)
export const receiptLineAad = (id: string) => wordsAad('return_receipt_lines', id)

type Row = {
  receipt_id: string
  number: string
  warehouse_code: string
  receipt_words: Buffer
  created_at: Date
  undone_at: Date | null
  id: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  quantity: number
  condition: ReturnReceiptView['lines'][number]['condition']
  value_minor: bigint
  cost_basis: ReturnReceiptView['lines'][number]['costBasis']
  words: Buffer
}

/** What has come in for a return request, the newest first. */
export async function receiptsOf(ctx: Context, requestId: string): Promise<ReturnReceiptView[]> {
  const rows = await ctx.sql<Row>(
    `select r.id as receipt_id, r.number, w.code as warehouse_code, r.words as receipt_words, r.created_at, r.undone_at, l.id, l.sku_id,
            s.code as sku_code, s.name, s.name_en, l.quantity, l.condition, l.value_minor, l.cost_basis, l.words
       from return_receipts r
       join warehouses w on w.tenant_id = $1 and w.id = r.warehouse_id
       join return_receipt_lines l on l.tenant_id = $1 and l.receipt_id = r.id
       join skus s on s.tenant_id = $1 and s.id = l.sku_id
      where r.tenant_id = $1 and r.return_request_id = $2 order by r.created_at desc, r.id desc, l.position`,
    [requestId],
    'return-receipts-of',
  )
  const crypt = await ctx.crypt()
  const { currency } = ctx.tenant
  return [...groupBy(rows, (row) => row.receipt_id)].map(([id, lines]) => {
    const [first] = lines as [Row]
    return {
      id,
      number: first.number,
      warehouseCode: first.warehouse_code,
      note: openWords(crypt, receiptAad(id), first.receipt_words, ''),
      createdAt: first.created_at.toISOString(),
      undoneAt: first.undone_at?.toISOString() ?? null,
      lines: lines.map((line) => ({
        id: line.id,
        skuId: line.sku_id,
        skuCode: line.sku_code,
        name: line.name,
        nameEn: line.name_en,
        quantity: line.quantity,
        condition: line.condition,
        value: fromMinor(line.value_minor, currency),
        costBasis: line.cost_basis,
        reason: openWords(crypt, receiptLineAad(line.id), line.words, ''),
      })),
    }
  })
}
