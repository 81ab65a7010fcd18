import { invalid } from '@/lib/kernel/refusal'
import { activateProduct } from '@/lib/modules/catalog/activate-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { setCategory } from '@/lib/modules/catalog/set-category'
import { updateCustomer } from '@/lib/modules/customers/update-customer'
import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { blockFulfilment } from '@/lib/modules/orders/block-fulfilment'
import { dismissReject } from '@/lib/modules/orders/dismiss-reject'
import { moveFulfilment } from '@/lib/modules/orders/move-fulfilment'
import { replayReject } from '@/lib/modules/orders/replay-reject'
import { rerunRouting } from '@/lib/modules/orders/rerun-routing'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setFlags } from '@/lib/modules/orders/set-flags'
import { setTags } from '@/lib/modules/orders/set-tags'
import { unblockFulfilment } from '@/lib/modules/orders/unblock-fulfilment'
import { settleAlert } from '@/lib/modules/purchasing/settle-alert'
import { snoozeAlert } from '@/lib/modules/purchasing/snooze-alert'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

type Input = Readonly<Record<string, unknown>>
type Action = (actor: Actor, targetId: string, input: Input, idempotencyKey: string) => Promise<unknown>

/** What a bulk job does to one row, by the name it was started under: the same use cases as by hand, with the owner's own rights. */
export const bulkActions: Readonly<Record<string, Action>> = {
  'order.review': (actor, orderId, input, idempotencyKey) =>
    run(reviewOrder, actor, { ...input, orderId }, { idempotencyKey }),
  'order.set-flags': (actor, orderId, input, idempotencyKey) =>
    run(setFlags, actor, { ...input, orderIds: [orderId] }, { idempotencyKey }),
  'order.set-tags': (actor, orderId, input, idempotencyKey) =>
    run(setTags, actor, { ...input, orderIds: [orderId] }, { idempotencyKey }),
  'order.assign': (actor, orderId, input, idempotencyKey) =>
    run(assignOrders, actor, { ...input, orderIds: [orderId] }, { idempotencyKey }),
  'rule.rerun': (actor, orderId, input, idempotencyKey) =>
    run(rerunRules, actor, { ...input, orderIds: [orderId] }, { idempotencyKey }),
  'rule.rerun-routing': async (actor, orderId, input, idempotencyKey) => {
    const { results } = await run(rerunRouting, actor, { ...input, orderIds: [orderId] }, { idempotencyKey })
    // What stays as it is, because of what has happened to it, says so in its row.
    const kept = results.find(({ outcome }) => outcome !== 'changed' && outcome !== 'unchanged')
    if (kept) invalid([{ path: 'id', code: `routing_${kept.outcome}` }])
  },
  'product.discontinue': (actor, productId, input, idempotencyKey) =>
    run(discontinueProduct, actor, { ...input, productId }, { idempotencyKey }),
  'product.activate': (actor, productId, input, idempotencyKey) =>
    run(activateProduct, actor, { ...input, productId }, { idempotencyKey }),
  'product.set-category': (actor, productId, input, idempotencyKey) =>
    run(setCategory, actor, { ...input, productId }, { idempotencyKey }),
  'fulfilment.block': (actor, fulfilmentId, input, idempotencyKey) =>
    run(blockFulfilment, actor, { ...input, fulfilmentId }, { idempotencyKey }),
  'fulfilment.unblock': (actor, fulfilmentId, input, idempotencyKey) =>
    run(unblockFulfilment, actor, { ...input, fulfilmentId }, { idempotencyKey }),
  'fulfilment.move': (actor, fulfilmentId, input, idempotencyKey) =>
    run(moveFulfilment, actor, { ...input, fulfilmentId }, { idempotencyKey }),
  'reject.replay': async (actor, rejectId, input, idempotencyKey) => {
    const { result } = await run(replayReject, actor, { ...input, rejectId }, { idempotencyKey })
    // Still not taken in: the row says why, as the list of rejects does.
    if (result?.outcome === 'rejected') invalid(result.error?.errors ?? [])
  },
  'reject.dismiss': (actor, rejectId, input, idempotencyKey) =>
    run(dismissReject, actor, { ...input, rejectId }, { idempotencyKey }),
  'customer.update': (actor, customerId, input, idempotencyKey) =>
    run(updateCustomer, actor, { ...input, customerId }, { idempotencyKey }),
  'alert.snooze': (actor, alertId, input, idempotencyKey) =>
    run(snoozeAlert, actor, { ...input, alertId }, { idempotencyKey }),
  'alert.settle': (actor, alertId, input, idempotencyKey) =>
    run(settleAlert, actor, { ...input, alertId }, { idempotencyKey }),
}
