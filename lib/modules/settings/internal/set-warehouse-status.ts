import { invalid } from '@/lib/kernel/refusal'
import { warehouseRow, warehouseView } from '@/lib/modules/settings/internal/warehouse-rows'
import type { WarehouseView } from '@/lib/modules/settings/schema'
import type { Context } from '@/lib/platform/door/context'
import { expectVersion } from '@/lib/platform/version'

type Wanted = { warehouseId: string; version?: number | undefined }

/** Closing twice is no conflict: the second finds what it wanted and changes nothing. */
export async function setWarehouseStatus(
  ctx: Context,
  wanted: Wanted,
  status: WarehouseView['status'],
): Promise<WarehouseView> {
  const row = await warehouseRow(ctx, wanted.warehouseId, 'change')
  ctx.touch('warehouse', row.id)
  if (row.status === status) return warehouseView(row)
  expectVersion(row, wanted.version)
  if (status === 'closed' && (await holdsGoods(ctx, row.id))) invalid([{ path: 'id', code: 'has_stock' }])
  const changed = await ctx.db
    .updateTable('warehouses')
    .set({ status, version: row.version + 1 })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return warehouseView(changed)
}

/** Goods that lie here or are on their way. What is reserved lies here too: a constraint keeps reserved within on hand. */
async function holdsGoods(ctx: Context, warehouseId: string): Promise<boolean> {
  const found = await ctx.db
    .selectFrom('stock_balances')
    .select('sku_id')
    .where('warehouse_id', '=', warehouseId)
    .where((eb) => eb.or([eb('on_hand', '<>', 0), eb('reserved', '<>', 0), eb('incoming', '<>', 0)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
