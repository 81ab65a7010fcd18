import { refuse } from '@/lib/kernel/refusal'
import { beforeShipped, type HoldCode, type OrderState } from '@/lib/modules/orders/states'
import { seesShop } from '@/lib/platform/door/actor'
import type { Context } from '@/lib/platform/door/context'

export type Locked = {
  id: string
  number: string
  state: OrderState
  shop_id: string
  version: number
  hold_count: number
  urgent: boolean
  province: string
}

/**
 * The one order a command is about, locked until the end of it: whoever cancels, ships or changes it at the same moment waits.
 * Orders that share a parcel with it are locked with it, in the house's sequence: what is done to one may move the others' goods.
 * Unknown, foreign and out of scope answer alike.
 */
export async function lockOrder(ctx: Context, orderId: string, version?: number): Promise<Locked> {
  const rows = await ctx.sql<Locked>(
    `select id, number, state, shop_id, version, hold_count, urgent, province from orders o
      where o.tenant_id = $1 and o.id = any($2::uuid[]) order by o.id for update`,
    [[orderId, ...(await ordersBeside(ctx, [orderId]))]],
    'order-lock',
  )
  const order = rows.find((row) => row.id === orderId)
  if (!order || !seesShop(ctx.actor, order.shop_id) || !(await inWarehouseScope(ctx, orderId)))
    return refuse('not_found')
  if (version !== undefined && version !== order.version) refuse('version_conflict', { version: order.version })
  ctx.touch('order', order.id)
  return order
}

/** Several orders and whoever shares a parcel with them, in the house's sequence; one after the other could deadlock. */
export async function lockTogether(ctx: Context, ids: readonly string[]): Promise<void> {
  await ctx.sql('select id from orders o where o.tenant_id = $1 and o.id = any($2::uuid[]) order by o.id for update', [
    [...ids, ...(await ordersBeside(ctx, ids))],
  ])
}

/** The other orders in parcels of these that have not arrived: the work on one and its arrival are the others' too. */
export async function ordersBeside(ctx: Context, orderIds: readonly string[]): Promise<string[]> {
  const rows = await ctx.sql<{ id: string }>(
    `select distinct m.order_id as id
       from fulfilment_lines l
       join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id and f.state not in ('delivered', 'cancelled')
       join fulfilment_lines m on m.tenant_id = $1 and m.fulfilment_id = f.id and m.order_id <> all($2::uuid[])
      where l.tenant_id = $1 and l.order_id = any($2::uuid[])`,
    [orderIds],
    'orders-beside',
  )
  return rows.map((r) => r.id)
}

/** A member limited to warehouses sees an order once one of them has a fulfilment of it. */
export async function inWarehouseScope(ctx: Context, orderId: string): Promise<boolean> {
  const { warehouseIds } = ctx.actor.scope
  if (warehouseIds === null) return true
  const rows = await ctx.sql(
    `select 1 from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.order_id = $2 and f.warehouse_id = any($3::uuid[]) limit 1`,
    [orderId, warehouseIds],
  )
  return rows.length > 0
}

/** The codes of the holds that stop the order now. */
export async function holdsOfOrder(ctx: Context, orderId: string): Promise<HoldCode[]> {
  const rows = await ctx.sql<{ code: HoldCode }>(
    'select code from order_holds where tenant_id = $1 and order_id = $2 order by since, code',
    [orderId],
  )
  return rows.map((r) => r.code)
}

export function refuseTransition(from: OrderState, to: OrderState): never {
  return refuse('illegal_transition', { from, to })
}

export function isOpen(state: OrderState): boolean {
  return beforeShipped.includes(state)
}
