import { codeKey } from '@/lib/modules/catalog/code-key'
import type { SerialMode } from '@/lib/modules/catalog/schema'
import type { SerialState } from '@/lib/modules/inventory/schema'
import type { Context } from '@/lib/platform/door/context'

export type SerialRefusal = 'serial_needed' | 'serial_unknown' | 'serial_shipped' | 'serial_elsewhere' | 'serial_taken'

type Units = { fulfilmentId: string; skuId: string; warehouseId: string; mode: SerialMode }

/**
 * Writes down the numbers of the units that somebody puts into a parcel. A number that cannot be in it (nobody knows it, it has left, it
 * lies elsewhere, it is in this or another parcel already) is refused, and none of them is kept.
 */
export async function putSerials(
  ctx: Context,
  { fulfilmentId, skuId, warehouseId, mode }: Units,
  quantity: number,
  numbers: readonly string[],
): Promise<{ refused: SerialRefusal; serial: string | null } | undefined> {
  if (numbers.length !== quantity) return { refused: 'serial_needed', serial: null }
  const keys = numbers.map(codeKey)
  const at = (key: string | undefined) => numbers[keys.indexOf(key ?? '')] ?? null
  const twice = keys.find((key, i) => keys.indexOf(key) !== i)
  if (twice !== undefined) return { refused: 'serial_taken', serial: at(twice) }
  const rows = await ctx.sql<{ code_key: string; state: SerialState; warehouse_id: string | null }>(
    'select code_key, state, warehouse_id from stock_serials where tenant_id = $1 and sku_id = $2 and code_key = any($3)',
    [skuId, keys],
    'serials-known',
  )
  const known = new Map(rows.map((row) => [row.code_key, row]))
  for (const key of keys) {
    const row = known.get(key)
    const refused =
      row?.state === 'shipped' ? 'serial_shipped' : mode === 'receipt' ? misplaced(row, warehouseId) : null
    if (refused) return { refused, serial: at(key) }
  }
  // A parcel that is no longer packed (its order was cancelled) holds no unit any more.
  const put = await ctx.sql<{ code_key: string }>(
    `insert into parcel_serials as p (tenant_id, sku_id, code_key, code, fulfilment_id)
     select $1, $2, u.key, u.code, $3 from unnest($4::text[], $5::text[]) as u(key, code) order by u.key
     on conflict (tenant_id, sku_id, code_key) do update set fulfilment_id = excluded.fulfilment_id
       where p.fulfilment_id <> excluded.fulfilment_id and not exists (
         select 1 from reservations r where r.tenant_id = $1 and r.fulfilment_id = p.fulfilment_id and r.sku_id = $2 and r.state = 'open')
     returning code_key`,
    [skuId, fulfilmentId, keys, numbers],
    'serials-put',
  )
  if (put.length === keys.length) return undefined
  const taken = new Set(put.map((row) => row.code_key))
  await ctx.sql(
    'delete from parcel_serials where tenant_id = $1 and sku_id = $2 and fulfilment_id = $3 and code_key = any($4)',
    [skuId, fulfilmentId, [...taken]],
  )
  return { refused: 'serial_taken', serial: at(keys.find((key) => !taken.has(key))) }
}

function misplaced(
  row: { state: SerialState; warehouse_id: string | null } | undefined,
  warehouseId: string,
): SerialRefusal | null {
  if (!row) return 'serial_unknown'
  return row.state === 'in_stock' && row.warehouse_id === warehouseId ? null : 'serial_elsewhere'
}

/** The numbers that were put into a parcel, by SKU. */
export async function serialsIn(ctx: Context, fulfilmentId: string): Promise<{ skuCode: string; numbers: string[] }[]> {
  return ctx.sql(
    `select s.code as "skuCode", array_agg(p.code order by p.code_key) as numbers
       from parcel_serials p join skus s on s.tenant_id = $1 and s.id = p.sku_id
      where p.tenant_id = $1 and p.fulfilment_id = $2 group by s.code order by s.code`,
    [fulfilmentId],
    'serials-put-in',
  )
}
