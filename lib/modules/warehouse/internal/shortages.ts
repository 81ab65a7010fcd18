import { refuse } from '@/lib/kernel/refusal'
import type { ShortageView } from '@/lib/modules/warehouse/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type ShortageRow = {
  id: string
  wave_id: string
  wave: string
  warehouse_id: string
  warehouse_code: string
  bin_code: string
  sku_code: string
  name: string
  name_en: string
  missing: number
  state: ShortageView['state']
  reported_by: string
  created_at: Date
  settled_at: Date | null
}

/** Conditions follow after `x.tenant_id = $1`. */
export const selectShortages = `select x.id, x.wave_id, v.number as wave, x.warehouse_id, w.code as warehouse_code, b.code as bin_code, s.code as sku_code,
    s.name, s.name_en, x.missing, x.state, x.reported_by, x.created_at, x.settled_at
  from shortages x
  join waves v on v.tenant_id = $1 and v.id = x.wave_id
  join warehouses w on w.tenant_id = $1 and w.id = x.warehouse_id
  join bins b on b.tenant_id = $1 and b.id = x.bin_id
  join skus s on s.tenant_id = $1 and s.id = x.sku_id
 where x.tenant_id = $1`

export async function shortageRow(ctx: Context, shortageId: string): Promise<ShortageRow> {
  const [row] = await ctx.sql<ShortageRow>(`${selectShortages} and x.id = $2`, [shortageId])
  return row && seesWarehouse(ctx.actor, row.warehouse_id) ? row : refuse('not_found')
}

export function shortageView(row: ShortageRow): ShortageView {
  return {
    id: row.id,
    wave: row.wave,
    warehouseCode: row.warehouse_code,
    binCode: row.bin_code,
    skuCode: row.sku_code,
    name: row.name,
    nameEn: row.name_en,
    missing: row.missing,
    state: row.state,
    reportedBy: row.reported_by,
    createdAt: row.created_at.toISOString(),
    settledAt: row.settled_at?.toISOString() ?? null,
  }
}
