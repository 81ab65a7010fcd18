import { z } from 'zod'
import { isCallable } from '@/lib/modules/channels/internal/breaker'
import { dueOf } from '@/lib/modules/channels/internal/flow-steps'
import { isTold } from '@/lib/modules/channels/internal/is-told'
import type { flows } from '@/lib/modules/channels/schema'
import { command } from '@/lib/platform/door/use-case'

const most = 200
/** A run that was told to nobody, or whose worker died before it began, is told of again after this. */
const lostSeconds = 60
const keptDays = 30
const countedDays = 2

/** Tells which flows of which shops are due; stock only where something waits. Makes the flows of shops that have none yet. */
export const wakeFlows = command({
  name: 'shop-flow.wake',
  summary: 'Start what is due between shops and their marketplaces',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    await ctx.sql(
      `insert into shop_flows (tenant_id, shop_id, flow, due_at, cursor_at)
       select $1, c.shop_id, f.flow, $2, c.cursor_at from shop_connections c cross join (values ('stock'), ('listings'), ('refunds')) f(flow)
        where c.tenant_id = $1 and not exists (select 1 from shop_flows x where x.tenant_id = $1 and x.shop_id = c.shop_id and x.flow = f.flow)
       on conflict do nothing returning flow`,
      [ctx.now],
    )
    const due = await ctx.sql<{ shop_id: string; flow: (typeof flows)[number] }>(
      // After a failure the moment stays as it is, for it says that the next may try; a lease that is nobody's yet keeps the others out.
      `update shop_flows s set due_at = case when s.failures = 0 then $2::timestamptz + interval '${lostSeconds} seconds' else s.due_at end,
              lease = null, lease_until = case when s.failures = 0 then null else $2::timestamptz + interval '${lostSeconds} seconds' end from (
         select f.shop_id, f.flow from shop_flows f join shop_connections c on c.tenant_id = $1 and c.shop_id = f.shop_id
          where f.tenant_id = $1 and f.due_at <= $2 and (f.lease_until is null or f.lease_until <= $2)
            and ${isCallable('c', '$2')}
            and (f.flow <> 'stock' or exists (select 1 from listings l where l.tenant_id = $1 and l.shop_id = f.shop_id and l.push_due_at <= $2 and ${isTold('l')}))
          order by f.due_at limit ${most} for update of f skip locked) d
        where s.tenant_id = $1 and s.shop_id = d.shop_id and s.flow = d.flow returning s.shop_id, s.flow, s.failures`,
      [ctx.now],
    )
    for (const { shop_id, flow } of due) ctx.emit(dueOf(flow, shop_id))
    await ctx.sql(
      `delete from stock_pushes where tenant_id = $1 and id in (
         select id from stock_pushes where tenant_id = $1 and at < $2::timestamptz - interval '${keptDays} days' order by id limit 500) returning id`,
      [ctx.now],
    )
    await ctx.sql(
      `delete from channel_calls where tenant_id = $1 and minute < $2::timestamptz - interval '${countedDays} days' returning minute`,
      [ctx.now],
    )
    // Full again long before: who asks finds it as if it had been there.
    await ctx.sql(
      `delete from channel_buckets where tenant_id = $1 and at < $2::timestamptz - interval '${countedDays} days' returning operation`,
      [ctx.now],
    )
    return { more: due.length === most }
  },
})
