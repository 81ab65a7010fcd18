import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { findMessages } from '@/lib/modules/dispatch/internal/find-messages'
import { refsOfOrder } from '@/lib/modules/dispatch/internal/order-refs'
import { floorSteps, messageSteps, ownSteps, pullOf } from '@/lib/modules/dispatch/internal/path-steps'
import { type PathView, pathView } from '@/lib/modules/dispatch/schema'
import type { OrderView } from '@/lib/modules/orders/schema'
import { getShop } from '@/lib/modules/settings/get-shop'
import { query } from '@/lib/platform/door/use-case'

const most = 100

export const getOrderPath = query({
  name: 'dispatch.order-path',
  summary:
    'One order’s whole way: the message it arrived by, intake, rules, allocation, warehouse, shipment, report, tracking, and where it stands',
  http: { method: 'GET', path: '/dispatch/orders/{orderId}/path' },
  input: z.strictObject({ orderId: id('order') }),
  output: pathView,
  async run(ctx, { orderId }): Promise<PathView> {
    const { order } = await refsOfOrder(ctx, orderId)
    const [row] = await ctx.sql<{ shop_id: string }>('select shop_id from orders where tenant_id = $1 and id = $2', [
      orderId,
    ])
    const {
      id: shopId,
      code,
      name,
      channel,
    } = await getShop.within(ctx, { shopId: id('shop').parse(row?.shop_id ?? '') })
    const messages = (await findMessages(ctx, { orderId }, most)).filter(
      (one) => one.kind !== 'job' || !ownRow.has(one.name),
    )
    const own = await ownSteps(ctx, orderId)
    const taken = own[0]?.at ?? order.createdAt
    const pushed = messages.some((one) => one.kind === 'delivery' && one.at.toISOString() <= taken)
    const steps = [
      ...(pushed ? [] : await pullOf(ctx, shopId, taken)),
      ...own,
      ...messageSteps(messages),
      ...(await floorSteps(ctx, orderId)),
    ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    return {
      orderId,
      number: order.number,
      state: order.state,
      shop: { id: shopId, code, name, channel },
      stuck: stuckAt(order, steps),
      steps,
    }
  },
})

/** Jobs whose messages have rows of their own. */
const ownRow = new Set(['delivery.take', 'shipment-report.tell'])

/** The last thing that failed; else what the order itself waits for. */
function stuckAt(order: OrderView, steps: PathView['steps']): PathView['stuck'] {
  const failed = steps.findLast((one) => !one.ok && one.step !== 'stopped')
  if (failed) return { step: failed.step, cause: 'message', code: failed.detail || null, since: failed.at }
  const last = steps.at(-1)
  const [hold] = order.holds
  if (hold)
    return {
      step: 'stopped',
      cause: 'hold',
      code: hold.code,
      since: steps.findLast((one) => one.step === 'stopped')?.at ?? order.createdAt,
    }
  const waits = (
    {
      pending_review: 'review',
      awaiting_contact: 'review',
      approved: 'allocation',
      awaiting_purchase: 'allocation',
      awaiting_shipment: 'wave',
    } as const
  )[order.state as 'approved'] as PathView['steps'][number]['step'] | undefined
  return waits ? { step: waits, cause: order.state, code: null, since: last?.at ?? order.createdAt } : null
}
