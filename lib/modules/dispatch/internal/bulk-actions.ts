import { invalid } from '@/lib/kernel/refusal'
import { activateProduct } from '@/lib/modules/catalog/activate-product'
import { discontinueProduct } from '@/lib/modules/catalog/discontinue-product'
import { setCategory } from '@/lib/modules/catalog/set-category'
import { assignOrders } from '@/lib/modules/orders/assign-orders'
import { rerunRouting } from '@/lib/modules/orders/rerun-routing'
import { rerunRules } from '@/lib/modules/orders/rerun-rules'
import { reviewOrder } from '@/lib/modules/orders/review-order'
import { setFlags } from '@/lib/modules/orders/set-flags'
import { setTags } from '@/lib/modules/orders/set-tags'
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
}
