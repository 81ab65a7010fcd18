import type { PoolIncomingView } from '@/lib/modules/inventory/pool-schema'
import type { Context } from '@/lib/platform/door/context'

export type IncomingRow = {
  id: string
  pool_code: string
  transfer_id: string
  transfer_number: string
  sku_id: string
  sku_code: string
  name: string
  name_en: string
  warehouse_code: string
  quantity: number
  arrived: number
  lost: number
  promised: number
  kept: number
  created_at: Date
}

/** Conditions follow after `n.tenant_id = $1`. */
export const selectIncoming = `select n.id, p.code as pool_code, t.id as transfer_id, t.number as transfer_number, n.sku_id, s.code as sku_code, s.name, s.name_en,
    w.code as warehouse_code, n.quantity, n.arrived, n.lost, n.created_at,
    (select coalesce(sum(r.quantity), 0)::int from presale_promises r where r.tenant_id = $1 and r.incoming_id = n.id and r.state = 'open') as promised,
    (select coalesce(sum(r.quantity), 0)::int from presale_promises r where r.tenant_id = $1 and r.incoming_id = n.id and r.state = 'arrived') as kept
  from pool_incoming n
  join pools p on p.tenant_id = $1 and p.id = n.pool_id
  join stock_transfer_lines l on l.tenant_id = $1 and l.id = n.transfer_line_id
  join stock_transfers t on t.tenant_id = $1 and t.id = l.transfer_id
  join skus s on s.tenant_id = $1 and s.id = n.sku_id
  join warehouses w on w.tenant_id = $1 and w.id = n.warehouse_id
 where n.tenant_id = $1`

export async function incomingRow(
  ctx: Context,
  { poolId, transferLineId }: { poolId: string; transferLineId: string },
): Promise<IncomingRow | undefined> {
  const [row] = await ctx.sql<IncomingRow>(`${selectIncoming} and n.pool_id = $2 and n.transfer_line_id = $3`, [
    poolId,
    transferLineId,
  ])
  return row
}

export function incomingView(row: IncomingRow): PoolIncomingView {
  return {
    id: row.id,
    poolCode: row.pool_code,
    transferId: row.transfer_id,
    transferNumber: row.transfer_number,
    skuId: row.sku_id,
    skuCode: row.sku_code,
    name: row.name,
    nameEn: row.name_en,
    warehouseCode: row.warehouse_code,
    quantity: row.quantity,
    arrived: row.arrived,
    lost: row.lost,
    promised: row.promised,
    createdAt: row.created_at.toISOString(),
  }
}
