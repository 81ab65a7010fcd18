import { refuse } from '@/lib/kernel/refusal'
import type { BinView } from '@/lib/modules/inventory/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type BinRow = {
  id: string
  warehouse_id: string
  code: string
  zone_id: string | null
  zone_code: string | null
  kind: BinView['kind']
  is_default: boolean
  is_staging: boolean
  route: number
  capacity: number | null
  held: number
  status: BinView['status']
  created_at: Date
  version: number
}

/** Conditions follow after `b.tenant_id = $1`. */
export const selectBins = `select b.id, b.warehouse_id, b.code, b.zone_id, z.code as zone_code, coalesce(z.kind, 'sellable') as kind, b.is_default, b.is_staging,
    b.route, b.capacity, h.held, b.status, b.created_at, b.version
  from bins b
  left join zones z on z.tenant_id = $1 and z.id = b.zone_id
  cross join lateral (select coalesce(sum(x.quantity), 0)::int as held from bin_balances x where x.tenant_id = $1 and x.bin_id = b.id) h
 where b.tenant_id = $1`

/**
 * The bin of an id; one of a warehouse outside the actor's scope does not exist for it. `change` locks it: who brings goods
 * in waits, and what lies in it is read when they are done.
 */
export async function binRow(ctx: Context, binId: string, mode: 'read' | 'change' = 'read'): Promise<BinRow> {
  if (mode === 'change') await ctx.sql('select id from bins where tenant_id = $1 and id = $2 for update', [binId])
  const [row] = await ctx.sql<BinRow>(`${selectBins} and b.id = $2`, [binId])
  return row && seesWarehouse(ctx.actor, row.warehouse_id) ? row : refuse('not_found')
}

export function binView(row: BinRow): BinView {
  return {
    id: row.id,
    warehouseId: row.warehouse_id,
    code: row.code,
    zoneId: row.zone_id,
    zoneCode: row.zone_code,
    kind: row.kind,
    isDefault: row.is_default,
    isStaging: row.is_staging,
    route: row.route,
    capacity: row.capacity,
    held: row.held,
    status: row.status,
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
