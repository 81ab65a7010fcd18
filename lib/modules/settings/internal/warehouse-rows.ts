import type { Selectable } from 'kysely'
import { digitsOf } from '@/lib/kernel/money'
import { invalid, refuse } from '@/lib/kernel/refusal'
import type { WarehouseView } from '@/lib/modules/settings/schema'
import type { DB } from '@/lib/platform/db/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type WarehouseRow = Selectable<DB['warehouses']>
type Given = { [K in 'regions' | 'freight' | 'leadHours']?: WarehouseView[K] | undefined }

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

/** Fields as their columns. Costs are read once, so that none has more digits than the company's currency. */
export function warehouseColumns(ctx: Context, { regions, freight, leadHours }: Given) {
  const errors = (freight ?? []).flatMap(({ cost }, i) => {
    const digits = cost.split('.')[1]?.length ?? 0
    return digits > digitsOf(ctx.tenant.currency) ? [{ path: `freight.${i}.cost`, code: 'too_many_digits' }] : []
  })
  if (errors.length > 0) invalid(errors)
  return {
    ...(regions && { regions: JSON.stringify(regions) }),
    ...(freight && { freight: JSON.stringify(freight) }),
    ...(leadHours !== undefined && { lead_hours: leadHours }),
  }
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
    leadHours: row.lead_hours,
    freight: row.freight as WarehouseView['freight'],
    status: row.status as WarehouseView['status'],
    createdAt: row.created_at.toISOString(),
    version: row.version,
  }
}
