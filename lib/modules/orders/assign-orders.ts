import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { invalid } from '@/lib/kernel/refusal'
import { ordersAssigned } from '@/lib/modules/orders/events'
import { lockOrders } from '@/lib/modules/orders/internal/lock-orders'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

/** Who follows an order up (跟单). It gives no right to see it: somebody else's scope may not hold it. */
export const assignOrders = command({
  name: 'order.assign',
  summary: 'Give orders to a member to follow up, or to nobody',
  http: { method: 'POST', path: '/orders/assignee' },
  input: z.strictObject({
    orderIds: z.array(id('order')).min(1).max(5000),
    memberId: id('member').nullable(),
    /** Only where this member has it now (null: nobody): how a change is undone without undoing a colleague's. */
    from: id('member').nullable().optional(),
  }),
  example: { orderIds: ['0199b3c4-0000-7000-8000-000000000001'], memberId: null },
  output: z.object({ changed: z.array(z.object({ orderId: z.string(), from: z.string().nullable() })) }),
  async run(ctx, { orderIds, memberId, from }) {
    const rows = await lockOrders(ctx, orderIds)
    const [member] = await ctx.sql<{ name: string }>(
      'select name from members where tenant_id = $1 and id = $2 and disabled_at is null',
      [memberId],
    )
    if (memberId !== null && !member) invalid([{ path: 'memberId', code: 'unknown' }])
    const changed = rows
      .filter((row) => row.assignee_id !== memberId && (from === undefined || row.assignee_id === from))
      .map((row) => ({ orderId: row.id, from: row.assignee_id }))
    const ids = changed.map(({ orderId }) => orderId)
    await ctx.sql('update orders set assignee_id = $3 where tenant_id = $1 and id = any($2::uuid[])', [ids, memberId])
    await logEvents(
      ctx,
      ids.map((orderId) => ({ orderId, kind: 'flag', data: { assignee: member?.name ?? null } })),
    )
    if (ids.length > 0 && memberId !== null) ctx.emit(ordersAssigned(ids, memberId, ctx.actor.id, ctx.now))
    return { changed }
  },
})
