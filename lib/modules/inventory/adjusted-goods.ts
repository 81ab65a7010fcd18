import { heldAt } from '@/lib/modules/inventory/internal/bins-of'
import { placeKey } from '@/lib/modules/inventory/internal/lock-balances'
import type { Context } from '@/lib/platform/door/context'

export type AdjustedGoods = {
  adjustmentId: string
  warehouseCode: string
  skuCode: string
  /** Of a SKU in batches: the batch; empty is what lay there before batches. */
  batchNo: string | null
  /** What the adjustment came to, signed. */
  quantity: number
  /** What nobody has picked of it lies there now and could be taken. */
  here: number
  closed: boolean
  /** Units that are counted one by one are not taken away by a quantity. */
  numbered: boolean
}

type Row = Omit<AdjustedGoods, 'here'> & { skuId: string; warehouseId: string; batchId: string | null }

/** What some adjustments changed, by warehouse, SKU and, as the SKU is kept today, batch. */
export async function adjustedGoods(ctx: Context, adjustmentIds: readonly string[]): Promise<AdjustedGoods[]> {
  if (adjustmentIds.length === 0) return []
  const rows = await ctx.sql<Row>(
    `select m.id as "adjustmentId", w.code as "warehouseCode", m.warehouse_id as "warehouseId", s.code as "skuCode", m.sku_id as "skuId",
            k.code as "batchNo", k.id as "batchId", m.quantity, w.status <> 'active' as closed, s.serial_mode = 'receipt' as numbered
       from (select x.reference_id as id, x.warehouse_id, x.sku_id, coalesce(x.batch_id, b.id) as batch_id, sum(x.quantity)::int as quantity
               from stock_movements x
               join skus t on t.tenant_id = $1 and t.id = x.sku_id
               left join stock_batches b on b.tenant_id = $1 and b.sku_id = x.sku_id and b.code_key = '' and t.batch_tracked
              where x.tenant_id = $1 and x.reference_type = 'stock_adjustment' and x.reference_id = any($2::uuid[])
              group by 1, 2, 3, 4 having sum(x.quantity) <> 0) m
       join warehouses w on w.tenant_id = $1 and w.id = m.warehouse_id
       join skus s on s.tenant_id = $1 and s.id = m.sku_id
       left join stock_batches k on k.tenant_id = $1 and k.id = m.batch_id and s.batch_tracked
      order by 1, 2, 4, k.code_key`,
    [adjustmentIds],
    'adjusted-goods',
  )
  const held = await heldAt(ctx, rows)
  return rows.map(({ skuId, warehouseId, batchId, ...row }) => {
    const lots = (held.get(placeKey(skuId, warehouseId)) ?? []).filter((lot) => !lot.defective)
    const own = batchId === null ? lots : lots.filter((lot) => lot.batchId === batchId)
    return { ...row, here: own.reduce((n, lot) => n + lot.quantity - lot.kept, 0) }
  })
}
