import type { OrderView } from '@/lib/modules/orders/schema'
import type { Context } from '@/lib/platform/door/context'

/**
 * The order as a member limited to warehouses may see it: parcels of other warehouses, what was weighed about them and what
 * their stations did are left out. Order, lines and money are the order's own and stay.
 */
export async function withinWarehouses(ctx: Context, view: OrderView): Promise<OrderView> {
  const { warehouseIds } = ctx.actor.scope
  if (warehouseIds === null) return view
  const places = await ctx.sql<{ code: string; mine: boolean }>(
    'select code, id = any($2::uuid[]) as mine from warehouses where tenant_id = $1',
    [warehouseIds],
  )
  const mine = new Set(places.filter((p) => p.mine).map((p) => p.code))
  const others = new Set(places.filter((p) => !p.mine).map((p) => p.code))
  const fulfilments = view.fulfilments.filter((f) => mine.has(f.warehouseCode))
  const parcels = new Set(fulfilments.map((f) => f.id))
  // Allocation names the warehouses it chose in the reason of the change of state.
  const reasonOf = (reason: string) =>
    reason
      .split('+')
      .filter((part) => !others.has(part))
      .join('+')
  return {
    ...view,
    fulfilments,
    allocation: view.allocation && allocationWithin(view.allocation, mine),
    events: view.events.map((e) => ({ ...e, reason: reasonOf(e.reason) })),
    activity: view.activity
      .filter(({ data }) => typeof data.fulfilmentId !== 'string' || parcels.has(data.fulfilmentId))
      .filter(({ data }) => typeof data.warehouseCode !== 'string' || mine.has(data.warehouseCode))
      .map((e) => ({ ...e, reason: reasonOf(e.reason) })),
  }
}

function allocationWithin(
  { candidates, short, warehouseCodes = [] }: NonNullable<OrderView['allocation']>,
  mine: ReadonlySet<string>,
): OrderView['allocation'] {
  const seen = warehouseCodes.filter((code) => mine.has(code))
  return {
    ...(seen[0] !== undefined && { warehouseCode: seen[0], warehouseCodes: seen }),
    // Several warehouses together are one candidate: its figures speak of all of them.
    candidates: candidates.filter((c) => c.warehouseCode.split('+').every((code) => mine.has(code))),
    short,
  }
}
