import { type Turn, turnBatches, turnedUnits } from '@/lib/modules/inventory/block-batches'
import { stockIncreased } from '@/lib/modules/inventory/events'
import { breakPromises } from '@/lib/modules/orders/internal/break-promises'
import { loseGoods, type OrderThatLost } from '@/lib/modules/orders/internal/lose-goods'
import { startOver } from '@/lib/platform/db/errors'
import type { Context } from '@/lib/platform/door/context'

/**
 * Batches that nobody may sell any more, or that may be sold again. What was promised out of the former is lost as with an
 * adjustment: the youngest promises give way, and their orders say so.
 */
export async function settleTurns(
  ctx: Context,
  turns: readonly Turn[],
  /** What people read, and what the orders that lose refer to. */
  { reference, documentId }: { reference: string; documentId: string },
): Promise<OrderThatLost[]> {
  const changes = await turnedUnits(ctx, turns)
  const broken = await breakPromises(
    ctx,
    changes.filter((c) => c.quantity < 0),
    reference,
  )
  if (broken.impossible.length > 0) startOver('more of a batch than there is of its SKU')
  await turnBatches(ctx, turns, changes, { ids: broken.reservationIds, state: 'broken' })
  const more = changes.filter((c) => c.quantity > 0).map((c) => c.skuId)
  if (more.length > 0) ctx.emit(stockIncreased([...new Set(more)]))
  return loseGoods(ctx, broken, documentId)
}
