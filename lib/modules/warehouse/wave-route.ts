import { z } from 'zod'
import { id } from '@/lib/kernel/ids'
import { type PictureView, pictureOf } from '@/lib/modules/catalog/picture-of'
import { todayOf } from '@/lib/modules/inventory/today-of'
import { waveView as view, waveRow } from '@/lib/modules/warehouse/internal/waves'
import { type StopView, stopView, waveView } from '@/lib/modules/warehouse/schema'
import { query } from '@/lib/platform/door/use-case'

type Row = {
  bin_code: string
  zone_code: string | null
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  barcodes: string[]
  fulfilment_id: string
  parcel: string
  slot: number
  quantity: number
  picked: number
  stopped: boolean
  picture: PictureView
  batched: boolean
  batches: StopView['batches'] | null
}

/** The way through the bins in the sequence of the route; picking by order goes parcel by parcel. What is picked stays listed. */
export const waveRoute = query({
  name: 'wave.route',
  summary: 'The stops of a wave, bin by bin in the sequence of the route',
  http: { method: 'GET', path: '/waves/{waveId}/route' },
  input: z.strictObject({ waveId: id('wave') }),
  output: z.object({ wave: waveView, stops: z.array(stopView) }),
  async run(ctx, { waveId }) {
    const wave = await waveRow(ctx, waveId)
    const rows = await ctx.sql<Row>(
      `select b.code as bin_code, z.code as zone_code, t.sku_id, s.code as sku_code, s.name, s.name_en, t.fulfilment_id, f.number as parcel, p.slot,
              t.quantity, t.picked, f.block_reason is not null as stopped, ${pictureOf('s')} as picture, s.batch_tracked as batched,
              case when s.batch_tracked then (
                select json_agg(json_build_object('batchNo', k.code, 'expiresOn', k.expires_on, 'quantity', x.quantity)
                                order by k.code_key <> '', k.expires_on nulls last, k.created_at, k.id)
                  from batch_balances x join stock_batches k on k.tenant_id = $1 and k.id = x.batch_id
                 where x.tenant_id = $1 and x.sku_id = t.sku_id and x.bin_id = t.bin_id and x.quantity > 0
                   and k.sellable and (k.sell_until is null or k.sell_until >= $4::date)) end as batches,
              array(select c.barcode from sku_barcodes c where c.tenant_id = $1 and c.sku_id = t.sku_id order by c.barcode) as barcodes
         from pick_tasks t
         join wave_parcels p on p.tenant_id = $1 and p.wave_id = t.wave_id and p.fulfilment_id = t.fulfilment_id
         join fulfilments f on f.tenant_id = $1 and f.id = t.fulfilment_id
         join bins b on b.tenant_id = $1 and b.id = t.bin_id
         left join zones z on z.tenant_id = $1 and z.id = b.zone_id
         join skus s on s.tenant_id = $1 and s.id = t.sku_id
        where t.tenant_id = $1 and t.wave_id = $2 and (t.picked > 0 or (t.state = 'open' and f.state in ('released', 'picking')))
          and ($5::uuid[] is null or f.shop_id = any($5))
        order by case when $3 then p.slot end, b.is_staging, b.is_default, b.route, b.code, s.code, p.slot`,
      [wave.id, wave.kind === 'by_order', todayOf(ctx), ctx.actor.scope.shopIds],
      'wave-route',
    )
    const stops = new Map<string, StopView>()
    for (const row of rows) {
      const key = `${wave.kind === 'by_order' ? row.parcel : ''} ${row.bin_code} ${row.sku_id}`
      const stop = stops.get(key) ?? stopOf(row)
      stop.quantity += row.quantity
      stop.picked += row.picked
      stop.blocked &&= row.stopped
      stop.parcels.push({
        fulfilmentId: row.fulfilment_id,
        ...{ parcel: row.parcel, slot: row.slot, quantity: row.quantity, picked: row.picked },
      })
      stops.set(key, stop)
    }
    return { wave: view(wave), stops: [...stops.values()] }
  },
})

const stopOf = (row: Row): StopView => ({
  binCode: row.bin_code,
  zoneCode: row.zone_code,
  skuCode: row.sku_code,
  name: row.name,
  nameEn: row.name_en,
  barcodes: row.barcodes,
  ...{ picture: row.picture, batchTracked: row.batched, batches: row.batches ?? [] },
  quantity: 0,
  picked: 0,
  blocked: true,
  parcels: [],
})
