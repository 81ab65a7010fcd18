import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { fromMinor, toMinor } from '@/lib/kernel/money'
import { getOrder } from '@/lib/modules/orders/get-order'
import type { CancelPlan, OrderView } from '@/lib/modules/orders/schema'
import { type FulfilmentState, orderStates } from '@/lib/modules/orders/states'
import { query } from '@/lib/platform/door/use-case'

type Row = {
  id: string
  number: string
  state: FulfilmentState
  warehouse_code: string
  printed_count: number
  sku_code: string
  quantity: number
  shared: string[] | null
  mine: boolean
}

/** What cancelling an order would do, told before it is done. `version`: what the plan was made from. */
export const getCancelPlan = query({
  name: 'order.cancel-plan',
  summary: 'What cancelling an order stops, releases and voids',
  http: { method: 'GET', path: '/orders/{orderId}/cancel-plan' },
  input: z.strictObject({ orderId: id('order') }),
  async run(ctx, { orderId }): Promise<CancelPlan> {
    const order = await getOrder.within(ctx, { orderId })
    const rows = await ctx.sql<Row>(
      `select f.id, f.number, f.state, w.code as warehouse_code, f.printed_count, s.code as sku_code, sum(l.quantity)::int as quantity,
              ($3::uuid[] is null or f.warehouse_id = any($3::uuid[])) as mine,
              (select array_agg(distinct o.number) from fulfilment_lines x join orders o on o.tenant_id = $1 and o.id = x.order_id
                where x.tenant_id = $1 and x.fulfilment_id = f.id and x.order_id <> $2
                  and ($4::uuid[] is null or o.shop_id = any($4::uuid[]))) as shared
         from fulfilment_lines l
         join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
         join warehouses w on w.tenant_id = $1 and w.id = f.warehouse_id
         join skus s on s.tenant_id = $1 and s.id = l.sku_id
        where l.tenant_id = $1 and l.order_id = $2 and f.state <> 'cancelled'
        group by f.id, f.number, f.state, f.warehouse_id, w.code, f.printed_count, s.code order by f.number, s.code`,
      [orderId, ctx.actor.scope.warehouseIds, ctx.actor.scope.shopIds],
    )
    const gone = rows.filter((r) => r.state === 'shipped' || r.state === 'delivered')
    const stopped = rows.filter((r) => !gone.includes(r))
    // Cancelling ends parcels everywhere; what lies in warehouses out of one's sight is counted, not told.
    const open = stopped.filter((r) => r.mine)
    const waiting = await ctx.sql<{ skuCode: string; quantity: number }>(
      `select s.code as "skuCode", sum(d.quantity)::int as quantity from stock_demands d join skus s on s.tenant_id = $1 and s.id = d.sku_id
        where d.tenant_id = $1 and d.order_id = $2 group by s.code order by s.code`,
      [orderId],
    )
    const parcels = [...new Map(open.map((r) => [r.id, r])).values()]
    const over = order.state === 'shipped' || order.state === 'delivered' || gone.length > 0
    return {
      version: order.version,
      possible: !over && orderStates.can(order.state, 'cancelled'),
      shipped: [...new Set(gone.filter((r) => r.mine).map((r) => r.number))],
      parcels: parcels.map((p) => ({
        number: p.number,
        state: p.state,
        warehouseCode: p.warehouse_code,
        picked: p.state === 'picking' || p.state === 'packed',
        printed: p.printed_count > 0,
        sharedWith: p.shared ?? [],
      })),
      elsewhere: new Set(stopped.filter((r) => !r.mine).map((r) => r.id)).size,
      releases: open.map((r) => ({ skuCode: r.sku_code, warehouseCode: r.warehouse_code, quantity: r.quantity })),
      demands: waiting,
      holds: order.holds.map((h) => h.code),
      gifts: order.lines.filter((l) => l.kind === 'gift' && l.quantity > 0).length,
      // What was paid is given back outside: the plan says so, the house does not move money.
      refund: refundOf(order),
    }
  },
})

/** What is still with us of what the buyer paid. */
function refundOf({ paid, refunded, currency }: OrderView): CancelPlan['refund'] {
  const left = toMinor(paid, currency) - toMinor(refunded, currency)
  return left > 0n ? { amount: fromMinor(left, currency), currency } : null
}
