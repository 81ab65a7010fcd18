import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { type FieldError, invalid } from '@/lib/kernel/refusal'
import { getSku } from '@/lib/modules/catalog/get-sku'
import { lockForMerge, type Merged, mergeInto } from '@/lib/modules/catalog/merge-into'
import { skuView } from '@/lib/modules/catalog/schema'
import type { NewMovement } from '@/lib/modules/inventory/new-movement'
import { postMovements } from '@/lib/modules/inventory/post-movements'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

/**
 * Two SKUs that are one thing become one: what lies there moves over with its value, order lines nothing has been packed of speak
 * of the other, and the code that goes stays a name of the one that stays. What has left stays written as it left.
 */
export const mergeSkus = command({
  name: 'sku.merge',
  summary: 'Merge one SKU into another; stock, open order lines, codes and barcodes go over, the empty one is archived',
  http: { method: 'POST', path: '/skus/{skuId}/merge' },
  input: z.strictObject({ skuId: id('sku'), intoSkuId: id('sku') }),
  example: { intoSkuId: '0195f0a0-0000-7000-8000-000000000000' },
  output: skuView,
  async run(ctx, { skuId, intoSkuId }) {
    const merged = await lockForMerge(ctx, skuId, intoSkuId)
    const held = await heldBy(ctx, skuId)
    if (held.length > 0) invalid(held)
    const moved = await moveStock(ctx, merged)
    const lines = await ctx.sql<{ order_id: string }>(
      `update order_lines l set sku_id = $3 where l.tenant_id = $1 and l.sku_id = $2
          and not exists (select 1 from fulfilment_lines f where f.tenant_id = $1 and f.order_line_id = l.id)
        returning l.order_id`,
      [skuId, intoSkuId],
    )
    await mergeInto(ctx, merged)
    ctx.touch('sku', skuId)
    ctx.touch('sku', intoSkuId)
    ctx.tell({ from: merged.from.code, into: merged.into.code, units: moved, orderLines: lines.length })
    return getSku.within(ctx, { skuId: intoSkuId })
  },
})

/** What work in progress holds on to: it is finished or undone first. */
async function heldBy(ctx: Context, skuId: string): Promise<FieldError[]> {
  const [row] = await ctx.sql<{ reserved: boolean; demanded: boolean; incoming: boolean; pooled: boolean }>(
    `select exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = $2 and b.reserved > 0) as reserved,
            exists (select 1 from stock_demands d where d.tenant_id = $1 and d.sku_id = $2) as demanded,
            exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = $2 and b.incoming > 0) as incoming,
            exists (select 1 from stock_balances b where b.tenant_id = $1 and b.sku_id = $2 and b.pooled > 0) as pooled`,
    [skuId],
  )
  return (['reserved', 'demanded', 'incoming', 'pooled'] as const).flatMap((code) =>
    row?.[code] ? [{ path: 'skuId', code }] : [],
  )
}

/** Bin by bin, with the value the layers give: not a cent is made or lost. */
async function moveStock(ctx: Context, { from, into }: Merged): Promise<number> {
  const lying = await ctx.sql<{ bin_id: string; warehouse_id: string; quantity: number }>(
    `select x.bin_id, b.warehouse_id, x.quantity from bin_balances x join bins b on b.tenant_id = $1 and b.id = x.bin_id
      where x.tenant_id = $1 and x.sku_id = $2 and x.quantity > 0 order by x.bin_id`,
    [from.id],
  )
  if (lying.length === 0) return 0
  const movement = (at: (typeof lying)[number], way: 'out' | 'in', value?: bigint): NewMovement => ({
    ...{ skuId: way === 'out' ? from.id : into.id, warehouseId: at.warehouse_id, binId: at.bin_id },
    quantity: way === 'out' ? -at.quantity : at.quantity,
    reason: 'adjustment',
    ...{ referenceType: 'sku', referenceId: way === 'out' ? into.id : from.id },
    reference: `${from.code} → ${into.code}`,
    key: `merge:${ctx.requestId}:${at.bin_id}:${way}`,
    ...(value !== undefined && { value }),
  })
  const values = await postMovements(
    ctx,
    lying.map((at) => movement(at, 'out')),
  )
  await postMovements(
    ctx,
    lying.map((at, i) => movement(at, 'in', -(values[i] ?? 0n))),
  )
  return lying.reduce((sum, { quantity }) => sum + quantity, 0)
}
