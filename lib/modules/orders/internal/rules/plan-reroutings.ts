import { skusById } from '@/lib/modules/catalog/resolve-skus'
import { lockAvailable } from '@/lib/modules/inventory/reserve-stock'
import { stockAge } from '@/lib/modules/inventory/stock-age'
import { lookAvailable } from '@/lib/modules/orders/internal/look-available'
import { wantsOf } from '@/lib/modules/orders/internal/order-wants'
import { withTerms } from '@/lib/modules/orders/internal/place-terms'
import { type Choice, planOrder } from '@/lib/modules/orders/internal/plan-order'
import { poolPicture } from '@/lib/modules/orders/internal/pool-picture'
import { joinLines } from '@/lib/modules/orders/internal/regroup-parcels'
import {
  type CarriedLine,
  keptBy,
  type WorkedOrder,
  type WorkedParcel,
  workedOrders,
  workOf,
} from '@/lib/modules/orders/internal/rules/open-work'
import { type Routes, routesOf } from '@/lib/modules/orders/internal/rules/route-orders'
import { specialStock } from '@/lib/modules/orders/internal/special-stock'
import { GeneralStock, type Place, type StockPicture, type Want } from '@/lib/modules/orders/internal/stock-picture'
import type { AllocationRoute, Rerouting, ReroutingView, Way } from '@/lib/modules/orders/schema'
import { warehousesById, warehousesByPriority } from '@/lib/modules/settings/resolve-warehouses'
import type { Context } from '@/lib/platform/door/context'

export type Replan = {
  view: ReroutingView
  order: WorkedOrder
  /** Of an order that changes. `moves`: its goods lie elsewhere then; else only who carries them is another. */
  change?: { choice: Choice; parcels: readonly WorkedParcel[]; carrier: string | null; moves: boolean }
}

export type Replans = { routes: Routes; places: readonly Place[]; plans: Replan[] }

const nowhere: Way = { warehouseCodes: [], carriers: [] }

/**
 * What the live routing rules and today's stock make of picked orders that nobody has begun with: where each would leave from if it were
 * allocated now, its own goods given back first. One after the other, each seeing what those before it leave; undefined without rules.
 */
export async function planReroutings(
  ctx: Context,
  orderIds: readonly string[],
  how: 'look' | 'hold',
): Promise<Replans | undefined> {
  const orders = await workedOrders(ctx, orderIds, how === 'hold')
  const ids = orders.map((order) => order.id)
  const places = withTerms(ctx, await warehousesByPriority(ctx))
  const routes = await routesOf(ctx, ids, places)
  if (!routes) return undefined
  const { parcels, lines } = await workOf(ctx, ids)
  const wants = await wantsOf(ctx, orders)
  const goods = new Map(orders.map((order) => [order.id, goodsOf(order, lines, wants)]))
  const skuIds = [...new Set([...goods.values()].flatMap((own) => own.map((want) => want.skuId)))]
  const codes = new Map([...(await skusById(ctx, skuIds))].map(([id, sku]) => [id, sku.code]))
  const names = new Map([...(await warehousesById(ctx))].map(([id, { code }]) => [id, code]))
  const pools = await poolPicture(ctx, (await specialStock(ctx, ids)).pools, skuIds)
  const stock = await pictureOf(ctx, skuIds, places, how)
  const plans = orders.map((order): Replan => {
    const own = { parcels: parcels.get(order.id) ?? [], lines: lines.get(order.id) ?? [] }
    const pooled = pools !== undefined && pools.forOrder(order, stock) !== stock
    const kept = keptBy(order, own.parcels) ?? (pooled ? 'pooled' : undefined)
    const from = wayOf(own.parcels, names)
    const route = routes.byOrder.get(order.id)?.route
    if (kept) return { order, view: viewOf(order, kept, from, from, route) }
    return replan(
      ctx,
      order,
      { ...own, from, route, goods: goods.get(order.id) ?? [] },
      { places, codes, stock, names },
    )
  })
  return { routes, places, plans }
}

type Own = {
  parcels: readonly WorkedParcel[]
  lines: readonly CarriedLine[]
  goods: readonly Want[]
  from: Way
  route: AllocationRoute | undefined
}
type Around = {
  places: readonly Place[]
  codes: ReadonlyMap<string, string>
  stock: GeneralStock
  names: ReadonlyMap<string, string>
}

function replan(ctx: Context, order: WorkedOrder, own: Own, { places, codes, stock, names }: Around): Replan {
  const { splitOrders, partialShipping } = ctx.tenant.settings
  const { route, from, goods } = own
  const whole = order.sealed || route?.keepWhole
  const rules = { split: !whole && splitOrders === 'when_short', partial: !whole && partialShipping }
  const planned = { lines: goods, province: order.province, promisedShipAt: order.promisedShipAt, route }
  const choice = planOrder(planned, places, new WithOwn(stock, own.lines), codes, rules)
  const carrier = route?.carrier ?? null
  const moves = keyOf(own.lines.map((l) => ({ ...l, code: names.get(l.warehouseId) ?? '' }))) !== keyOf(sentBy(choice))
  const recarried = !moves && own.parcels.some((parcel) => parcel.preferred_carrier !== carrier)
  if (!moves && !recarried) return { order, view: viewOf(order, 'unchanged', from, from, route) }
  // What has goods is not sent waiting by a rule: that is for a person to decide. As many of something else are no goods of it.
  if (
    lacks(
      choice.parcels.flatMap((p) => p.lines),
      own.lines,
    )
  )
    return { order, view: viewOf(order, 'would_lack', from, from, route) }
  const to = {
    warehouseCodes: [...new Set(choice.parcels.map((parcel) => parcel.place.code))].sort(),
    carriers: carrier === null ? [] : [carrier],
  }
  if (moves) {
    stock.take(own.lines.map((l) => ({ place: placeOf(l.warehouseId), lines: [{ ...l, quantity: -l.quantity }] })))
    stock.take(choice.parcels)
  }
  const present = from.warehouseCodes.join('+')
  const lost = choice.allocation.candidates.find((c) => [...c.warehouseCodes].sort().join('+') === present)
  const why = lost && lost.reason !== 'chosen' ? lost.reason : null
  return {
    order,
    view: { ...viewOf(order, 'changed', from, to, route), why },
    change: { choice, parcels: own.parcels, carrier, moves },
  }
}

function viewOf(
  { id, number, state }: WorkedOrder,
  outcome: Rerouting,
  from: Way,
  to: Way,
  route: AllocationRoute | undefined,
): ReroutingView {
  return { orderId: id, number, state, outcome, from, to, why: null, rules: route?.rules ?? [] }
}

function wayOf(parcels: readonly WorkedParcel[], names: ReadonlyMap<string, string>): Way {
  if (parcels.length === 0) return nowhere
  return {
    warehouseCodes: [...new Set(parcels.map((p) => names.get(p.warehouse_id) ?? ''))].sort(),
    carriers: [...new Set(parcels.flatMap((p) => p.preferred_carrier ?? []))].sort(),
  }
}

/** All that the order needs: what its parcels carry, as they carry it, and what it waits for. */
function goodsOf(
  { id }: WorkedOrder,
  lines: ReadonlyMap<string, readonly CarriedLine[]>,
  wants: ReadonlyMap<string, readonly Want[]>,
): Want[] {
  return joinLines(
    [...(lines.get(id) ?? []), ...(wants.get(id) ?? [])].map(({ orderLineId, skuId, quantity }) => ({
      orderId: id,
      orderLineId,
      skuId,
      quantity,
    })),
  )
}

type Sent = { code: string; orderLineId: string; skuId: string; quantity: number }

const sentBy = ({ parcels }: Choice): Sent[] =>
  parcels.flatMap(({ place, lines }) => lines.map((line) => ({ ...line, code: place.code })))

type Part = Pick<CarriedLine, 'orderLineId' | 'skuId' | 'quantity'>

/** Whether of some goods that are held fewer would be. */
function lacks(planned: readonly Part[], held: readonly Part[]): boolean {
  const partOf = ({ orderLineId, skuId }: Part) => `${orderLineId} ${skuId}`
  const left = new Map<string, number>()
  for (const part of planned) left.set(partOf(part), (left.get(partOf(part)) ?? 0) + part.quantity)
  for (const part of held) left.set(partOf(part), (left.get(partOf(part)) ?? 0) - part.quantity)
  return [...left.values()].some((n) => n < 0)
}

/** Which goods leave from where, however many parcels that are. */
function keyOf(sent: readonly Sent[]): string {
  const sums = new Map<string, number>()
  for (const { code, orderLineId, skuId, quantity } of sent) {
    const key = `${code} ${orderLineId} ${skuId}`
    sums.set(key, (sums.get(key) ?? 0) + quantity)
  }
  return [...sums]
    .map(([key, n]) => `${key} ${n}`)
    .sort()
    .join('|')
}

/** The picture takes by the id of the place alone. */
const placeOf = (id: string): Place => ({ id, code: '', priority: 0, regions: [] })

/** Stock as one order sees it that gives back what it holds. Planning takes nothing: only what is done does. */
class WithOwn implements StockPicture {
  private readonly own = new Map<string, number>()

  constructor(
    private readonly stock: StockPicture,
    lines: readonly CarriedLine[],
  ) {
    for (const { skuId, warehouseId, quantity } of lines) {
      const key = `${skuId} ${warehouseId}`
      this.own.set(key, (this.own.get(key) ?? 0) + quantity)
    }
  }

  free(skuId: string, placeId: string): number {
    return this.stock.free(skuId, placeId) + (this.own.get(`${skuId} ${placeId}`) ?? 0)
  }

  since(skuIds: Iterable<string>, placeId: string): number {
    return this.stock.since(skuIds, placeId)
  }

  take<P>(parcels: P): P {
    return parcels
  }
}

async function pictureOf(
  ctx: Context,
  skuIds: readonly string[],
  places: readonly Place[],
  how: 'look' | 'hold',
): Promise<GeneralStock> {
  const ids = places.map((place) => place.id)
  const free = await (how === 'hold' ? lockAvailable : lookAvailable)(ctx, skuIds, ids)
  // The age of stock decides between warehouses of equal priority only.
  const equal = new Set(places.map((place) => place.priority)).size < places.length
  return new GeneralStock(free, equal ? await stockAge(ctx, skuIds, ids) : undefined)
}
