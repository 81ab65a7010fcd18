import { regionRank } from '@/lib/kernel/region'
import { mayLeave } from '@/lib/modules/orders/internal/rules/may-leave'
import { readFacts } from '@/lib/modules/orders/internal/rules/read-facts'
import { keepTraces } from '@/lib/modules/orders/internal/rules/traces'
import type { Place } from '@/lib/modules/orders/internal/stock-picture'
import type { AllocationRoute } from '@/lib/modules/orders/schema'
import { effectsOf, matching, stepsOf } from '@/lib/modules/rules/evaluate'
import { liveRules } from '@/lib/modules/rules/live-rules'
import type { Facts, Outcome } from '@/lib/modules/rules/schema'
import { askedBy } from '@/lib/modules/rules/used-fields'
import type { Context } from '@/lib/platform/door/context'

type Routed = { route: AllocationRoute | undefined; facts: Facts; outcomes: Outcome[] }
export type Routes = { version: number; byOrder: ReadonlyMap<string, Routed> }

/** What the live routing rules say of each order; undefined, after one small statement, where there are none. */
export async function routesOf(
  ctx: Context,
  orderIds: readonly string[],
  places: readonly Place[],
): Promise<Routes | undefined> {
  const live = await liveRules(ctx, 'routing')
  if (!live) return undefined
  const orders = await readFacts(ctx, orderIds, askedBy(live.rules), 'now')
  const byOrder = new Map(
    orders.map(({ id, facts }): [string, Routed] => {
      const steps = stepsOf(matching(live.rules, facts))
      const outcomes = steps.map(
        ({ rule, index, wins }): Outcome => ({ ruleId: rule.id, action: index, result: wins ? 'done' : 'superseded' }),
      )
      const { only, avoid, prefer, avoidRegion, preferRegion, keepWhole, carrier } = effectsOf(steps)
      const rules = [...new Set(steps.filter((step) => step.wins).map((step) => step.rule.name))]
      const route: AllocationRoute | undefined =
        rules.length > 0
          ? {
              ...{ version: live.version, rules, only, keepWhole, carrier },
              avoid: together(avoid, serving(places, avoidRegion)),
              prefer: together(prefer, serving(places, preferRegion)),
            }
          : undefined
      return [id, { route, facts, outcomes }]
    }),
  )
  return { version: live.version, byOrder }
}

/** Warehouses that serve one of the regions, in the sequence in which the rule names these. */
function serving(places: readonly Place[], regions: readonly string[] | null): string[] | null {
  if (!regions) return null
  const near = regions.flatMap((name) =>
    places
      .map(({ code, regions: served }) => ({ code, rank: regionRank(served, name) }))
      .flatMap(({ code, rank }) => (rank === undefined ? [] : [{ code, rank }]))
      .sort((a, b) => a.rank - b.rank),
  )
  return near.map(({ code }) => code)
}

/** Warehouses named by themselves come before those named by their region. */
function together(codes: readonly string[] | null, others: readonly string[] | null): string[] | null {
  return codes || others ? [...new Set([...(codes ?? []), ...(others ?? [])])] : null
}

/** Keeps why these orders were routed as they were, and where they may not leave from, so that they are not tried for goods there. */
export async function keepRoutes(
  ctx: Context,
  { version, byOrder }: Routes,
  orderIds: readonly string[],
  places: readonly Place[],
  cause: 'allocation' | 'rerun' = 'allocation',
): Promise<void> {
  const kept = orderIds.flatMap((orderId) => {
    const routed = byOrder.get(orderId)
    return routed ? [{ orderId, ...routed }] : []
  })
  await keepTraces(ctx, { kind: 'routing', version, cause }, kept)
  const limited = kept.map(({ orderId, route }) => ({
    orderId,
    // Not for places to avoid alone: a warehouse that opens tomorrow is none of them.
    ids: route?.only ? places.filter((place) => mayLeave(route, place)).map((place) => place.id) : null,
  }))
  await ctx.sql(
    `update orders o set only_warehouse_ids = u.ids::uuid[] from unnest($2::uuid[], $3::text[]) as u(id, ids)
      where o.tenant_id = $1 and o.id = u.id and o.only_warehouse_ids is distinct from u.ids::uuid[]`,
    [limited.map((l) => l.orderId), limited.map((l) => (l.ids ? `{${l.ids.join(',')}}` : null))],
    'rules-limit',
  )
}
