import { groupBy } from '@/lib/kernel/group'
import { invalid } from '@/lib/kernel/refusal'
import { lockAvailable, releaseStock } from '@/lib/modules/inventory/reserve-stock'
import { byHand } from '@/lib/modules/orders/internal/by-hand.sql'
import type { Locked } from '@/lib/modules/orders/internal/lock-order'
import { lockParcels, refuseBegun } from '@/lib/modules/orders/internal/lock-parcels'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { wantsOf } from '@/lib/modules/orders/internal/order-wants'
import { planThere } from '@/lib/modules/orders/internal/plan-there'
import { warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

/** What an operation did: the parcels it made, and those of `owner` that it ended. */
export type Work = { made: readonly string[]; ended: readonly string[]; owner: Locked }

type Line = {
  fulfilment_id: string
  warehouse_id: string
  carrier: string | null
  order_id: string
  orderLineId: string
  skuId: string
  quantity: number
  by_hand: boolean
}

/**
 * The parcels that an operation made end, and parcels like those it ended hold the same goods again in the same warehouses: all of it,
 * or it is refused with what is missing. Nobody may have begun with what it made. The orders are held by the caller. Answers those
 * of the new parcels that stand for one a person had decided on: rules leave them alone as they left that one.
 */
export async function putBack(ctx: Context, { made, ended, owner }: Work): Promise<string[]> {
  const { parcels } = await lockParcels(ctx, made)
  refuseBegun(parcels)
  const old = await linesOf(ctx, ended)
  // Whoever shared the parcel went on without this order, and may be on the way.
  if (old.some((line) => line.order_id !== owner.id)) invalid([{ path: 'id', code: 'parcel_shared' }])
  const skuIds = [...old.map((line) => line.skuId), ...parcels.flatMap((p) => p.lines.map((line) => line.sku_id))]
  const placeIds = [...old.map((line) => line.warehouse_id), ...parcels.map((p) => p.warehouse_id)]
  // All that is given back and kept again, at once and in the house's order.
  await lockAvailable(ctx, [...new Set(skuIds)], [...new Set(placeIds)])
  await ctx.sql(
    `update fulfilments f set state = 'cancelled', version = f.version + 1, updated_at = $3
      where f.tenant_id = $1 and f.id = any($2::uuid[])`,
    [made, ctx.now],
  )
  await releaseStock(ctx, made)
  return old.length > 0 ? makeAgain(ctx, owner, old) : []
}

async function makeAgain(ctx: Context, owner: Locked, old: readonly Line[]): Promise<string[]> {
  await refuseUnwanted(ctx, owner, old)
  const places = new Map((await warehousesByPriority(ctx)).map((place) => [place.id, place]))
  const sendings = [...groupBy(old, (line) => line.fulfilment_id).values()].map((lines) => {
    const place = places.get(lines[0]?.warehouse_id ?? '')
    if (!place) return invalid([{ path: 'id', code: 'place_closed' }])
    return { place, lines, carrier: lines[0]?.carrier ?? null, chosen: lines[0]?.by_hand ?? false }
  })
  const { id: orderId, shop_id: shopId, province } = owner
  const plans = await planThere(ctx, { id: orderId, shopId, province }, sendings)
  const ids = await makeParcels(
    ctx,
    plans.map(({ parcels }, i) => ({ orderId, shopId, parcels, carrier: sendings[i]?.carrier ?? null })),
  )
  const chosen = plans.flatMap(({ parcels }, i) => parcels.map(() => sendings[i]?.chosen))
  return ids.filter((_, i) => chosen[i])
}

/** What the order has got elsewhere since, or no longer asks for in this shape, is not given to it twice. */
async function refuseUnwanted(ctx: Context, { id, state, shop_id: shopId }: Locked, old: readonly Line[]) {
  const wants = (await wantsOf(ctx, [{ id, state, shopId }])).get(id) ?? []
  const open = new Map(wants.map((want) => [`${want.orderLineId} ${want.skuId}`, want.quantity]))
  for (const { orderLineId, skuId, quantity } of old) {
    const key = `${orderLineId} ${skuId}`
    const left = (open.get(key) ?? 0) - quantity
    if (left < 0) invalid([{ path: 'id', code: 'goods_not_wanted' }])
    open.set(key, left)
  }
}

function linesOf(ctx: Context, ids: readonly string[]): Promise<Line[]> {
  return ctx.sql<Line>(
    `select l.fulfilment_id, f.warehouse_id, f.preferred_carrier as carrier, l.order_id, l.order_line_id as "orderLineId",
            l.sku_id as "skuId", l.quantity, ${byHand('l.order_id', 'f.id')} as by_hand
       from fulfilment_lines l join fulfilments f on f.tenant_id = $1 and f.id = l.fulfilment_id
      where l.tenant_id = $1 and l.fulfilment_id = any($2::uuid[]) order by l.id`,
    [ids],
  )
}
