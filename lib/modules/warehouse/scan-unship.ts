import { z } from 'zod'
import { refuse } from '@/lib/kernel/refusal'
import { unshipFulfilment } from '@/lib/modules/orders/unship-fulfilment'
import { parcelOf } from '@/lib/modules/warehouse/internal/codes'
import { parcelTag, waveOfParcel } from '@/lib/modules/warehouse/internal/packing'
import { scanned } from '@/lib/modules/warehouse/internal/scanned'
import { scanAnswer, scanFields, scannedText } from '@/lib/modules/warehouse/schema'
import { may } from '@/lib/platform/door/actor'
import { parse } from '@/lib/platform/door/run'
import { command } from '@/lib/platform/door/use-case'

/** A parcel that left by mistake and still stands here is taken back: it is checked and weighed anew before it leaves again. */
export const scanUnship = command({
  name: 'scan.unship',
  summary: 'Take a shipment back at a station, before the carrier has scanned the parcel',
  http: { method: 'POST', path: '/scans/unship' },
  input: z.strictObject({ ...scanFields, parcel: scannedText }),
  example: {
    scanId: 'c1f0a7d2-0011',
    stationId: '019aab00-0000-7000-8000-000000000021',
    parcel: 'SF1234567890123',
  },
  output: scanAnswer,
  run: (ctx, asked) =>
    scanned(ctx, 'unship', asked, async (station) => {
      if (!may(ctx.actor, unshipFulfilment.name)) refuse('forbidden', { permission: unshipFulfilment.name })
      const parcel = await parcelOf(ctx, station.warehouseId, asked.parcel)
      if (!parcel) return { refused: 'unknown_parcel' }
      const waveId = await waveOfParcel(ctx, parcel.id)
      const about = { parcel: parcelTag(parcel), ...(waveId && { waveId }) }
      if (parcel.state !== 'shipped') return { ...about, refused: 'not_shipped' }
      await unshipFulfilment.within(
        ctx,
        parse(unshipFulfilment.input, { fulfilmentId: parcel.id, reason: station.name }),
      )
      return { ...about, quantity: 1, done: true }
    }),
})
