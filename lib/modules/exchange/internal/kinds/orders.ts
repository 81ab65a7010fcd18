import { ingestReturns } from '@/lib/modules/aftersales/ingest-returns'
import { incomingReturn } from '@/lib/modules/aftersales/schema'
import type { Effect, Kind, Outcome, Task } from '@/lib/modules/exchange/internal/kinds/kind'
import { ingestOrders } from '@/lib/modules/orders/ingest-orders'
import { type OrderProfile, readOrders } from '@/lib/modules/orders/order-files'
import { fieldErrors } from '@/lib/platform/door/run'

type Body = { order?: Readonly<Record<string, unknown>>; back?: Readonly<Record<string, unknown>> }

/** Orders of a history or of today, and what came back of them. The sales of a page go first, so that its returns find them. */
export const orderKind: Kind<Body> = {
  async *read(input, task) {
    for await (const { order, back, errors, rows, place } of readOrders(
      task.profile as OrderProfile,
      input,
      shopOf(task),
    )) {
      const parsed = back && errors.length === 0 ? incomingReturn.safeParse(back) : undefined
      const wrong = parsed?.error ? fieldErrors(parsed.error).map((e) => ({ ...place(e.path), code: e.code })) : errors
      yield { body: back ? { back } : { order }, errors: wrong, rows, place }
    }
  },
  weight({ order }) {
    return Array.isArray(order?.lines) ? order.lines.length : 1
  },
  async judge(_ctx, _task, bodies) {
    // Intake judges by the order alone, and has while it was read; whether a return finds its sale shows when that is in.
    return bodies.map(() => [])
  },
  async take(ctx, task, bodies) {
    const { code } = shopOf(task)
    const outcomes: Outcome[] = bodies.map(() => ({ outcome: 'unchanged' }))
    const at = (has: 'order' | 'back') => bodies.flatMap((body, i) => (body[has] ? [i] : []))
    const orders = at('order')
    if (orders.length > 0) {
      const input = { shopCode: code, orders: orders.map((i) => bodies[i]?.order) }
      const { results } = await ingestOrders.within(ctx, input)
      for (const [n, { outcome, error, orderId }] of results.entries()) {
        // An order we know in a newer version than the file's stays as it is, too.
        const kept = outcome === 'stale' ? 'unchanged' : outcome
        const effects: Effect[] = outcome === 'created' && orderId ? [{ type: 'order', id: orderId }] : []
        outcomes[orders[n] ?? 0] = { outcome: kept, errors: error?.errors ?? [], effects }
      }
    }
    const returns = at('back')
    if (returns.length > 0) {
      const input = { shopCode: code, returns: returns.map((i) => bodies[i]?.back) }
      const { results } = await ingestReturns.within(ctx, input)
      for (const [n, { outcome, error, returnRequestIds }] of results.entries()) {
        const made = outcome === 'created' ? returnRequestIds : []
        const effects = made.map((id): Effect => ({ type: 'return', id }))
        outcomes[returns[n] ?? 0] = { outcome, errors: error?.errors ?? [], effects }
      }
    }
    return outcomes
  },
}

function shopOf({ shop }: Task) {
  if (!shop) throw new Error('orders are imported into a shop')
  return shop
}
