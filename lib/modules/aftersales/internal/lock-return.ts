import { refuse } from '@/lib/kernel/refusal'
import type { Asked } from '@/lib/modules/aftersales/internal/return-goods'
import type { ReturnRequestView } from '@/lib/modules/aftersales/schema'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type LockedReturn = Asked & {
  number: string
  shop_id: string
  state: ReturnRequestView['state']
  received: number
  version: number
}

/**
 * A return request with its order, both locked, the order first like everywhere: its parcels are not taken back meanwhile, and two who bring
 * back the same units wait for each other.
 */
export async function lockReturn(ctx: Context, requestId: string): Promise<LockedReturn> {
  await ctx.sql(
    `select o.id from return_requests r join orders o on o.tenant_id = $1 and o.id = r.order_id
      where r.tenant_id = $1 and r.id = $2 for update of o`,
    [requestId],
    'return-order-lock',
  )
  const [row] = await ctx.sql<LockedReturn>(
    `select id, number, shop_id, order_id, order_line_id, quantity, received, state, version
       from return_requests where tenant_id = $1 and id = $2 for update`,
    [requestId],
    'return-lock',
  )
  if (!row || !seesShop(ctx.actor, row.shop_id)) return refuse('not_found')
  return row
}
