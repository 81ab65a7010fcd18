import { overridableHolds } from '@/lib/modules/orders/states'
import { type Refused, refusedRow, unknownRow } from '@/lib/modules/prints/internal/write-down'
import type { Context } from '@/lib/platform/door/context'

export type ParcelRow = {
  id: string
  number: string
  state: string
  block_reason: string | null
  held: boolean
  carrier: string | null
  shop_id: string
  warehouse_id: string
}

/** Of a parcel that has left a slip is still of use, to whoever asks what was in it; a label never. */
export type Papers = { evenLeft?: boolean }

/** The parcels that papers are asked of, locked, in the sequence asked; and those that get none, each with why. */
export async function parcelsToPrint(
  ctx: Context,
  ids: readonly string[],
  { evenLeft = false }: Papers = {},
): Promise<{ good: ParcelRow[]; refused: Refused[] }> {
  const { shopIds, warehouseIds } = ctx.actor.scope
  // Whoever stops or cancels a parcel waits for this, or this for them: no label leaves the printer for what was cancelled before.
  await ctx.sql(
    'select 1 from fulfilments where tenant_id = $1 and id = any($2::uuid[]) order by id for no key update',
    [ids],
    'print-parcels-lock',
  )
  const rows = await ctx.sql<ParcelRow>(
    `select f.id, f.number, f.state, f.block_reason, coalesce(f.carrier_code, f.preferred_carrier) as carrier, f.shop_id, f.warehouse_id,
            exists (select 1 from fulfilment_lines l join order_holds h on h.tenant_id = $1 and h.order_id = l.order_id
                     where l.tenant_id = $1 and l.fulfilment_id = f.id and h.code <> all($5::text[])) as held
       from fulfilments f
      where f.tenant_id = $1 and f.id = any($2::uuid[]) and ($3::uuid[] is null or f.shop_id = any($3)) and ($4::uuid[] is null or f.warehouse_id = any($4))`,
    [ids, shopIds, warehouseIds, overridableHolds],
    'print-parcels',
  )
  const known = new Map(rows.map((row) => [row.id, row]))
  const good: ParcelRow[] = []
  const refused: Refused[] = []
  for (const [index, id] of ids.entries()) {
    const row = known.get(id)
    const stop = row && stopOf(row)
    const code = evenLeft && stop === 'left' ? undefined : stop
    if (!row) refused.push(unknownRow(index))
    else if (code) refused.push(refusedRow(id, row.number, code))
    else good.push(row)
  }
  return { good, refused }
}

export function stopOf(row: Pick<ParcelRow, 'state' | 'block_reason' | 'held'>) {
  if (row.state === 'cancelled') return 'cancelled' as const
  if (row.state === 'shipped' || row.state === 'delivered') return 'left' as const
  if (row.block_reason !== null) return 'blocked' as const
  return row.held ? ('held' as const) : undefined
}
