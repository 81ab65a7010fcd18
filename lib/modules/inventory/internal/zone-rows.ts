import type { Selectable } from 'kysely'
import { invalid, refuse } from '@/lib/kernel/refusal'
import type { ZoneView } from '@/lib/modules/inventory/schema'
import type { DB } from '@/lib/platform/db/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

type ZoneRow = Selectable<DB['zones']>

/** The zone of an id, locked for a change; one of a warehouse outside the actor's scope does not exist for it. */
export async function zoneRow(ctx: Context, zoneId: string, mode: 'read' | 'change' = 'read'): Promise<ZoneRow> {
  const find = ctx.db.selectFrom('zones').selectAll().where('id', '=', zoneId)
  const row = await (mode === 'change' ? find.forUpdate() : find).executeTakeFirst()
  return row && seesWarehouse(ctx.actor, row.warehouse_id) ? row : refuse('not_found')
}

/** The open zone that bins of a warehouse are to belong to, held until the end. */
export async function zoneFor(ctx: Context, warehouseId: string, zoneId: string | null): Promise<ZoneRow | null> {
  if (zoneId === null) return null
  const row = await ctx.db
    .selectFrom('zones')
    .selectAll()
    .where('id', '=', zoneId)
    .where('warehouse_id', '=', warehouseId)
    .forShare()
    .executeTakeFirst()
  if (!row) invalid([{ path: 'zoneId', code: 'unknown' }])
  if (row.status !== 'active') invalid([{ path: 'zoneId', code: 'closed' }])
  return row
}

export function zoneView(row: ZoneRow): ZoneView {
  return {
    id: row.id,
    warehouseId: row.warehouse_id,
    code: row.code,
    name: row.name,
    kind: row.kind as ZoneView['kind'],
    sequence: row.sequence,
    status: row.status as ZoneView['status'],
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
