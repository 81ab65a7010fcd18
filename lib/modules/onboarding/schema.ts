import { z } from 'zod'
import { areaNames } from '@/lib/kernel/areas'
import { countField } from '@/lib/kernel/fields'
import { ruleKinds } from '@/lib/modules/rules/schema'

/** Where orders can be had from without anybody typing them in. */
export const plannedChannels = ['taobao', 'pinduoduo', 'amazon', 'shopify', 'woocommerce'] as const
export const soldTo = ['domestic', 'abroad', 'both'] as const
/** `own`: the goods lie in places of one's own. The others: what is to be known of them, or done with them. */
export const goodsTraits = ['own', 'batches', 'serials', 'assembly', 'presale'] as const
export const plannedRoles = [
  ...(['owner', 'admin', 'customer_service', 'purchaser', 'logistics', 'warehouse', 'sales', 'finance'] as const),
] as const

const each = <const T extends readonly [string, ...string[]]>(names: T) =>
  z
    .array(z.enum(names))
    .max(names.length)
    .refine((list) => new Set(list).size === list.length, { params: { code: 'duplicate' } })

export const answerFields = {
  sellsTo: z.enum(soldTo),
  channels: each(plannedChannels),
  ordersPerDay: countField(10_000_000).min(1),
  warehouses: countField(10_000).min(1),
  people: countField(100_000).min(1),
  goods: each(goodsTraits),
  roles: each(plannedRoles),
}
export const answersShape = z.strictObject(answerFields)
export type Answers = z.output<typeof answersShape>

/** Why something stands in the plan: an answer, in one word. */
export const reasons = [
  ...(['channels', 'noChannels', 'severalChannels', 'oneChannel'] as const),
  ...(['manyOrders', 'fewOrders', 'severalWarehouses', 'oneWarehouse', 'ownGoods', 'noOwnGoods'] as const),
  ...(['tracked', 'untracked', 'assembled', 'notAssembled', 'presale', 'noPresale'] as const),
  ...(['service', 'noService', 'finance', 'noFinance', 'financeRuns', 'abroad', 'domestic', 'always'] as const),
] as const
export type Reason = (typeof reasons)[number]

export const stepKeys = [
  ...(['company', 'warehouse', 'bins', 'shop', 'connect', 'product', 'import', 'track', 'stock', 'members'] as const),
  ...(['rules', 'prints', 'stations', 'order', 'ship'] as const),
] as const
export const measureKeys = ['late', 'pace', 'automatic', 'lag', 'low', 'count', 'expiring', 'returns', 'sales'] as const

export const planShape = z.object({
  areas: z.array(z.object({ area: z.enum(areaNames), on: z.boolean(), why: z.enum(reasons) })),
  rules: z.array(
    z.object({
      kind: z.enum(ruleKinds),
      code: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      why: z.enum(reasons),
    }),
  ),
  roles: z.array(z.object({ code: z.enum(plannedRoles), why: z.enum(reasons).nullable() })),
  steps: z.array(z.object({ key: z.enum(stepKeys), href: z.string() })),
  /** What to look at each day; `target` where a figure follows from the answers. */
  measures: z.array(z.object({ key: z.enum(measureKeys), href: z.string(), target: z.int().nullable() })),
})
export type Plan = z.output<typeof planShape>

/** What of the plan is to be done: areas as the plan has them, rules into their drafts. */
export const chosenShape = z.strictObject({
  areas: z.array(z.enum(areaNames)).max(areaNames.length),
  rules: z.array(z.string().max(60)).max(100),
})
export type Chosen = z.output<typeof chosenShape>

export const setupPlanView = z.object({
  answers: answersShape.nullable(),
  plan: planShape.nullable(),
  /** Areas that are off today, and rules that stand in a draft already: of both nothing is left to do. */
  areasOff: z.array(z.enum(areaNames)),
  drafted: z.array(z.string()),
  /** Orders or goods have moved: what is switched off now may be missed. */
  atWork: z.boolean(),
  applied: chosenShape.nullable(),
  appliedAt: z.string().nullable(),
  updatedAt: z.string().nullable(),
  version: z.int(),
})
export type SetupPlanView = z.output<typeof setupPlanView>
