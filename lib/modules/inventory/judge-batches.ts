import type { Turn } from '@/lib/modules/inventory/block-batches'
import { todayOf } from '@/lib/modules/inventory/today-of'
import type { Context } from '@/lib/platform/door/context'

/** Of some batches those that are not as they should be today: sellable is what is not locked and not past its day. Locks them. */
export function misjudged(ctx: Context, batchIds: readonly string[]): Promise<(Turn & { code: string })[]> {
  return ctx.sql<Turn & { code: string }>(
    `select k.id as "batchId", k.sku_id as "skuId", not k.sellable as sellable, k.code from stock_batches k
      where k.tenant_id = $1 and k.id = any($2::uuid[])
        and k.sellable <> (k.locked_at is null and (k.sell_until is null or k.sell_until >= $3::date))
      order by k.id for no key update of k`,
    [batchIds, todayOf(ctx)],
    'batches-misjudged',
  )
}
