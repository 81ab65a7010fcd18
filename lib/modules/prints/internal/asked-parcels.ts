import { invalid } from '@/lib/kernel/refusal'
import { type Papers, type ParcelRow, parcelsToPrint } from '@/lib/modules/prints/internal/parcels'
import { type Refused, refusedRow, unknownRow } from '@/lib/modules/prints/internal/write-down'
import { mostPapers } from '@/lib/modules/prints/states'
import type { Context } from '@/lib/platform/door/context'

type Asked = { fulfilmentIds?: readonly string[] | undefined; orderIds?: readonly string[] | undefined }
type Row = { id: string; number: string; parcels: string[] }

/** The parcels asked for, by themselves or as those of orders that have not left yet; an order without any is named. */
export async function askedParcels(
  ctx: Context,
  { fulfilmentIds = [], orderIds = [] }: Asked,
  papers: Papers = {},
): Promise<{ good: ParcelRow[]; refused: Refused[] }> {
  if (orderIds.length === 0) return parcelsToPrint(ctx, fulfilmentIds, papers)
  const rows = await ctx.sql<Row>(
    `select o.id, o.number, array(select distinct f.id from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
              where l.tenant_id = $1 and l.order_id = o.id and f.state in ('allocated', 'released', 'picking', 'packed')) as parcels
       from orders o where o.tenant_id = $1 and o.id = any($2::uuid[]) and ($3::uuid[] is null or o.shop_id = any($3))`,
    [orderIds, ctx.actor.scope.shopIds],
    'print-order-parcels',
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  const refused = orderIds.flatMap((id, index): Refused[] => {
    const row = known.get(id)
    if (!row) return [unknownRow(index)]
    return row.parcels.length === 0 ? [refusedRow(id, row.number, 'no_parcel')] : []
  })
  const ids = [...new Set(orderIds.flatMap((id) => known.get(id)?.parcels ?? []))]
  if (ids.length > mostPapers) invalid([{ path: 'orderIds', code: 'too_many' }])
  const found = await parcelsToPrint(ctx, ids)
  // Of a parcel in a warehouse out of sight nobody learns by the order it is of.
  return { good: found.good, refused: [...refused, ...found.refused.filter((row) => row.id !== null)] }
}
