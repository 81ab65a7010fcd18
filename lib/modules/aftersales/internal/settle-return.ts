import type { LockedReturn } from '@/lib/modules/aftersales/internal/lock-return'
import { returnGoods } from '@/lib/modules/aftersales/internal/return-goods'
import type { Context } from '@/lib/platform/door/context'

/** Brings a return request in line with what has come in for it. */
export async function settleReturn(ctx: Context, asked: LockedReturn): Promise<void> {
  const { goods } = await returnGoods(ctx, asked)
  const received = Math.min(asked.quantity, ...goods.map((one) => Math.floor(one.received / one.each)))
  await ctx.sql(
    `update return_requests set received = $3, state = case when $3 = quantity then 'returned' else 'requested' end, version = version + 1
      where tenant_id = $1 and id = $2`,
    [asked.id, received],
  )
}
