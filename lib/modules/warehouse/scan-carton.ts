import { z } from 'zod'
import { cartonByCode } from '@/lib/modules/warehouse/internal/cartons'
import { parcelOf } from '@/lib/modules/warehouse/internal/codes'
import { lockParcel, parcelTag, waveOfParcel } from '@/lib/modules/warehouse/internal/packing'
import { type Judged, scanned } from '@/lib/modules/warehouse/internal/scanned'
import type { Station } from '@/lib/modules/warehouse/internal/stations'
import { scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const input = z.strictObject({ ...scanFields, parcel: scannedText, carton: scannedText })

/** The parcel goes into this carton: what it weighs counts into the weight that is expected. Another one is weighed anew. */
export const scanCarton = command({
  name: 'scan.carton',
  summary: 'Say which carton a parcel is packed into',
  http: { method: 'POST', path: '/scans/carton' },
  input,
  example: {
    scanId: 'c1f0a7d2-0011',
    stationId: '019aab00-0000-7000-8000-000000000021',
    parcel: 'FS-20261122-0007',
    carton: 'C3',
  },
  output: scanAnswer,
  run: (ctx, asked) => scanned(ctx, 'carton', asked, (station) => pack(ctx, station, asked)),
})

async function pack(ctx: Context, station: Station, asked: z.output<typeof input>): Promise<Judged> {
  const found = await parcelOf(ctx, station.warehouseId, asked.parcel)
  if (!found) return { refused: 'unknown_parcel' }
  const parcel = await lockParcel(ctx, found)
  const waveId = await waveOfParcel(ctx, parcel.id)
  const about = { parcel: parcelTag(parcel), ...(waveId && { waveId }) }
  if (parcel.blockReason) return { ...about, refused: 'blocked' }
  if (parcel.state === 'shipped' || parcel.state === 'delivered') return { ...about, refused: 'already_done' }
  if (parcel.state === 'cancelled' || parcel.state === 'waiting') return { ...about, refused: 'not_wanted' }
  const carton = await cartonByCode(ctx, asked.carton)
  if (!carton) return { ...about, refused: 'unknown_carton' }
  await ctx.sql(
    `insert into packings as p (tenant_id, fulfilment_id, opened_at, carton_id) values ($1, $2, $3, $4)
     on conflict (tenant_id, fulfilment_id) do update
       set carton_id = excluded.carton_id, weight_g = null, weighed_at = null, accepted_by = null
       where p.carton_id is distinct from excluded.carton_id`,
    [parcel.id, ctx.now, carton.id],
    'packing-carton',
  )
  return { ...about, carton: { code: carton.code, name: carton.name }, quantity: 1 }
}
