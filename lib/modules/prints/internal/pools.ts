import { refuse } from '@/lib/kernel/refusal'
import { numberOf } from '@/lib/modules/prints/internal/take-waybills'
import type { PoolView } from '@/lib/modules/prints/schema'
import { seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type PoolRow = {
  id: string
  carrier_code: string
  warehouse_id: string | null
  warehouse_code: string | null
  prefix: string
  digits: number
  first_value: bigint
  next_value: bigint
  last_value: bigint
  status: 'active' | 'closed'
  created_by: string
  created_at: Date
  version: number
}

/** Conditions follow after `p.tenant_id = $1`. */
export const selectPools = `select p.id, p.carrier_code, p.warehouse_id, w.code as warehouse_code, p.prefix, p.digits, p.first_value, p.next_value,
    p.last_value, p.status, p.created_by, p.created_at, p.version
  from waybill_pools p left join warehouses w on w.tenant_id = $1 and w.id = p.warehouse_id where p.tenant_id = $1`

export async function poolRow(ctx: Context, id: string): Promise<PoolRow> {
  const [row] = await ctx.sql<PoolRow>(`${selectPools} and p.id = $2`, [id])
  if (!row || (row.warehouse_id !== null && !seesWarehouse(ctx.actor, row.warehouse_id))) return refuse('not_found')
  return row
}

export const poolViewOf = (row: PoolRow): PoolView => ({
  id: row.id,
  carrierCode: row.carrier_code,
  warehouseCode: row.warehouse_code,
  first: numberOf(row, row.first_value),
  last: numberOf(row, row.last_value),
  next: row.next_value > row.last_value ? null : numberOf(row, row.next_value),
  left: Number(row.last_value - row.next_value + 1n),
  status: row.status,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  version: row.version,
})
