import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { type ReceiptRow, receiptItem, selectReceipts } from '@/lib/modules/inventory/internal/document-rows'
import { type MovementRow, movementView, selectMovements } from '@/lib/modules/inventory/internal/movement-rows'
import { receiptView } from '@/lib/modules/inventory/schema'
import { query } from '@/lib/platform/door/use-case'

export const getReceipt = query({
  name: 'receipt.get',
  summary: 'One receipt with its movements',
  http: { method: 'GET', path: '/stock/receipts/{receiptId}' },
  input: z.strictObject({ receiptId: id('receipt') }),
  output: receiptView,
  async run(ctx, { receiptId }) {
    const [row] = await ctx.sql<ReceiptRow>(
      `${selectReceipts} and d.id = $2 and ($3::uuid[] is null or d.warehouse_id = any($3::uuid[]))`,
      [receiptId, ctx.actor.scope.warehouseIds],
    )
    if (!row) return refuse('not_found')
    // Ids are made in the sequence of the lines.
    const lines = await ctx.sql<MovementRow>(`${selectMovements} and m.reference_id = $2 order by m.id`, [receiptId])
    const crypt = await ctx.crypt()
    return { ...receiptItem(crypt, row), lines: lines.map((line) => movementView(crypt, line)) }
  },
})
