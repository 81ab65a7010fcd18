import type { Region } from '@/lib/kernel/region'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type ResolvedWarehouse = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly priority: number
  readonly regions: readonly Region[]
  readonly defaultBinId: string
  readonly leadHours: number
  readonly freight: readonly { readonly province: string; readonly cost: string }[]
  /** When carriers fetch there, on the company's clock, by carrier; null: nothing is said. */
  readonly cutOffs: Readonly<Record<string, string>> | null
}

type WithStatus = ResolvedWarehouse & {
  readonly status: 'active' | 'closed'
  readonly kind: 'own' | 'third_party' | 'platform'
}

const select = `select w.id, w.code, w.name, w.priority, w.regions, w.status, w.kind, b.id as "defaultBinId", w.lead_hours as "leadHours", w.freight,
    (select jsonb_object_agg(c.carrier_code, c.local_time) from carrier_cut_offs c where c.tenant_id = $1 and c.warehouse_id = w.id) as "cutOffs"
  from warehouses w join bins b on b.tenant_id = $1 and b.warehouse_id = w.id and b.is_default
  where w.tenant_id = $1`

/**
 * The active warehouses in the sequence in which they are asked for goods: priority, then code. Whatever the scope. A platform's own
 * warehouse is not ours to send from: what lies there leaves for orders that the platform fulfils itself.
 */
export function warehousesByPriority(ctx: Context): Promise<ResolvedWarehouse[]> {
  return ctx.sql<WithStatus>(
    `${select} and w.status = 'active' and w.kind <> 'platform' order by w.priority, w.code`,
    [],
    'warehouses-by-priority',
  )
}

/** The warehouse of a code; undefined when there is none or the actor's scope does not hold it. Closed ones are found: who asks decides. */
export async function warehouseByCode(ctx: Context, code: string): Promise<WithStatus | undefined> {
  const [found] = await ctx.sql<WithStatus>(`${select} and w.code = $2`, [code], 'warehouse-by-code')
  return found && seesWarehouse(ctx.actor, found.id) ? found : undefined
}

/** Every warehouse, closed ones too, for the names beside rows that a scoped list has already chosen. */
export async function warehousesById(ctx: Context): Promise<Map<string, WithStatus>> {
  const rows = await ctx.sql<WithStatus>(select, [], 'warehouses-by-id')
  return new Map(rows.map((warehouse) => [warehouse.id, warehouse]))
}
