import { z } from 'zod'
import { isCallable } from '@/lib/modules/channels/internal/breaker'
import { command } from '@/lib/platform/door/use-case'
import { pausedWhere } from '@/lib/platform/queue/paused-where'

const most = 500
const keptMs = 30 * 86_400_000

/** Pushes whose work failed or whose worker died, except what is paused or rests; and those done a month ago are forgotten. */
export const wakeDeliveries = command({
  name: 'delivery.wake',
  summary: 'Work on pushes that were left, forget the old',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const left = await ctx.sql<{ id: string; shop_id: string }>(
      `select d.id, d.shop_id from channel_deliveries d
        where d.tenant_id = $1 and d.state = 'waiting' and d.received_at < $2::timestamptz - interval '1 minute'
          and (d.trouble is null or exists (
            select 1 from shop_connections c where c.tenant_id = $1 and c.shop_id = d.shop_id and ${isCallable('c', '$2')}))
          and not ${pausedWhere({ queue: `'calls'`, name: `'delivery.take'`, shopId: 'd.shop_id' })}
        order by d.received_at limit ${most}`,
      [ctx.now],
    )
    for (const { id, shop_id } of left)
      ctx.emit({ name: 'delivery.received', payload: { deliveryId: id, shopId: shop_id } })
    const gone = await ctx.sql(
      `delete from channel_deliveries where tenant_id = $1 and id in (
         select id from channel_deliveries where tenant_id = $1 and id < $2 and state <> 'waiting' order by id limit ${most})
       returning id`,
      [firstIdSince(new Date(ctx.now.getTime() - keptMs))],
    )
    return { more: gone.length === most }
  },
})

/** Ids begin with the time they were made at, so the key itself finds the old ones. */
function firstIdSince(at: Date): string {
  const ms = at.getTime().toString(16).padStart(12, '0')
  return `${ms.slice(0, 8)}-${ms.slice(8)}-7000-8000-000000000000`
}
