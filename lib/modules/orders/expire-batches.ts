import { z } from 'zod'
import { misjudged } from '@/lib/modules/inventory/judge-batches'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { settleTurns } from '@/lib/modules/orders/internal/settle-turns'
import { command } from '@/lib/platform/door/use-case'

const most = 50

/**
 * Batches whose last day of sale was yesterday are promised no longer, and what was promised of them is lost. Until this has come
 * round nothing of them is promised anew or leaves, either: whoever promises and whoever ships looks at the day.
 */
export const expireBatches = command({
  name: 'batch.expire',
  summary: 'Take batches past their last day of sale out of what may be promised',
  input: z.strictObject({}),
  audited: false,
  async run(ctx) {
    const due = await ctx.sql<{ id: string }>(
      `select id from stock_batches where tenant_id = $1 and sellable and sell_until < $2::date order by sell_until, id limit ${most}`,
      [todayOf(ctx)],
      'batches-due',
    )
    const turns = await misjudged(
      ctx,
      due.map(({ id }) => id),
    )
    // One after the other: a turn holds the orders it breaks, and no more than those.
    const [first] = turns
    if (first) await settleTurns(ctx, [first], { reference: first.code, documentId: first.batchId })
    return { more: turns.length > 1 }
  },
})
