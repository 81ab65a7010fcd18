import { refuse } from '@/lib/kernel/refusal'
import type { StationView } from '@/lib/modules/warehouse/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type Station = { id: string; name: string; warehouseId: string; warehouseCode: string }

type Row = {
  id: string
  name: string
  warehouse_id: string
  warehouse_code: string
  status: StationView['status']
  bound_at: Date | null
  member_id: string | null
  member: string | null
  signed_in_at: Date | null
  seen_at: Date | null
  version: number
}

/** Conditions follow after `s.tenant_id = $1`. */
export const selectStations = `select s.id, s.name, s.warehouse_id, w.code as warehouse_code, s.status, s.bound_at, s.member_id, m.name as member,
    s.signed_in_at, s.seen_at, s.version
  from stations s
  join warehouses w on w.tenant_id = $1 and w.id = s.warehouse_id
  left join members m on m.tenant_id = $1 and m.id = s.member_id
 where s.tenant_id = $1`

export async function stationRow(ctx: Context, stationId: string): Promise<Row> {
  const [row] = await ctx.sql<Row>(`${selectStations} and s.id = $2`, [stationId], 'station-row')
  return row && seesWarehouse(ctx.actor, row.warehouse_id) ? row : refuse('not_found')
}

/** The station where somebody works now; a closed one is nobody's place. */
export async function stationAtWork(ctx: Context, stationId: string): Promise<Station> {
  const { id, name, warehouse_id, warehouse_code, status } = await stationRow(ctx, stationId)
  if (status !== 'active') refuse('not_found')
  return { id, name, warehouseId: warehouse_id, warehouseCode: warehouse_code }
}

export function stationView(row: Row): StationView {
  return {
    id: row.id,
    name: row.name,
    warehouseId: row.warehouse_id,
    warehouseCode: row.warehouse_code,
    status: row.status,
    boundAt: row.bound_at?.toISOString() ?? null,
    person: row.member_id && row.member ? { id: row.member_id, name: row.member } : null,
    signedInAt: row.signed_in_at?.toISOString() ?? null,
    seenAt: row.seen_at?.toISOString() ?? null,
    version: row.version,
  }
}

export type StationRow = Row
