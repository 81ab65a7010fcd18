import type { FulfilmentState } from '@/lib/modules/orders/states'
import type { Context } from '@/lib/platform/door/context'

export const picked: readonly FulfilmentState[] = ['picking', 'packed']
export const left: readonly FulfilmentState[] = ['shipped', 'delivered']

/** Whether a parcel of the order is in one of these states; one whose goods are lost is none. */
export async function hasParcel(ctx: Context, orderId: string, states: readonly FulfilmentState[]): Promise<boolean> {
  const rows = await ctx.sql(
    `select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = $2 and f.state = any($3)
        and f.block_reason is distinct from 'stock_lost' limit 1`,
    [orderId, states],
  )
  return rows.length > 0
}
