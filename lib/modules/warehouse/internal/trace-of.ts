import type { ParcelView } from '@/lib/modules/warehouse/schema'
import type { Operation } from '@/lib/modules/warehouse/states'
import type { Context } from '@/lib/platform/door/context'

type Row = {
  operation: Operation
  verdict: 'ok' | 'refused'
  code: string | null
  actor: string
  station: string
  sku: string | null
  quantity: number
  at: Date
}

/**
 * Who did what with a parcel at the stations, newest last. One scan may pick or sort for many parcels of a wave: of such a one as much is
 * told as was for this parcel.
 */
export async function traceOf(ctx: Context, fulfilmentId: string, number: string): Promise<ParcelView['trace']> {
  const rows = await ctx.sql<Row>(
    `with mine as (
       select x.* from scans x where x.tenant_id = $1 and x.fulfilment_id = $2
       union
       select x.* from wave_parcels p join scans x on x.tenant_id = $1 and x.wave_id = p.wave_id and x.operation in ('pick', 'sort') and x.verdict = 'ok'
        where p.tenant_id = $1 and p.fulfilment_id = $2 and x.answer -> 'places' @> $3::jsonb
     )
     select x.operation, x.verdict, x.code, x.actor, s.name as station, k.code as sku, x.scanned_at as at,
            coalesce((select sum((place ->> 'quantity')::int)::int from jsonb_array_elements(x.answer -> 'places') place
                       where place ->> 'parcel' = $4), x.quantity) as quantity
       from mine x join stations s on s.tenant_id = $1 and s.id = x.station_id
       left join skus k on k.tenant_id = $1 and k.id = x.sku_id
      order by x.at, x.id limit 500`,
    [fulfilmentId, JSON.stringify([{ parcel: number }]), number],
    'parcel-trace',
  )
  return rows.map(({ operation, verdict, code, actor, station, sku, quantity, at }) => ({
    ...{ operation, verdict, code, person: actor, station, skuCode: sku, quantity, at: at.toISOString() },
  }))
}
