import { refuse } from '@/lib/kernel/refusal'
import { draftMove } from '@/lib/modules/inventory/draft-move'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import { moveInput } from '@/lib/modules/inventory/schema'
import { breakPromises } from '@/lib/modules/orders/internal/break-promises'
import { loseGoods } from '@/lib/modules/orders/internal/lose-goods'
import { command } from '@/lib/platform/door/use-case'

/**
 * Moves goods from bin to bin of one warehouse: put away, restock, set aside as defective or back. All lines or none. What
 * becomes defective is lost to whom it was promised, as with an adjustment.
 */
export const moveStock = command({
  name: 'stock.move',
  summary: 'Move goods from bin to bin: put away, restock, good to defective and back',
  http: { method: 'POST', path: '/stock/moves', status: 201 },
  input: moveInput,
  example: {
    warehouseCode: 'HZ',
    lines: [{ skuCode: 'TEA-001', fromBin: 'DEFAULT', toBin: 'A-01-01', quantity: 20 }],
  },
  async run(ctx, input) {
    const { id, number, warehouseCode, movements, losses } = await draftMove(ctx, input)
    const broken = await breakPromises(ctx, losses, number)
    const short = movements.flatMap(({ skuId, quantity, paths }) =>
      quantity < 0 && paths && broken.impossible.some((loss) => loss.skuId === skuId)
        ? [{ path: paths.quantity, code: 'insufficient_stock' }]
        : [],
    )
    if (short.length > 0) refuse('insufficient_stock', { errors: short.slice(0, 100) })
    await postMovements(ctx, movements, { closed: { ids: broken.reservationIds, state: 'broken' } })
    const brokenOrders = await loseGoods(ctx, broken, id)
    ctx.touch('stock_move', id)
    ctx.tell({ lines: input.lines.length, ...(brokenOrders.length > 0 && { brokenOrders: brokenOrders.length }) })
    const { note, lines } = input
    return { id, number, warehouseCode, note, lines, createdAt: ctx.now.toISOString(), brokenOrders }
  },
})
