import { z } from 'zod'
import { carrierCodes } from '@/lib/kernel/carriers'
import { hasBlockedLot } from '@/lib/modules/inventory/parcel-lots'
import { shipFulfilment } from '@/lib/modules/orders/ship-fulfilment'
import { parcelOf } from '@/lib/modules/warehouse/internal/codes'
import { followWave } from '@/lib/modules/warehouse/internal/follow-wave'
import { labelOn } from '@/lib/modules/warehouse/internal/label-on'
import { parcelTag, waveOfParcel } from '@/lib/modules/warehouse/internal/packing'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'
import { parse } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

const input = z.strictObject({
  ...scanFields,
  parcel: scannedText,
  /** Who fetches it; of a parcel that a number was drawn for, the carrier of that number. */
  carrierCode: z.string().toLowerCase().pipe(z.enum(carrierCodes)),
  /** What the label says. */
  trackingNo: shipFulfilment.input.shape.trackingNo,
  serials: shipFulfilment.input.shape.serials,
})

/** The label is scanned and the parcel leaves: packed and weighed, its own label on it, and nothing stops it. */
export const scanShip = command({
  name: 'scan.ship',
  summary: 'Ship a packed and weighed parcel by its label',
  http: { method: 'POST', path: '/scans/ship' },
  input,
  example: {
    scanId: 'c1f0a7d2-0006',
    stationId: '019aab00-0000-7000-8000-000000000021',
    parcel: 'FS-20261122-0007',
    carrierCode: 'sf',
    trackingNo: 'SF1234567890123',
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'ship', asked, (station) => ship(ctx, station, asked)),
})

async function ship(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const parcel = await parcelOf(ctx, station.warehouseId, asked.parcel)
  if (!parcel) return { refused: 'unknown_parcel' }
  const waveId = await waveOfParcel(ctx, parcel.id)
  const about = { parcel: parcelTag(parcel), ...(waveId && { waveId }) }
  if (parcel.blockReason) return { ...about, refused: 'blocked' }
  if (parcel.state === 'shipped' || parcel.state === 'delivered') return { ...about, refused: 'already_done' }
  if (parcel.state !== 'packed') return { ...about, refused: 'not_packed' }
  const [packing] = await ctx.sql<{ weighed_at: Date | null }>(
    'select weighed_at from packings where tenant_id = $1 and fulfilment_id = $2',
    [parcel.id],
    'packing-weighed',
  )
  if (!packing?.weighed_at) return { ...about, refused: 'not_weighed' }
  if (await hasBlockedLot(ctx, parcel.id)) return { ...about, refused: 'batch_blocked' }
  const found = await labelOn(ctx, station, parcel, asked)
  if ('refused' in found) return { ...about, ...found }
  const { carrierCode, trackingNo } = found.label
  await shipFulfilment.within(
    ctx,
    parse(shipFulfilment.input, { fulfilmentId: parcel.id, carrierCode, trackingNo, serials: asked.serials }),
  )
  if (waveId) await followWave(ctx, waveId)
  return { ...about, quantity: 1, done: true, label: found.label }
}
