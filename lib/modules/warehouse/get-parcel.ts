import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { pictureOf } from '@/lib/modules/catalog/picture-of'
import { parcelOf } from '@/lib/modules/warehouse/internal/codes'
import { stationAtWork } from '@/lib/modules/warehouse/internal/stations'
import { suggestCarton } from '@/lib/modules/warehouse/internal/suggest-carton'
import { traceOf } from '@/lib/modules/warehouse/internal/trace-of'
import { type ParcelView, parcelView, scannedText } from '@/lib/modules/warehouse/schema'
import type { Context } from '@/lib/platform/door/context'
import { query } from '@/lib/platform/door/use-case'

type Head = {
  carrier_code: string | null
  tracking_no: string | null
  packed_at: Date | null
  expected_g: number | null
  weight_g: number | null
  weighed_at: Date | null
  accepted_by: string | null
  carton: ParcelView['carton']
  photos: number
  wave_id: string | null
  wave: string | null
  slot: number | null
}

/** What a station shows when the slip or label of a parcel is scanned: what belongs in it, how far it is, and who did what. */
export const getParcel = query({
  name: 'parcel.get',
  summary: 'A parcel as the stations see it, with who did what with it',
  http: { method: 'GET', path: '/stations/{stationId}/parcels/{parcel}' },
  input: z.strictObject({ stationId: id('station'), parcel: scannedText }),
  output: parcelView,
  async run(ctx, { stationId, parcel: text }): Promise<ParcelView> {
    const station = await stationAtWork(ctx, stationId)
    const parcel = (await parcelOf(ctx, station.warehouseId, text)) ?? refuse('not_found')
    const [head] = await ctx.sql<Head>(
      `select coalesce(f.carrier_code, b.carrier_code) as carrier_code, coalesce(f.tracking_no, b.number) as tracking_no,
              k.packed_at, k.expected_g, k.weight_g, k.weighed_at, k.accepted_by,
              (select json_build_object('code', c.code, 'name', c.name, 'weightG', c.weight_g) from cartons c where c.tenant_id = $1 and c.id = k.carton_id) as carton,
              (select count(*)::int from packing_photos x where x.tenant_id = $1 and x.fulfilment_id = f.id) as photos, w.id as wave_id, w.number as wave, p.slot
         from fulfilments f
         left join packings k on k.tenant_id = $1 and k.fulfilment_id = f.id
         left join waybills b on b.tenant_id = $1 and b.fulfilment_id = f.id and b.voided_at is null
         left join wave_parcels p on p.tenant_id = $1 and p.fulfilment_id = f.id and p.left_at is null
         left join waves w on w.tenant_id = $1 and w.id = p.wave_id
        where f.tenant_id = $1 and f.id = $2`,
      [parcel.id],
      'parcel-head',
    )
    return {
      ...{ id: parcel.id, number: parcel.number, state: parcel.state, blockReason: parcel.blockReason },
      warehouseCode: station.warehouseCode,
      wave: head?.wave_id ? { id: head.wave_id, number: head.wave ?? '', slot: head.slot ?? 0 } : null,
      lines: await linesOf(ctx, parcel.id),
      carton: head?.carton ?? null,
      suggestedCarton: (await suggestCarton(ctx, parcel.id)) ?? null,
      photos: head?.photos ?? 0,
      packedAt: head?.packed_at?.toISOString() ?? null,
      expectedG: head?.expected_g ?? null,
      weightG: head?.weight_g ?? null,
      weighedAt: head?.weighed_at?.toISOString() ?? null,
      acceptedBy: head?.accepted_by ?? null,
      carrierCode: head?.carrier_code ?? null,
      trackingNo: head?.tracking_no ?? null,
      trace: await traceOf(ctx, parcel.id, parcel.number),
    }
  },
})

async function linesOf(ctx: Context, fulfilmentId: string): Promise<ParcelView['lines']> {
  return ctx.sql<ParcelView['lines'][number]>(
    `select s.code as "skuCode", s.name, s.name_en as "nameEn", l.quantity, ${pictureOf('s')} as picture, s.batch_tracked as "batchTracked", s.serial_mode as "serialMode",
            array(select n.code from parcel_serials n where n.tenant_id = $1 and n.sku_id = s.id and n.fulfilment_id = $2 order by n.code_key) as serials,
            array(select c.barcode from sku_barcodes c where c.tenant_id = $1 and c.sku_id = s.id order by c.barcode) as barcodes,
            coalesce((select sum(r.staged)::int from reservations r where r.tenant_id = $1 and r.fulfilment_id = $2 and r.sku_id = s.id and r.state = 'open'), 0) as picked,
            coalesce(k.checked, 0) as checked
       from (select x.sku_id, sum(x.quantity)::int as quantity from fulfilment_lines x where x.tenant_id = $1 and x.fulfilment_id = $2 group by x.sku_id) l
       join skus s on s.tenant_id = $1 and s.id = l.sku_id
       left join packing_lines k on k.tenant_id = $1 and k.fulfilment_id = $2 and k.sku_id = l.sku_id
      order by s.code`,
    [fulfilmentId],
    'parcel-lines',
  )
}
