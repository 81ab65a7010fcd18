import { refuse } from '@/lib/kernel/refusal'
import type { WaybillView } from '@/lib/modules/prints/schema'
import { seesShop, seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type WaybillRow = {
  id: string
  number: string
  carrier_code: string
  fulfilment_id: string
  parcel: string
  shop_id: string
  warehouse_id: string
  state: WaybillView['state']
  created_by: string
  created_at: Date
  voided_by: string | null
  voided_at: Date | null
  void_reason: WaybillView['voidReason']
}

const state = `case when b.voided_at is not null then 'void' when f.state = 'cancelled' then 'unused'
  when f.state in ('shipped', 'delivered') then case when f.tracking_key = b.number_key then 'shipped' else 'unused' end else 'open' end`

/** Conditions follow after `b.tenant_id = $1`. */
export const selectWaybills = `select b.id, b.number, b.carrier_code, b.fulfilment_id, f.number as parcel, f.shop_id, f.warehouse_id, ${state} as state,
    b.created_by, b.created_at, b.voided_by, b.voided_at, b.void_reason
  from waybills b join fulfilments f on f.tenant_id = $1 and f.id = b.fulfilment_id where b.tenant_id = $1`

export const whereState = (place: string) => `(${place}::text is null or ${state} = ${place})`

export async function waybillRow(ctx: Context, id: string): Promise<WaybillRow> {
  const [row] = await ctx.sql<WaybillRow>(`${selectWaybills} and b.id = $2`, [id])
  if (!row || !seesShop(ctx.actor, row.shop_id) || !seesWarehouse(ctx.actor, row.warehouse_id))
    return refuse('not_found')
  return row
}

export const waybillViewOf = (row: WaybillRow): WaybillView => ({
  id: row.id,
  number: row.number,
  carrierCode: row.carrier_code,
  state: row.state,
  fulfilmentId: row.fulfilment_id,
  parcel: row.parcel,
  createdBy: row.created_by,
  createdAt: row.created_at.toISOString(),
  voidedBy: row.voided_by,
  voidedAt: row.voided_at?.toISOString() ?? null,
  voidReason: row.void_reason,
})
