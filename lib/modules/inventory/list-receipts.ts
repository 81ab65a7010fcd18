import { z } from 'zod'
import { decodeCursor, encodeCursor } from '@/lib/kernel/cursor'
import {
  receiptItem as item,
  pageOfDocuments,
  type ReceiptRow,
  selectReceipts,
} from '@/lib/modules/inventory/internal/document-rows'
import { placesAsked } from '@/lib/modules/inventory/internal/places-asked'
import { receiptItem } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'
import { pageFields, pageOf, pageView } from '@/lib/platform/paging'

const cursorShape = z.tuple([z.iso.datetime(), z.uuid()])

export const listReceipts = query({
  name: 'receipt.list',
  summary: 'Receipts of goods without a purchase order, newest first',
  http: { method: 'GET', path: '/stock/receipts' },
  input: z.strictObject({ ...pageFields, warehouseCode: z.string().max(100).optional() }),
  example: { warehouseCode: 'HZ' },
  output: pageView(receiptItem),
  async run(ctx, { limit, cursor, warehouseCode }) {
    const after = cursor ? decodeCursor(cursor, cursorShape) : undefined
    const rows = await ctx.sql<ReceiptRow>(`${selectReceipts} ${pageOfDocuments}`, [
      await placesAsked(ctx, warehouseCode),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit + 1,
    ])
    const crypt = await ctx.crypt()
    return pageOf(
      rows,
      limit,
      (r) => item(crypt, r),
      (r) => encodeCursor([r.created_at.toISOString(), r.id]),
    )
  },
})
