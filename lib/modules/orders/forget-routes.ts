import { z } from 'zod'
import { command } from '@/lib/platform/door/use-case'

const most = 5000

/** Other routing rules run from now on: where waiting orders may leave from is open again until allocation asks the rules anew. */
export const forgetRoutes = command({
  name: 'order.forget-routes',
  summary: 'Forget where older routing rules let waiting orders leave from',
  audited: false,
  input: z.strictObject({}),
  async run(ctx) {
    const freed = await ctx.sql<{ id: string }>(
      `update orders set only_warehouse_ids = null where tenant_id = $1 and id in (
         select id from orders where tenant_id = $1 and state = 'awaiting_purchase' and only_warehouse_ids is not null
          order by id limit ${most} for update skip locked)
       returning id`,
    )
    return { more: freed.length === most }
  },
})
