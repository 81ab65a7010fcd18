import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { getReturnRequest } from '@/lib/modules/aftersales/get-return-request'
import { lockReturn } from '@/lib/modules/aftersales/internal/lock-return'
import { settleReturn } from '@/lib/modules/aftersales/internal/settle-return'
import { returnRequestDetail } from '@/lib/modules/aftersales/schema'
import { undoReturn } from '@/lib/modules/inventory/undo-return'
import { seesWarehouse } from '@/lib/platform/door/actor'
import { command } from '@/lib/platform/door/use-case'

/** What came in for a return by mistake goes out again, as long as nothing has used it. */
export const undoReturnReceipt = command({
  name: 'return-request.undo-receipt',
  summary: 'Take a receipt of returned goods back, as long as nothing has used them',
  http: { method: 'POST', path: '/return-requests/{returnRequestId}/receipts/{receiptId}/undo' },
  input: z.strictObject({ returnRequestId: id('return-request'), receiptId: id('return-receipt') }),
  output: returnRequestDetail,
  async run(ctx, { returnRequestId, receiptId }) {
    const asked = await lockReturn(ctx, returnRequestId)
    const [receipt] = await ctx.sql<{ number: string; warehouse_id: string; undone_at: Date | null }>(
      'select number, warehouse_id, undone_at from return_receipts where tenant_id = $1 and id = $2 and return_request_id = $3 for update',
      [receiptId, returnRequestId],
    )
    if (!receipt || !seesWarehouse(ctx.actor, receipt.warehouse_id)) return refuse('not_found')
    if (receipt.undone_at === null) {
      await undoReturn(ctx, { requestId: asked.id, number: receipt.number })
      await ctx.sql('update return_receipts set undone_at = $3 where tenant_id = $1 and id = $2', [receiptId, ctx.now])
      await settleReturn(ctx, asked)
      ctx.tell({ receipt: receipt.number })
    }
    ctx.touch('return_request', asked.id)
    return getReturnRequest.within(ctx, { returnRequestId })
  },
})
