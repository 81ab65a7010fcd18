import { invalid } from '@/lib/kernel/refusal'
import { type Papers, type ParcelRow, parcelsToPrint } from '@/lib/modules/prints/internal/parcels'
import { type Refused, refusedRow, unknownRow } from '@/lib/modules/prints/internal/write-down'
import { mostPapers } from '@/lib/modules/prints/states'
import type { Context } from '@/lib/platform/door/context'

type Asked = { fulfilmentIds?: readonly string[] | undefined; orderIds?: readonly string[] | undefined }
type Row = { id: string; number: string; parcels: string[] }

/** The parcels asked for, by themselves and as those of orders that have not left yet; an order without any is named. */
export async function askedParcels(
  ctx: Context,
  { fulfilmentIds = [], orderIds = [] }: Asked,
  papers: Papers = {},
): Promise<{ good: ParcelRow[]; refused: Refused[] }> {
  const { known, refused } = await parcelsOfOrders(ctx, orderIds, fulfilmentIds.length)
  const named = new Set(fulfilmentIds)
  const ids = [...new Set([...fulfilmentIds, ...known])]
  if (ids.length > mostPapers) invalid([{ path: 'orderIds', code: 'too_many' }])
  const found = await parcelsToPrint(ctx, ids, papers)
  // Of a parcel in a warehouse out of sight nobody learns by the order it is of.
  const told = found.refused.filter((row) => row.id !== null || (row.index ?? 0) < named.size)
  return { good: found.good, refused: [...refused, ...told] }
}

async function parcelsOfOrders(ctx: Context, orderIds: readonly string[], before: number) {
  if (orderIds.length === 0) return { known: [], refused: [] }
  const rows = await ctx.sql<Row>(
    `select o.id, o.number, array(select distinct f.id from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
              where l.tenant_id = $1 and l.order_id = o.id and f.state in ('allocated', 'released', 'picking', 'packed')) as parcels
       from orders o where o.tenant_id = $1 and o.id = any($2::uuid[]) and ($3::uuid[] is null or o.shop_id = any($3))`,
    [orderIds, ctx.actor.scope.shopIds],
    'print-order-parcels',
  )
  const orders = new Map(rows.map((row) => [row.id, row]))
  const refused = orderIds.flatMap((id, index): Refused[] => {
    const row = orders.get(id)
    if (!row) return [unknownRow(before + index)]
    return row.parcels.length === 0 ? [refusedRow(id, row.number, 'no_parcel')] : []
  })
  return { known: orderIds.flatMap((id) => orders.get(id)?.parcels ?? []), refused }
}
