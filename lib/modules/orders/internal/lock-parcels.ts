import { refuse } from '@/lib/kernel/refusal'
import { mergeGroups } from '@/lib/modules/orders/internal/merge-group'
import type { FulfilmentState, OrderState } from '@/lib/modules/orders/states'
import { seesShop, seesWarehouse } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type ParcelLine = {
  fulfilment_id: string
  order_id: string
  order_line_id: string
  sku_id: string
  quantity: number
}

export type OpenParcel = {
  id: string
  number: string
  state: FulfilmentState
  shop_id: string
  warehouse_id: string
  block_reason: string | null
  version: number
  lines: ParcelLine[]
}

export type ParcelOrder = {
  id: string
  number: string
  state: OrderState
  sealed: boolean
  currency: string
  shop_id: string
  /** What it has in common with those it may share a parcel with; null: with nobody. */
  common: string | null
}

/**
 * Some parcels with all their orders, locked in the house's sequence: orders first, ids ascending, then the parcels. A parcel's
 * lines never change, so they can be read before.
 */
export async function lockParcels(
  ctx: Context,
  ids: readonly string[],
): Promise<{ parcels: OpenParcel[]; orders: ParcelOrder[] }> {
  const mode = ctx.tenant.settings.mergeAcrossShops
  const { key, group } = mergeGroups[mode]
  const lines = await ctx.sql<ParcelLine>(
    `select fulfilment_id, order_id, order_line_id, sku_id, quantity from fulfilment_lines
      where tenant_id = $1 and fulfilment_id = any($2::uuid[]) order by id`,
    [ids],
    'parcels-lines',
  )
  const orders = await ctx.sql<ParcelOrder>(
    `select o.id, o.number, o.state, o.sealed, o.currency, o.shop_id, nullif(o.${key}, 0) || ' ' || ${group} as common
       from orders o join shops s on s.tenant_id = $1 and s.id = o.shop_id
      where o.tenant_id = $1 and o.id = any($2::uuid[]) order by o.id for update of o`,
    [[...new Set(lines.map((l) => l.order_id))]],
    `parcels-orders-lock-${mode}`,
  )
  const parcels = await ctx.sql<Omit<OpenParcel, 'lines'>>(
    `select id, number, state, shop_id, warehouse_id, block_reason, version from fulfilments
      where tenant_id = $1 and id = any($2::uuid[]) order by id for update`,
    [ids],
    'parcels-lock',
  )
  const seen = parcels.filter((p) => seesShop(ctx.actor, p.shop_id) && seesWarehouse(ctx.actor, p.warehouse_id))
  if (seen.length < new Set(ids).size) return refuse('not_found')
  return { parcels: seen.map((p) => ({ ...p, lines: lines.filter((l) => l.fulfilment_id === p.id) })), orders }
}

/** Nobody has begun to pick them, and nothing stops them. */
export function refuseBegun(parcels: readonly OpenParcel[]): void {
  for (const { state, block_reason } of parcels) {
    if (state !== 'allocated' && state !== 'released') refuse('illegal_transition', { from: state, to: 'allocated' })
    if (block_reason) refuse('on_hold', { holds: [block_reason] })
  }
}
