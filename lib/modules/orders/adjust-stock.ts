import type { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { draftAdjustment } from '@/lib/modules/inventory/draft-adjustment'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { adjustmentInput } from '@/lib/modules/inventory/schema'
import { breakPromises } from '@/lib/modules/orders/internal/break-promises'
import { endAdjustedShortages } from '@/lib/modules/orders/internal/end-shortages'
import { loseGoods } from '@/lib/modules/orders/internal/lose-goods'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/**
 * Corrects what is on hand, with a reason; with costs it is the opening stock. All lines or none. What is gone is gone, also
 * when it was promised: then the youngest promises are broken in the same transaction, and their orders say so.
 */
export const adjustStock = command({
  name: 'stock.adjust',
  summary: 'Adjust stock in one warehouse: opening stock, loss, finds',
  http: { method: 'POST', path: '/stock/adjustments', status: 201 },
  input: adjustmentInput,
  example: {
    warehouseCode: 'HZ',
    reason: 'Opening stock',
    lines: [{ skuCode: 'TEA-001', quantity: 100, unitCost: '21.50' }],
  },
  async run(ctx, input) {
    const made = await postAdjustment(ctx, input)
    await endAdjustedShortages(ctx, made.id)
    return made
  },
})

/** The adjustment by itself: for whoever settles what it is about. */
export async function postAdjustment(ctx: Context, input: z.output<typeof adjustmentInput>) {
  const { id, number, warehouseCode, movements, losses } = await draftAdjustment(ctx, input)
  const broken = await breakPromises(ctx, losses, number)
  // Posting would refuse it as well, but not say which of two thousand lines is to blame.
  const short = movements.flatMap(({ skuId, quantity, paths }) =>
    quantity < 0 && paths && broken.impossible.some((loss) => loss.skuId === skuId)
      ? [{ path: paths.quantity, code: 'insufficient_stock' }]
      : [],
  )
  if (short.length > 0) refuse('insufficient_stock', { errors: short.slice(0, 100) })
  await postMovements(ctx, movements, { closed: { ids: broken.reservationIds, state: 'broken' } })
  const brokenOrders = await loseGoods(ctx, broken, id)
  ctx.touch('stock_adjustment', id)
  ctx.tell({ lines: input.lines.length, ...(brokenOrders.length > 0 && { brokenOrders: brokenOrders.length }) })
  const { reason, lines } = input
  return { id, number, warehouseCode, reason, lines, createdAt: ctx.now.toISOString(), brokenOrders }
}
