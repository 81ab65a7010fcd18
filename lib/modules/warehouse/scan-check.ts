import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { chooseLot, hasBlockedLot, keepLot } from '@/lib/modules/inventory/parcel-lots'
import { putSerials } from '@/lib/modules/inventory/parcel-serials'
import { serialNumbers } from '@/lib/modules/inventory/schema'
import { moveParcels } from '@/lib/modules/orders/move-parcels'
import { batchTag } from '@/lib/modules/warehouse/internal/batch-tag'
import { type Goods, goodsOf, type Parcel, parcelOf } from '@/lib/modules/warehouse/internal/codes'
import { batchOf } from '@/lib/modules/warehouse/internal/lot-of'
import {
  goodsWeight,
  isUnpicked,
  lockParcel,
  openPacking,
  parcelTag,
  waveOfParcel,
} from '@/lib/modules/warehouse/internal/packing'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { waveHead } from '@/lib/modules/warehouse/internal/waves'
import { batchText, pieces, scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { together } from '@/lib/platform/db/together'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const input = z.strictObject({
  ...scanFields,
  /** The parcel's number; absent with `waveId`: the next parcel of that wave that is this one unit and nothing else. */
  parcel: scannedText.optional(),
  waveId: id('wave').optional(),
  code: scannedText,
  quantity: pieces.default(1),
  /** Of SKUs in batches; may be left out where only one batch lies at the packing place. */
  batchNo: batchText.optional(),
  /** As many numbers as units, of SKUs that ask for them. */
  serials: serialNumbers.optional(),
})

/** One more unit goes into the parcel, if it belongs there. The last one closes it: packed. */
export const scanCheck = command({
  name: 'scan.check',
  summary: 'Check a unit into its parcel; a wrong one is refused',
  http: { method: 'POST', path: '/scans/check' },
  input,
  example: {
    scanId: 'c1f0a7d2-0004',
    stationId: '019aab00-0000-7000-8000-000000000021',
    parcel: 'FS-20261122-0007',
    code: '6901234567892',
    quantity: 1,
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'check', asked, (station) => check(ctx, station, asked)),
})

async function check(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const { code, quantity } = asked
  const [goods] = await together([
    goodsOf(ctx, code),
    asked.waveId ? waveHead(ctx, asked.waveId, station.warehouseId) : Promise.resolve(undefined),
  ])
  const found = await parcelFor(ctx, station, asked, goods?.id)
  if (!found) return { ...(goods && { goods }), refused: asked.parcel === undefined ? 'wrong_item' : 'unknown_parcel' }
  const parcel = await lockParcel(ctx, found)
  const waveId = await waveOfParcel(ctx, parcel.id)
  const about = { parcel: parcelTag(parcel), ...(goods && { goods }), ...(waveId && { waveId }) }
  if (parcel.blockReason) return { ...about, refused: 'blocked' }
  const anew = parcel.state === 'packed' && (await hasBlockedLot(ctx, parcel.id))
  if (!anew && (parcel.state === 'packed' || parcel.state === 'shipped' || parcel.state === 'delivered'))
    return { ...about, refused: 'already_done' }
  if (parcel.state === 'cancelled' || parcel.state === 'waiting') return { ...about, refused: 'not_wanted' }
  if (await isUnpicked(ctx, parcel.id)) return { ...about, refused: 'not_picked' }
  if (!goods) return { ...about, refused: 'unknown_code' }
  // A packed parcel is taken apart only when something in it may not be sold any more.
  if (anew) await moveParcels(ctx, [parcel.id], 'picking')
  const lines = await openPacking(ctx, parcel.id)
  const line = lines.find((l) => l.sku_id === goods.id)
  if (!line) return { ...about, refused: 'wrong_item' }
  if (line.checked + quantity > line.quantity)
    return { ...about, refused: 'too_many', left: line.quantity - line.checked }
  const batchNo = batchOf(ctx.now, goods, asked)
  const captured = await capture(ctx, station, parcel.id, goods, { ...asked, batchNo })
  if (captured.refused) return { ...about, ...captured }
  await ctx.sql(
    'update packing_lines set checked = checked + $4 where tenant_id = $1 and fulfilment_id = $2 and sku_id = $3',
    [parcel.id, goods.id, quantity],
    'packing-check',
  )
  const left = lines.reduce((sum, l) => sum + l.quantity - l.checked, -quantity)
  if (left === 0) await close(ctx, parcel)
  return { ...about, ...captured, quantity, left, done: left === 0 }
}

/** Of which batch the units are and which numbers they bear, where their SKU asks for it. What is refused leaves nothing. */
async function capture(
  ctx: Context,
  { warehouseId }: Station,
  fulfilmentId: string,
  goods: Goods,
  { quantity, batchNo, serials = [] }: z.output<typeof input>,
): Promise<Pick<Judged, 'refused' | 'batch' | 'serial'>> {
  const { serialMode: mode } = goods
  const units = { fulfilmentId, skuId: goods.id, warehouseId }
  const chosen = goods.batchTracked ? await chooseLot(ctx, units, quantity, batchNo) : { lot: undefined }
  if ('refused' in chosen) return chosen
  const wrong = mode === 'none' ? undefined : await putSerials(ctx, { ...units, mode }, quantity, serials)
  if (wrong) return wrong
  const { lot } = chosen
  if (!lot) return {}
  await keepLot(ctx, units, quantity, lot)
  return { batch: batchTag(lot) }
}

async function parcelFor(
  ctx: Context,
  station: Station,
  { parcel, waveId }: z.output<typeof input>,
  skuId: string | undefined,
): Promise<Parcel | undefined> {
  if (parcel !== undefined) return parcelOf(ctx, station.warehouseId, parcel)
  if (waveId === undefined || skuId === undefined) return undefined
  // Taken one by one: two packers who scan the same goods at once get two parcels.
  const [next] = await ctx.sql<Parcel>(
    `select f.id, f.number, f.state, f.block_reason as "blockReason", f.version from wave_parcels p
       join fulfilments f on f.tenant_id = $1 and f.id = p.fulfilment_id and f.state = 'picking' and f.block_reason is null
                                                            and ($4::uuid[] is null or f.shop_id = any($4))
      where p.tenant_id = $1 and p.wave_id = $2 and p.left_at is null
        and (select sum(l.quantity) from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = f.id) = 1
        and exists (select 1 from fulfilment_lines l where l.tenant_id = $1 and l.fulfilment_id = f.id and l.sku_id = $3)
      order by p.slot limit 1 for update of f skip locked`,
    [waveId, skuId, ctx.actor.scope.shopIds],
  )
  return next
}

async function close(ctx: Context, parcel: Parcel): Promise<void> {
  const expected = await goodsWeight(ctx, parcel.id)
  await ctx.sql(
    'update packings set packed_at = $3, expected_g = $4 where tenant_id = $1 and fulfilment_id = $2',
    [parcel.id, ctx.now, expected],
    'packing-close',
  )
  await moveParcels(ctx, [parcel.id], 'packed')
}
