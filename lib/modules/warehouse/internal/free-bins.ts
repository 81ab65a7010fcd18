import { type PickableBin, pickableBins } from '@/lib/modules/inventory/pickable-bins'
import type { Context } from '@/lib/platform/door/context'

/**
 * What waves may still be sent for, bin by bin in the sequence of the route: what lies there less what is open in other waves
 * and less what somebody did not find there. The balances are locked from here on, unless it is only looked at.
 */
export async function freeBins(
  ctx: Context,
  warehouseId: string,
  skuIds: readonly string[],
  zoneId?: string,
  look: 'locked' | 'as it is' = 'locked',
): Promise<Map<string, PickableBin[]>> {
  const bins = await pickableBins(ctx, warehouseId, skuIds, look)
  const taken = await ctx.sql<{ bin_id: string; sku_id: string; units: number }>(
    `select bin_id, sku_id, sum(units)::int as units from (
       select t.bin_id, t.sku_id, t.quantity - t.picked as units from pick_tasks t
         join fulfilments f on f.tenant_id = $1 and f.id = t.fulfilment_id and f.state in ('released', 'picking')
        where t.tenant_id = $1 and t.state = 'open' and t.bin_id = any($2::uuid[]) and t.sku_id = any($3::uuid[])
       union all
       select s.bin_id, s.sku_id, s.missing from shortages s
        where s.tenant_id = $1 and s.state = 'open' and s.warehouse_id = $4 and s.bin_id = any($2::uuid[]) and s.sku_id = any($3::uuid[])) x
      group by bin_id, sku_id`,
    [[...new Set(bins.map((b) => b.binId))], skuIds, warehouseId],
    'bins-taken',
  )
  const promised = new Map(taken.map((t) => [`${t.bin_id} ${t.sku_id}`, t.units]))
  const free = new Map<string, PickableBin[]>()
  for (const bin of bins) {
    const quantity = bin.quantity - (promised.get(`${bin.binId} ${bin.skuId}`) ?? 0)
    if (quantity <= 0 || (zoneId !== undefined && bin.zoneId !== zoneId)) continue
    free.set(bin.skuId, [...(free.get(bin.skuId) ?? []), { ...bin, quantity }])
  }
  return free
}

/** Takes units out of the free bins: from one that has all of them, else from one after the other. Nothing when they are not there. */
export function takeFree(bins: PickableBin[] | undefined, quantity: number): { bin: PickableBin; quantity: number }[] {
  const whole = bins?.find((b) => b.quantity >= quantity)
  const from = whole ? [whole] : (bins ?? [])
  if (from.reduce((sum, b) => sum + b.quantity, 0) < quantity) return []
  const parts: { bin: PickableBin; quantity: number }[] = []
  let open = quantity
  for (const bin of from) {
    const take = Math.min(open, bin.quantity)
    if (take === 0) continue
    parts.push({ bin, quantity: take })
    bin.quantity -= take
    open -= take
  }
  return parts
}
