import type { Id } from '@/lib/kernel/ids'
import { ordersApproved } from '@/lib/modules/orders/events'
import { getOrder } from '@/lib/modules/orders/get-order'
import { lockOrder } from '@/lib/modules/orders/internal/lock-order'
import { dueForRules } from '@/lib/modules/orders/internal/rules/due-for-rules'
import { dropHolds } from '@/lib/modules/orders/internal/set-holds'
import { unblockWork } from '@/lib/modules/orders/internal/stop-work'
import type { OrderView } from '@/lib/modules/orders/schema'
import type { HoldCode } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

type Lift = { orderId: Id<'order'>; code: HoldCode; reason: string; version: number | undefined }

/** Takes one hold away and lets the work go on that waited for it; undefined when the order was not held by it. */
export async function liftHold(ctx: Context, { orderId, code, reason, version }: Lift): Promise<OrderView | undefined> {
  await lockOrder(ctx, orderId, version)
  const dropped = await dropHolds(ctx, [{ orderId, code }], { words: reason })
  if (dropped === 0) return undefined
  await unblockWork(ctx, [orderId])
  await dueForRules(ctx, [orderId])
  // An approved order may have waited for nothing but this.
  ctx.emit(ordersApproved([orderId]))
  ctx.tell({ code })
  return getOrder.within(ctx, { orderId })
}
