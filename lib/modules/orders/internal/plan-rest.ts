import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { lockAvailable } from '@/lib/modules/inventory/reserve-stock'
import { lookAvailable } from '@/lib/modules/orders/internal/look-available'
import { type WantedOrder, wantsOf } from '@/lib/modules/orders/internal/order-wants'
import { promiseOf, withTerms } from '@/lib/modules/orders/internal/place-terms'
import { type Choice, planOrder } from '@/lib/modules/orders/internal/plan-order'
import { poolPicture } from '@/lib/modules/orders/internal/pool-picture'
import { type Routes, routesOf } from '@/lib/modules/orders/internal/rules/route-orders'
import { specialStock } from '@/lib/modules/orders/internal/special-stock'
import { GeneralStock, type Place } from '@/lib/modules/orders/internal/stock-picture'
import { warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

/**
 * How what an order still waits for could leave in several parcels, though the company keeps orders whole; routing rules are heard.
 * `hold` locks the balances.
 */
export async function planRest(
  ctx: Context,
  order: WantedOrder & { province: string },
  how: 'look' | 'hold',
): Promise<Choice & { routes: Routes | undefined; places: readonly Place[] }> {
  const lines = (await wantsOf(ctx, [order])).get(order.id) ?? []
  const places = withTerms(ctx, await warehousesByPriority(ctx))
  const skuIds = [...new Set(lines.map((l) => l.skuId))]
  const warehouseIds = places.map((p) => p.id)
  const free =
    how === 'hold' ? await lockAvailable(ctx, skuIds, warehouseIds) : await lookAvailable(ctx, skuIds, warehouseIds)
  const codes = new Map([...(await skusById(ctx, skuIds))].map(([skuId, sku]) => [skuId, sku.code]))
  const stock = new GeneralStock(free)
  const pooled = await poolPicture(ctx, (await specialStock(ctx)).pools, skuIds)
  const { at: promisedShipAt, sealed } = await promiseOf(ctx, order.id)
  const routes = await routesOf(ctx, [order.id], places)
  const route = routes?.byOrder.get(order.id)?.route
  const split = !sealed && !route?.keepWhole
  const rules = { split, partial: split && ctx.tenant.settings.partialShipping }
  const planned = { lines, province: order.province, promisedShipAt, route }
  return { ...planOrder(planned, places, pooled?.forOrder(order, stock) ?? stock, codes, rules), routes, places }
}
