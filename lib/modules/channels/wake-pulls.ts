import { z } from 'zod'
import { isCallable } from '@/lib/modules/channels/internal/breaker'
import { command } from '@/lib/platform/door/use-case'

const most = 200
/** A pull that was told to nobody, or whose worker died before it began, is due again after this. */
const lostSeconds = 60

/** Tells which shops are due for a pull; the clock asks every few seconds. */
export const wakePulls = command({
  name: 'connection.wake-pulls',
  summary: 'Start the pulls that are due',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const due = await ctx.sql<{ shop_id: string }>(
      `update shop_connections c set due_at = $2 from (
         select shop_id from shop_connections p where tenant_id = $1 and ${isCallable('p', '$3')} and due_at <= $3
            and (lease_until is null or lease_until <= $3)
          order by due_at limit ${most} for update skip locked) d
        where c.tenant_id = $1 and c.shop_id = d.shop_id returning c.shop_id`,
      [new Date(ctx.now.getTime() + lostSeconds * 1000), ctx.now],
    )
    for (const { shop_id } of due) ctx.emit({ name: 'connection.pull-due', payload: { shopId: shop_id } })
    return { more: due.length === most }
  },
})
