import { add, fromMinor, type Money } from '@/lib/kernel/money'
import { regionRank } from '@/lib/kernel/region'
import { mayLeave } from '@/lib/modules/orders/internal/rules/may-leave'
import { coveringSets, partOf, spread } from '@/lib/modules/orders/internal/split-order'
import {
  demandOf,
  lacking,
  type Parcel,
  type Place,
  type StockPicture,
  unitsOf,
  type Want,
} from '@/lib/modules/orders/internal/stock-picture'
import type { Allocation, AllocationCandidate, AllocationReason, AllocationRoute } from '@/lib/modules/orders/schema'

export type PlannedOrder = {
  readonly lines: readonly Want[]
  readonly province: string
  readonly promisedShipAt?: Date | null | undefined
  readonly route?: AllocationRoute | undefined
}
export type PlanRules = { readonly split: boolean; readonly partial: boolean }
export type Choice = {
  readonly parcels: readonly Parcel[]
  /** What no parcel carries. */
  readonly rest: readonly Want[]
  readonly allocation: Allocation
}

type Plan = {
  set: readonly Place[]
  missing: number
  /** Place in the rule's list of preferred warehouses, of the worst of the set. */
  preference: number
  region: number | undefined
  priority: number
  /** When its last parcel can leave; undefined where no warehouse of the set says. */
  leaves: Date | undefined
  late: boolean
  freight: Money | undefined
  since: number
}

/** Why a plan loses, by the first criterion in which it is behind the chosen one; the sequence is the house's ranking. */
const criteria: readonly { reason: AllocationReason; of: (plan: Plan) => number | string }[] = [
  { reason: 'short', of: (p) => (p.missing === 0 ? 0 : 1) },
  { reason: 'more_parcels', of: (p) => p.set.length },
  { reason: 'too_late', of: (p) => (p.late ? 1 : 0) },
  { reason: 'not_preferred', of: (p) => p.preference },
  { reason: 'farther', of: (p) => p.region ?? Number.POSITIVE_INFINITY },
  { reason: 'covers_lower_priority', of: (p) => p.priority },
  { reason: 'dearer', of: (p) => (p.freight ? Number(p.freight.minor) : Number.POSITIVE_INFINITY) },
  { reason: 'newer_stock', of: (p) => p.since },
  { reason: 'later_code', of: (p) => codesOf(p).join('+') },
]

/** As many as a person would read; an explanation is kept with every order. */
const mostShown = 20

/**
 * Where an order leaves from. One warehouse for everything comes first; where none has it and the company splits, the fewest
 * that have it together; where it sends in part, the lines that are there. Plans are compared criterion by criterion, never by a
 * weighted sum, so that one sentence says why a plan lost. What is chosen is taken from the picture at once.
 */
export function planOrder(
  order: PlannedOrder,
  places: readonly Place[],
  stock: StockPicture,
  codes: ReadonlyMap<string, string>,
  rules: PlanRules,
): Choice {
  const { lines, province, promisedShipAt, route } = order
  const open = places.filter((place) => mayLeave(route, place))
  const demand = demandOf(lines)
  const total = unitsOf(demand)
  const planOf = (set: readonly Place[]): Plan => {
    const ranks = set.map((p) => regionRank(p.regions, province) ?? Number.POSITIVE_INFINITY)
    const region = Math.max(...ranks)
    const leaves = latest(set.map((p) => p.leavesAt?.(route?.carrier ?? null)))
    return {
      set,
      missing: unitsOf(lacking(stock, demand, set)),
      preference: Math.max(...set.map((p) => preferenceOf(route, p))),
      region: Number.isFinite(region) ? region : undefined,
      priority: Math.max(...set.map((p) => p.priority)),
      leaves,
      late: !!leaves && !!promisedShipAt && leaves > promisedShipAt,
      freight: together(set.map((p) => p.freightTo?.(province))),
      since: Math.min(...set.map((p) => stock.since(demand.keys(), p.id))),
    }
  }
  const single = open.map((p) => planOf([p])).sort(compare)
  const whole = single[0]?.missing === 0
  const sets = whole || !rules.split ? [] : coveringSets(stock, lines, single.map(onlyPlace))
  const plans = [...single, ...sets.map((set) => planOf(set))].sort(compare)
  const best = plans[0]?.missing === 0 ? plans[0] : undefined
  const parcels = stock.take(
    best
      ? spread(stock, lines, best.set)
      : rules.partial
        ? partOf(stock, lines, single.map(onlyPlace), rules.split)
        : [],
  )
  const rest = best ? [] : withoutParcels(lines, parcels)
  const sending = best ? codesOf(best) : parcels.map((p) => p.place.code)
  const closest = [...single].sort((a, b) => a.missing - b.missing).map(onlyPlace)
  const missing = lacking(stock, demandOf(rest), rules.split ? open : closest.slice(0, 1))
  return {
    parcels,
    rest,
    allocation: {
      ...(sending[0] !== undefined && { warehouseCode: sending[0], warehouseCodes: sending }),
      candidates: [
        ...plans.map((plan) => candidate(plan, best, sending, total)),
        ...places
          .filter((place) => !open.includes(place))
          .map((place) => ({ ...candidate(planOf([place]), best, [], total), reason: 'excluded_by_rule' as const })),
      ].slice(0, mostShown),
      short: [...missing].map(([skuId, units]) => ({ skuCode: codes.get(skuId) ?? '', missing: units })),
      ...(route && { route }),
    },
  }
}

function latest(times: readonly (Date | undefined)[]): Date | undefined {
  return times.reduce((last, at) => (at && (!last || at > last) ? at : last), undefined)
}

/** What all parcels cost together; of one without a cost nobody knows. */
function together(costs: readonly (Money | undefined)[]): Money | undefined {
  return costs.reduce((sum, cost) => sum && cost && add(sum, cost))
}

/** Those that a rule prefers in its sequence, then all others alike. */
function preferenceOf(route: AllocationRoute | undefined, { code }: Place): number {
  const place = route?.prefer?.indexOf(code) ?? -1
  return place < 0 ? Number.POSITIVE_INFINITY : place
}

function compare(a: Plan, b: Plan): number {
  for (const { of } of criteria) {
    const [x, y] = [of(a), of(b)]
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}

function candidate(plan: Plan, best: Plan | undefined, sending: readonly string[], total: number): AllocationCandidate {
  const codes = codesOf(plan)
  const part = !best && codes.length === 1 && sending.includes(codes[0] ?? '')
  return {
    warehouseCode: codes.join('+'),
    warehouseCodes: codes,
    score: total === 0 ? 0 : Math.round(((total - plan.missing) / total) * 100),
    reason: plan === best ? 'chosen' : part ? 'part' : reasonAgainst(plan, best),
    parcels: plan.set.length,
    region: plan.region ?? null,
    priority: plan.priority,
    leavesAt: plan.leaves?.toISOString() ?? null,
    late: plan.late,
    freight: plan.freight
      ? { amount: fromMinor(plan.freight.minor, plan.freight.currency), currency: plan.freight.currency }
      : null,
    stockSince: Number.isFinite(plan.since) ? new Date(plan.since).toISOString() : null,
  }
}

function reasonAgainst(plan: Plan, best: Plan | undefined): AllocationReason {
  if (!best) return 'short'
  return criteria.find(({ of }) => of(plan) !== of(best))?.reason ?? 'later_code'
}

function withoutParcels(lines: readonly Want[], parcels: readonly Parcel[]): Want[] {
  const sent = new Set(parcels.flatMap((p) => p.lines.map((l) => l.orderLineId)))
  return lines.filter((l) => !sent.has(l.orderLineId))
}

const codesOf = (plan: Plan) => plan.set.map((p) => p.code)

function onlyPlace(plan: Plan): Place {
  const [place] = plan.set
  if (!place) throw new Error('a plan has a place')
  return place
}
