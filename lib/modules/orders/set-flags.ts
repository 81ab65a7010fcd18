import { z } from 'zod'
import { flagColours } from '@/lib/kernel/flag-colours'
import { id } from '@/lib/kernel/ids'
import { lockOrders } from '@/lib/modules/orders/internal/lock-orders'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { command } from '@/lib/platform/door/use-case'

const flagOf = z.enum(['', ...flagColours])

export const setFlags = command({
  name: 'order.set-flags',
  summary: 'Stick a colour flag on orders, or take it off',
  http: { method: 'POST', path: '/orders/flags' },
  input: z.strictObject({
    orderIds: z.array(id('order')).min(1).max(5000),
    flag: flagOf,
    /** Only where this one is now: how a change is undone without undoing a colleague's. */
    from: flagOf.optional(),
  }),
  example: { orderIds: ['0199b3c4-0000-7000-8000-000000000001'], flag: 'red' },
  output: z.object({ changed: z.array(z.object({ orderId: z.string(), from: flagOf })) }),
  async run(ctx, { orderIds, flag, from }) {
    const rows = await lockOrders(ctx, orderIds)
    const changed = rows
      .filter((row) => row.flag !== flag && (from === undefined || row.flag === from))
      .map((row) => ({ orderId: row.id, from: row.flag as z.output<typeof flagOf> }))
    await ctx.sql('update orders set flag = $3 where tenant_id = $1 and id = any($2::uuid[])', [
      changed.map(({ orderId }) => orderId),
      flag,
    ])
    await logEvents(
      ctx,
      changed.map(({ orderId, from }) => ({ orderId, kind: 'flag', data: { flag, was: from } })),
    )
    return { changed }
  },
})
