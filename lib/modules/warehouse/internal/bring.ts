import { moveStock } from '@/lib/modules/orders/move-stock'
import { type Bin, binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import type { Judged } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import type { Context } from '@/lib/platform/door/context'

type Bring = { code: string; from: Bin | undefined; toBin: string; quantity: number }

/** Goods from one bin to another, by the one use case that moves them. */
export async function bring(ctx: Context, station: Station, { code, from, toBin, quantity }: Bring): Promise<Judged> {
  const goods = await goodsOf(ctx, code)
  if (!goods) return { refused: 'unknown_code' }
  const to = await binOf(ctx, station.warehouseId, toBin)
  if (!from || !to) return { goods, refused: 'unknown_bin', ...(to && { bin: to }) }
  if (from.id === to.id) return { goods, bin: to, refused: 'same_bin' }
  await moveStock.within(ctx, {
    warehouseCode: station.warehouseCode,
    note: '',
    lines: [{ skuCode: goods.code, fromBin: from.code, toBin: to.code, quantity }],
  })
  return { goods, bin: to, quantity, done: true }
}

/** The bin that every warehouse has from its beginning: the one goods come in through, or the packing place. */
export async function ownBin(
  ctx: Context,
  warehouseId: string,
  which: 'is_default' | 'is_staging',
): Promise<Bin | undefined> {
  const [bin] = await ctx.sql<Bin>(
    `select b.id, b.code, b.is_default as "isDefault", b.is_staging as "isStaging" from bins b
      where b.tenant_id = $1 and b.warehouse_id = $2 and ($3 = 'is_default' and b.is_default or $3 = 'is_staging' and b.is_staging)`,
    [warehouseId, which],
    'bin-own',
  )
  return bin
}
