import { z } from 'zod'
import { versionField } from '@/lib/kernel/fields'
import { id } from '@/lib/kernel/ids'
import { refuse } from '@/lib/kernel/refusal'
import { demandStock, forgetDemand } from '@/lib/modules/inventory/demand-stock'
import { releaseStock } from '@/lib/modules/inventory/reserve-stock'
import { ordersAllocated } from '@/lib/modules/orders/events'
import { boxesLost } from '@/lib/modules/orders/internal/boxes-lost'
import { logEvents } from '@/lib/modules/orders/internal/log-events'
import { makeParcels } from '@/lib/modules/orders/internal/make-parcels'
import { moveOrders } from '@/lib/modules/orders/internal/move-orders'
import { refuseLimited } from '@/lib/modules/orders/internal/refuse-limited'
import { planReroutings, type Replan } from '@/lib/modules/orders/internal/rules/plan-reroutings'
import { keepRoutes } from '@/lib/modules/orders/internal/rules/route-orders'
import type { Context } from '@/lib/platform/door/context'
import { command } from '@/lib/platform/door/use-case'

type Changed = Replan & { change: NonNullable<Replan['change']> }

/** Does what the preview showed, with the version it showed and the stock there is now; what somebody has begun with stays as it is. */
export const rerunRouting = command({
  name: 'rule.rerun-routing',
  summary: 'Send selected orders from where the live routing rules say now',
  http: { method: 'POST', path: '/rules/routing/rerun' },
  input: z.strictObject({ orderIds: z.array(id('order')).min(1).max(200), version: versionField }),
  example: { orderIds: ['01999c5e-0000-7000-8000-000000000007'], version: 3 },
  async run(ctx, { orderIds, version }) {
    refuseLimited(ctx, 'rule.rerun-routing')
    const found = await planReroutings(ctx, orderIds, 'hold')
    if (found?.routes.version !== version) return refuse('version_conflict', { version: found?.routes.version ?? null })
    const { plans, routes, places } = found
    const changed = plans.filter((plan): plan is Changed => plan.change !== undefined)
    await sendAnew(ctx, changed)
    await explain(ctx, changed, version)
    const ids = changed.map((plan) => plan.order.id)
    await keepRoutes(ctx, routes, ids, places, 'rerun')
    for (const orderId of ids) ctx.touch('order', orderId)
    ctx.tell({ version, changed: ids.length })
    const views = new Map(plans.map((plan) => [plan.order.id, plan.view]))
    const results = orderIds.map((orderId, index) => {
      const view = views.get(orderId)
      return view ? { index, ...view } : { index, outcome: 'not_found' as const }
    })
    return { version, results }
  },
})

/** All at once: what they hold is given back, and kept for them where they leave from now. */
async function sendAnew(ctx: Context, changed: readonly Changed[]): Promise<void> {
  const moved = changed.filter((plan) => plan.change.moves)
  const ended = moved.flatMap((plan) => plan.change.parcels.map((parcel) => parcel.id))
  await ctx.sql(
    `update fulfilments f set state = 'cancelled', version = f.version + 1, updated_at = $3
      where f.tenant_id = $1 and f.id = any($2::uuid[])`,
    [ended, ctx.now],
  )
  await releaseStock(ctx, ended)
  await makeParcels(
    ctx,
    moved.map(({ order, change }) => ({
      orderId: order.id,
      shopId: order.shopId,
      parcels: change.choice.parcels,
      carrier: change.carrier,
    })),
  )
  const waiting = moved.filter(({ order }) => order.state === 'awaiting_purchase')
  await forgetDemand(
    ctx,
    waiting.map(({ order }) => order.id),
  )
  const rest = waiting.flatMap(({ order, change }) =>
    change.choice.rest.map((want) => ({ ...want, orderId: order.id })),
  )
  await demandStock(ctx, await boxesLost(ctx, rest))
  const carried = changed.flatMap(({ change }) =>
    change.moves ? [] : change.parcels.map(({ id }) => ({ id, carrier: change.carrier })),
  )
  await ctx.sql(
    `update fulfilments f set preferred_carrier = u.carrier, version = f.version + 1, updated_at = $4
       from unnest($2::uuid[], $3::text[]) as u(id, carrier) where f.tenant_id = $1 and f.id = u.id`,
    [carried.map((c) => c.id), carried.map((c) => c.carrier), ctx.now],
  )
}

async function explain(ctx: Context, changed: readonly Changed[], version: number): Promise<void> {
  await logEvents(
    ctx,
    changed.map(({ order, view }) => ({
      orderId: order.id,
      kind: 'allocation',
      data: { operation: 'rules', version, warehouseCodes: view.to.warehouseCodes, carriers: view.to.carriers },
    })),
  )
  const whole = ({ change }: Changed) => change.choice.rest.length === 0
  await moveOrders(
    ctx,
    changed.map((plan) => ({
      orderId: plan.order.id,
      from: plan.order.state,
      to: whole(plan) ? 'awaiting_shipment' : plan.order.state,
      reason: plan.view.to.warehouseCodes.join('+'),
      allocation: plan.change.choice.allocation,
    })),
  )
  const complete = changed.filter(whole).map((plan) => plan.order.id)
  if (complete.length > 0) ctx.emit(ordersAllocated(complete))
}
