import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { putHolds } from '@/lib/modules/orders/internal/set-holds'
import { stopWork } from '@/lib/modules/orders/internal/stop-work'
import { type Pair, type Twin, twinHolds, unseenPairs } from '@/lib/modules/orders/internal/unseen-duplicates'
import type { OrderState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

/** What has been given goods once, or has left. */
const served: readonly OrderState[] = ['awaiting_purchase', 'awaiting_shipment', 'shipped', 'delivered']

/**
 * Before approved orders get goods: of two alike that came in at the same moment, and that were approved before anybody could be told, the
 * one that would get goods second goes back to review. Allocation works one turn at a time, so one of the two is always second. Answers
 * those turned back.
 */
export async function turnBackDuplicates(ctx: Context, approvedIds: readonly string[]): Promise<Set<string>> {
  const pairs = await unseenPairs(ctx, approvedIds)
  if (pairs.length === 0) return new Set()
  const asked = new Set(approvedIds)
  const second = ({ first, later }: Pair): Twin | undefined => {
    if (asked.has(first.id) && asked.has(later.id)) return later
    const [mine, other] = asked.has(later.id) ? [later, first] : [first, later]
    // Not served yet, the other one will find this one served.
    return served.includes(other.state) ? mine : undefined
  }
  const back = pairs.flatMap((pair) => {
    const held = second(pair)
    return held ? [{ ...pair, held }] : []
  })
  const ids = [...new Set(back.map(({ held }) => held.id))]
  if (ids.length === 0) return new Set()
  await stopWork(ctx, ids)
  await moveOrders(
    ctx,
    ids.map((orderId) => ({ orderId, from: 'approved', to: 'pending_review', reason: 'suspected_duplicate' })),
  )
  await putHolds(ctx, twinHolds(ctx, back))
  return new Set(ids)
}
