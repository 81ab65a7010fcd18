import type { Selectable } from 'kysely'
import { refuse } from '@/lib/kernel/refusal'
import type { WarehouseView } from '@/lib/modules/settings/schema'
import type { DB } from '@/lib/platform/db/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

type WarehouseRow = Selectable<DB['warehouses']>

/** The warehouse of an id, locked for a change; one outside the actor's scope does not exist for it. */
export async function warehouseRow(
  ctx: Context,
  warehouseId: string,
  mode: 'read' | 'change' = 'read',
): Promise<WarehouseRow> {
  if (!seesWarehouse(ctx.actor, warehouseId)) refuse('not_found')
  const find = ctx.db.selectFrom('warehouses').selectAll().where('id', '=', warehouseId)
  const row = await (mode === 'change' ? find.forUpdate() : find).executeTakeFirst()
  return row ?? refuse('not_found')
}

export function warehouseView(row: WarehouseRow): WarehouseView {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    kind: row.kind as WarehouseView['kind'],
    priority: row.priority,
    regions: row.regions as WarehouseView['regions'],
    contact: row.contact,
    status: row.status as WarehouseView['status'],
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
