import { z } from 'zod'
import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { type Demand, demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { lockAvailable } from '@/lib/modules/inventory/reserve-stock'
import { stockAge } from '@/lib/modules/inventory/stock-age'
import { ordersAllocated, ordersShort } from '@/lib/modules/orders/events'
import { type Candidate, candidates } from '@/lib/modules/orders/internal/allocation-candidates'
import { forgetParts, unboxed, withBoxes } from '@/lib/modules/orders/internal/assembled-lines'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { type Move, moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { withTerms } from '@/lib/modules/orders/internal/place-terms'
import { type Choice, type PlanRules, planOrder } from '@/lib/modules/orders/internal/plan-order'
import { poolPicture } from '@/lib/modules/orders/internal/pool-picture'
import { keepRoutes, routesOf } from '@/lib/modules/orders/internal/rules/route-orders'
import { specialStock } from '@/lib/modules/orders/internal/special-stock'
import { GeneralStock, type Place, type StockPicture, type Want } from '@/lib/modules/orders/internal/stock-picture'
import { turnBackDuplicates } from '@/lib/modules/orders/internal/turn-back-duplicates'
import type { AllocationRoute } from '@/lib/modules/orders/schema'
import { warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

const most = 500

/**
 * The allocation drain: takes up to 500 approved (and, where goods came, waiting) orders in the sequence of their promises,
 * sums demand per SKU, locks the balances in order, decides in memory and writes everything in a handful of statements.
 * An order that needs two SKUs may be overtaken for ever by orders that need one of them: what lies there goes to the oldest
 * promise that it covers, and nothing is kept back for one that it does not cover yet.
 */
export const allocateOrders = command({
  name: 'order.allocate',
  summary: 'Reserve stock for approved orders',
  audited: false,
  input: z.strictObject({ skuIds: z.array(z.uuid()).optional() }),
  async run(ctx, { skuIds }) {
    const { splitOrders, partialShipping } = ctx.tenant.settings
    const rules = { split: splitOrders === 'when_short', partial: partialShipping }
    const special = await specialStock(ctx)
    const { due, more } = await candidates(ctx, most, skuIds, rules, special)
    const back = await turnBackDuplicates(
      ctx,
      due.flatMap(({ id, state }) => (state === 'approved' ? [id] : [])),
    )
    const found = due.filter(({ id }) => !back.has(id))
    if (found.length === 0) return { more: more && back.size > 0 }
    const places = withTerms(ctx, await warehousesByPriority(ctx))
    const wanted = [...new Set(found.flatMap((o) => [...o.lines, ...o.boxes].map((l) => l.skuId)))]
    const stock = await pictureOf(ctx, wanted, places)
    const pooled = await poolPicture(ctx, special.pools, wanted)
    const codes = new Map([...(await skusById(ctx, wanted))].map(([id, sku]) => [id, sku.code]))
    const routes = await routesOf(
      ctx,
      found.map((o) => o.id),
      places,
    )
    const decided = found.map((order) => {
      const route = routes?.byOrder.get(order.id)?.route
      return {
        order,
        choice: planFor(order, route, places, pooled?.forOrder(order, stock) ?? stock, codes, rules),
      }
    })
    const changed = await write(ctx, decided)
    if (routes) await keepRoutes(ctx, routes, changed, places)
    // Waiting orders that still find nothing must not keep the drain going; approved ones always leave their state.
    const progress = back.size > 0 || decided.some((d) => d.order.state === 'approved' || d.choice.parcels.length > 0)
    return { more: more && progress }
  },
})

type Decided = { order: Candidate; choice: Choice }

async function pictureOf(ctx: Context, skuIds: readonly string[], places: readonly Place[]): Promise<StockPicture> {
  const ids = places.map((p) => p.id)
  const available = await lockAvailable(ctx, skuIds, ids)
  // The age of stock decides between warehouses of equal priority only.
  const equal = new Set(places.map((p) => p.priority)).size < places.length
  return new GeneralStock(available, equal ? await stockAge(ctx, skuIds, ids) : undefined)
}

function planFor(
  order: Candidate,
  route: AllocationRoute | undefined,
  places: readonly Place[],
  stock: StockPicture,
  codes: ReadonlyMap<string, string>,
  rules: PlanRules,
): Choice {
  const own = order.sealed || route?.keepWhole ? { split: false, partial: false } : rules
  // An order that is not split leaves one warehouse, also in two parcels.
  const home = !own.split && order.homes.length > 0
  const open = home ? places.filter((p) => order.homes.includes(p.id)) : places
  const plan = (lines: readonly Want[], how: PlanRules) =>
    planOrder({ ...order, lines, route, promisedShipAt: order.promised_ship_at }, open, stock, codes, how)
  const ways = withBoxes(
    order.lines,
    order.boxes,
    stock,
    open.map((p) => p.id),
  )
  for (const lines of ways) {
    const whole = plan(lines, { ...own, partial: false })
    if (whole.rest.length === 0) return whole
  }
  const [assembled] = ways
  const exploded = plan(order.lines, assembled ? { ...own, partial: false } : own)
  if (!assembled || exploded.rest.length === 0) return exploded
  const part = plan(assembled, own)
  return { ...part, rest: unboxed(part.rest, order.lines) }
}

/** Answers the orders that have a new plan. */
async function write(ctx: Context, decided: readonly Decided[]): Promise<string[]> {
  await makeParcels(
    ctx,
    decided.map(({ order, choice }) => ({
      ...{ orderId: order.id, shopId: order.shopId, parcels: choice.parcels },
      carrier: choice.allocation.route?.carrier ?? null,
    })),
  )
  // A waiting order for which nothing could be done keeps waiting for what it waits for.
  const changed = decided.filter((d) => d.order.state === 'approved' || d.choice.parcels.length > 0 || isWhole(d))
  await forgetParts(ctx, decided.flatMap(boxedLines))
  await forgetDemand(
    ctx,
    changed.filter((d) => d.order.state === 'awaiting_purchase').map((d) => d.order.id),
  )
  await demandStock(
    ctx,
    changed.flatMap(({ order, choice }) => choice.rest.map((want): Demand => ({ ...want, orderId: order.id }))),
  )
  await moveOrders(ctx, decided.map(moveOf))
  const whole = decided.filter(isWhole).map((d) => d.order.id)
  const short = decided.filter((d) => d.order.state === 'approved' && !isWhole(d)).map((d) => d.order.id)
  if (whole.length > 0) ctx.emit(ordersAllocated(whole))
  if (short.length > 0) ctx.emit(ordersShort(short))
  return changed.map((d) => d.order.id)
}

/** Lines that parcels carry as the bundle itself. */
function boxedLines({ order, choice }: Decided): string[] {
  const boxes = new Set(order.boxes.map((box) => `${box.orderLineId} ${box.skuId}`))
  const sent = choice.parcels.flatMap((parcel) => parcel.lines)
  return [...new Set(sent.filter((l) => boxes.has(`${l.orderLineId} ${l.skuId}`)).map((l) => l.orderLineId))]
}

const isWhole = ({ choice }: Decided) => choice.rest.length === 0

/** The reason is kept with the order: which warehouses were asked, how they compare, what is missing. */
function moveOf(decided: Decided): Move {
  const { order, choice } = decided
  const whole = isWhole(decided)
  return {
    orderId: order.id,
    from: order.state,
    to: whole ? 'awaiting_shipment' : 'awaiting_purchase',
    reason: whole ? (choice.allocation.warehouseCodes ?? []).join('+') : choice.parcels.length > 0 ? 'part' : 'short',
    allocation: choice.allocation,
  }
}
