import { refuse } from '@/lib/kernel/refusal'
import type { WaveView } from '@/lib/modules/warehouse/schema'
import type { WaveKind, WaveState } from '@/lib/modules/warehouse/states'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type WaveRow = {
  id: string
  number: string
  warehouse_id: string
  warehouse_code: string
  kind: WaveKind
  state: WaveState
  carrier_code: string | null
  choice: Record<string, unknown>
  parcels: number
  units: number
  picked: number
  packed: number
  shipped: number
  created_by: string
  created_at: Date
  started_at: Date | null
  picked_at: Date | null
  closed_at: Date | null
  version: number
}

/**
 * Conditions follow after `w.tenant_id = $1`; $2: the shops that the actor sees, null for all. Sums are of their parcels alone. A parcel
 * that was packed stays counted when it has left.
 */
export const selectWaves = `select w.id, w.number, w.warehouse_id, h.code as warehouse_code, w.kind, w.state, w.carrier_code, w.choice,
    coalesce(s.parcels, w.parcels) as parcels, coalesce(s.units, w.units) as units,
    p.picked, f.packed, f.shipped, w.created_by, w.created_at, w.started_at, w.picked_at, w.closed_at, w.version
  from waves w
  join warehouses h on h.tenant_id = $1 and h.id = w.warehouse_id
  left join lateral (
    select count(distinct x.id)::int as parcels, coalesce(sum(l.quantity), 0)::int as units
      from wave_parcels wp join fulfilments x on x.tenant_id = $1 and x.id = wp.fulfilment_id and x.shop_id = any($2::uuid[])
      join fulfilment_lines l on l.tenant_id = $1 and l.fulfilment_id = x.id
     where wp.tenant_id = $1 and wp.wave_id = w.id) s on $2::uuid[] is not null
  cross join lateral (
    select coalesce(sum(t.picked), 0)::int as picked from pick_tasks t
     where t.tenant_id = $1 and t.wave_id = w.id
       and ($2::uuid[] is null or exists (select 1 from fulfilments x where x.tenant_id = $1 and x.id = t.fulfilment_id and x.shop_id = any($2)))) p
  cross join lateral (
    select count(*) filter (where x.state in ('packed', 'shipped', 'delivered'))::int as packed,
           count(*) filter (where x.state in ('shipped', 'delivered'))::int as shipped
      from wave_parcels wp join fulfilments x on x.tenant_id = $1 and x.id = wp.fulfilment_id and ($2::uuid[] is null or x.shop_id = any($2))
     where wp.tenant_id = $1 and wp.wave_id = w.id and wp.left_at is null) f
 where w.tenant_id = $1`

/** A wave of a warehouse outside the actor's scope does not exist for it. */
export async function waveRow(ctx: Context, waveId: string): Promise<WaveRow> {
  const [row] = await ctx.sql<WaveRow>(`${selectWaves} and w.id = $3`, [ctx.actor.scope.shopIds, waveId], 'wave-row')
  return row && seesWarehouse(ctx.actor, row.warehouse_id) ? row : refuse('not_found')
}

export type WaveHead = Pick<WaveRow, 'id' | 'number' | 'warehouse_id' | 'kind' | 'state' | 'version'>

/** The wave alone, without its sums: what a scan needs of it. */
export async function waveHead(ctx: Context, waveId: string, warehouseId?: string): Promise<WaveHead> {
  const [row] = await ctx.sql<WaveHead>(
    'select id, number, warehouse_id, kind, state, version from waves where tenant_id = $1 and id = $2',
    [waveId],
    'wave-head',
  )
  if (!row || !seesWarehouse(ctx.actor, row.warehouse_id)) return refuse('not_found')
  return warehouseId === undefined || row.warehouse_id === warehouseId ? row : refuse('not_found')
}

export function waveView(row: WaveRow): WaveView {
  return {
    id: row.id,
    number: row.number,
    warehouseCode: row.warehouse_code,
    kind: row.kind,
    state: row.state,
    carrierCode: row.carrier_code,
    choice: row.choice,
    parcels: row.parcels,
    units: row.units,
    picked: row.picked,
    packed: row.packed,
    shipped: row.shipped,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    pickedAt: row.picked_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    version: row.version,
  }
}
