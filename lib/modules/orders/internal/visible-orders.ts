import type { Context } from '@/lib/platform/door/context'

/** Adds a value to a statement's parameters and answers its place, `$4`. */
export type Bind = (value: unknown) => string

/** `$1` is the tenant, which `ctx.sql` puts in front. */
export function binder(): { bind: Bind; params: unknown[] } {
  const params: unknown[] = []
  return { params, bind: (value) => `$${params.push(value) + 1}` }
}

/** The shops a reading covers: those asked for as far as the scope holds them. null: all. */
export function shopsOf(ctx: Context, shopId?: string): readonly string[] | null {
  const { shopIds } = ctx.actor.scope
  if (shopId === undefined) return shopIds
  return shopIds === null || shopIds.includes(shopId) ? [shopId] : []
}

/** Which of the conditions of `visible` a text has: part of the name of a prepared statement. */
export function shapeOf(ctx: Context, shopIds: readonly string[] | null = ctx.actor.scope.shopIds): string {
  return `${shopIds === null ? 'all' : 'shops'}${ctx.actor.scope.warehouseIds === null ? '' : '-places'}`
}

/** The condition under which the actor sees order `o`: its shop is in scope and, for who is limited to warehouses, one of them ships it. */
export function visible(ctx: Context, bind: Bind, shopIds: readonly string[] | null = ctx.actor.scope.shopIds): string {
  const { warehouseIds } = ctx.actor.scope
  const shop = shopIds === null ? 'true' : `o.shop_id = any(${bind(shopIds)}::uuid[])`
  if (warehouseIds === null) return shop
  return `${shop} and exists (
    select 1 from fulfilment_lines vl join fulfilments vf on vf.tenant_id = $1 and vf.id = vl.fulfilment_id
     where vl.tenant_id = $1 and vl.order_id = o.id and vf.warehouse_id = any(${bind(warehouseIds)}::uuid[]))`
}
