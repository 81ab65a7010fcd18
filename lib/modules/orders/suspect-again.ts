import { z } from 'zod'
import { firstIdAt } from '@/lib/kernel/ids'
import { putHolds } from '@/lib/modules/orders/internal/set-holds'
import { twinHolds, unseenPairs } from '@/lib/modules/orders/internal/unseen-duplicates'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const inReview: readonly OrderState[] = ['pending_review', 'awaiting_contact']

/**
 * Behind intake: what came in at the same moment by two ways is there by now, and whoever reviews is told before they approve. Of the two
 * the later one is held, and the first one where the later is not in review any more.
 */
export const suspectAgain = command({
  name: 'order.suspect-again',
  summary: 'Look for duplicates among orders that came in at the same moment',
  audited: false,
  input: z.strictObject({ orderIds: z.array(z.uuid()).optional() }),
  async run(ctx, { orderIds }) {
    if (ctx.tenant.settings.duplicateHours === 0) return { more: false }
    const pairs = await unseenPairs(ctx, orderIds ?? (await latest(ctx)))
    if (pairs.length === 0) return { more: false }
    const locked = await ctx.sql<{ id: string; state: OrderState }>(
      'select id, state from orders where tenant_id = $1 and id = any($2::uuid[]) order by id for update',
      [[...new Set(pairs.flatMap(({ first, later }) => [first.id, later.id]))]],
    )
    const reviewed = new Set(locked.flatMap(({ id, state }) => (inReview.includes(state) ? [id] : [])))
    const held = pairs.flatMap((pair) => {
      const one = [pair.later, pair.first].find(({ id }) => reviewed.has(id))
      return one ? [{ ...pair, held: one }] : []
    })
    await putHolds(ctx, twinHolds(ctx, held))
    return { more: false }
  },
})

/** What has come in since the clock looked last, and some before. By the ids, which begin with the time they were made at. */
async function latest(ctx: Context): Promise<string[]> {
  const since = firstIdAt(new Date(ctx.now.getTime() - 30 * 60_000))
  const rows = await ctx.sql<{ id: string }>(
    'select id from orders where tenant_id = $1 and id > $2::uuid and state = any($3) order by id desc limit 5000',
    [since, inReview],
  )
  return rows.map(({ id }) => id)
}
