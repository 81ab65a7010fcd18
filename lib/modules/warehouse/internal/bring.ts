import { codeKey } from '@/lib/modules/catalog/code-key'
import { lotsInBin } from '@/lib/modules/inventory/parcel-lots'
import { moveStock } from '@/lib/modules/orders/move-stock'
import { batchTag } from '@/lib/modules/warehouse/internal/batch-tag'
import { type Bin, binOf, goodsOf } from '@/lib/modules/warehouse/internal/codes'
import { batchOf } from '@/lib/modules/warehouse/internal/lot-of'
import type { Judged } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { endTaken } from '@/lib/modules/warehouse/internal/taken-faces'
import type { Context } from '@/lib/platform/door/context'

type Bring = { code: string; from: Bin | undefined; toBin: string; quantity: number; batchNo: string | undefined }

/** Goods from one bin to another, by the one use case that moves them. */
export async function bring(
  ctx: Context,
  station: Station,
  { code, from, toBin, quantity, ...asked }: Bring,
): Promise<Judged> {
  const goods = await goodsOf(ctx, code)
  if (!goods) return { refused: 'unknown_code' }
  const to = await binOf(ctx, station.warehouseId, toBin)
  if (!from || !to) return { goods, refused: 'unknown_bin', ...(to && { bin: to }) }
  if (from.id === to.id) return { goods, bin: to, refused: 'same_bin' }
  const batchNo = batchOf(ctx.now, goods, { code, ...asked })
  const lots = goods.batchTracked && batchNo !== undefined ? await lotsInBin(ctx, goods.id, from.id) : []
  const lot = lots.find((one) => one.key === codeKey(batchNo ?? ''))
  if (goods.batchTracked && batchNo !== undefined && !lot) return { goods, bin: to, refused: 'wrong_batch' }
  await moveStock.within(ctx, {
    warehouseCode: station.warehouseCode,
    note: '',
    lines: [
      { skuCode: goods.code, fromBin: from.code, toBin: to.code, quantity, ...(lot && { batchNo: lot.batchNo }) },
    ],
  })
  await endTaken(ctx, to.id, goods.id)
  return { goods, bin: to, quantity, done: true, ...(lot && { batch: batchTag(lot) }) }
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
