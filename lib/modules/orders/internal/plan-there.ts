import { refuse } from '@/lib/kernel/refusal'
import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { lockAvailable } from '@/lib/modules/inventory/reserve-stock'
import { promiseOf, withTerms } from '@/lib/modules/orders/internal/place-terms'
import { type Choice, planOrder } from '@/lib/modules/orders/internal/plan-order'
import { poolPicture } from '@/lib/modules/orders/internal/pool-picture'
import { specialStock } from '@/lib/modules/orders/internal/special-stock'
import { GeneralStock, type Want } from '@/lib/modules/orders/internal/stock-picture'
import type { ResolvedWarehouse } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

type Sent = { id: string; shopId: string; province: string }

/** Lines of an order that are to leave from one warehouse. */
export type Sending = { readonly lines: readonly Want[]; readonly place: ResolvedWarehouse }

/** Each of these out of the warehouse that is asked for: all of them, or it is refused. The caller holds the order. */
export async function planThere(ctx: Context, order: Sent, sendings: readonly Sending[]): Promise<Choice[]> {
  const skuIds = [...new Set(sendings.flatMap(({ lines }) => lines.map((line) => line.skuId)))]
  const placeIds = [...new Set(sendings.map(({ place }) => place.id))]
  const general = new GeneralStock(await lockAvailable(ctx, skuIds, placeIds))
  const pooled = await poolPicture(ctx, (await specialStock(ctx, [order.id])).pools, skuIds)
  const stock = pooled?.forOrder(order, general) ?? general
  const codes = new Map([...(await skusById(ctx, skuIds))].map(([skuId, sku]) => [skuId, sku.code]))
  const promisedShipAt = (await promiseOf(ctx, order.id)).at
  return sendings.map(({ lines, place }) => {
    const planned = { lines, province: order.province, promisedShipAt }
    const choice = planOrder(planned, withTerms(ctx, [place]), stock, codes, { split: false, partial: false })
    if (choice.rest.length > 0) refuse('insufficient_stock', { short: choice.allocation.short })
    return choice
  })
}
