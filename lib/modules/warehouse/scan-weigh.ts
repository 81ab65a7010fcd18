import { z } from 'zod'
import { parcelOf } from '@/lib/modules/warehouse/internal/codes'
import { lockParcel, parcelTag, waveOfParcel } from '@/lib/modules/warehouse/internal/packing'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { weightTolerance } from '@/lib/modules/warehouse/states'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const grams = z.int().max(200_000)

const input = z.strictObject({
  ...scanFields,
  parcel: scannedText,
  weightG: grams.min(1),
  /** What the filling weighs, and the box where no carton was scanned; they are no goods. */
  packagingG: grams.min(0).default(0),
})

/** The scale's word against the catalogue's: a parcel that is too heavy or too light has the wrong things in it, and stays. */
export const scanWeigh = command({
  name: 'scan.weigh',
  summary: 'Weigh a packed parcel; one that is off by more than 30 g or 5 % is stopped',
  http: { method: 'POST', path: '/scans/weigh' },
  input,
  example: {
    scanId: 'c1f0a7d2-0005',
    stationId: '019aab00-0000-7000-8000-000000000021',
    parcel: 'FS-20261122-0007',
    weightG: 540,
    packagingG: 40,
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'weigh', asked, (station) => weigh(ctx, station, asked)),
})

async function weigh(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const { weightG, packagingG } = asked
  const found = await parcelOf(ctx, station.warehouseId, asked.parcel)
  if (!found) return { refused: 'unknown_parcel' }
  const parcel = await lockParcel(ctx, found)
  const waveId = await waveOfParcel(ctx, parcel.id)
  const about = { parcel: parcelTag(parcel), ...(waveId && { waveId }) }
  if (parcel.blockReason) return { ...about, refused: 'blocked' }
  if (parcel.state === 'shipped' || parcel.state === 'delivered') return { ...about, refused: 'already_done' }
  if (parcel.state !== 'packed') return { ...about, refused: 'not_packed' }
  const [packing] = await ctx.sql<{ expected_g: number | null; carton_g: number }>(
    `select k.expected_g, coalesce(c.weight_g, 0) as carton_g from packings k
       left join cartons c on c.tenant_id = $1 and c.id = k.carton_id
      where k.tenant_id = $1 and k.fulfilment_id = $2`,
    [parcel.id],
    'packing-expected',
  )
  const expectedG = packing?.expected_g == null ? null : packing.expected_g + packing.carton_g + packagingG
  const toleranceG = expectedG === null ? null : weightTolerance(expectedG)
  const weight = { weightG, expectedG, toleranceG }
  const off = expectedG !== null && toleranceG !== null && Math.abs(weightG - expectedG) > toleranceG
  // A parcel that was right once and is wrong now is not weighed any more.
  await ctx.sql(
    `update packings set weight_g = $3, packaging_g = $4, weighed_at = $5, accepted_by = null where tenant_id = $1 and fulfilment_id = $2`,
    [parcel.id, weightG, packagingG, off ? null : ctx.now],
    'packing-weigh',
  )
  return { ...about, weight, ...(off ? { refused: 'weight_off' as const } : { quantity: 1, done: true }) }
}
