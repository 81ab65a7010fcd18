import type { Answers, Plan, Reason } from '@/lib/modules/onboarding/schema'
import type { RuleKind } from '@/lib/modules/rules/schema'
import { ruleTemplates } from '@/lib/modules/rules/templates'

/** From so many orders a day on … rules save a person's time, places are worth naming, shops compete for what is scarce. */
const many = { rules: 30, floor: 200, pools: 500, files: 50 } as const
const hoursOfDay = 8

type Facts = {
  readonly currency: string
  /** Orders go through finance today: the area cannot be switched off before that is. */
  readonly financeReview: boolean
}

/**
 * What a company with such needs does best, out of its answers alone: the same answers give the same plan. Nothing is switched here and
 * areas of which the answers say nothing (printing, reports, returns, …) are not spoken of: they stay as they are.
 */
export function planOf(answers: Answers, facts: Facts): Plan {
  const areas = areasOf(answers, facts)
  const on = (area: Plan['areas'][number]['area']) => areas.find((one) => one.area === area)?.on ?? true
  return {
    areas,
    rules: on('rules') ? rulesOf(answers, facts, on('financeReview'), on('calls')) : [],
    roles: rolesOf(answers, on('floor')),
    steps: stepsOf(answers, on),
    measures: measuresOf(answers, on),
  }
}

function areasOf({ channels, ordersPerDay, warehouses, goods, roles }: Answers, facts: Facts): Plan['areas'] {
  const own = goods.includes('own')
  const busy = own && ordersPerDay >= many.floor
  const either = (yes: boolean, then: Reason, otherwise: Reason) => ({ on: yes, why: yes ? then : otherwise })
  const placeWhy = own ? 'fewOrders' : 'noOwnGoods'
  const shared = channels.length > 1 && ordersPerDay >= many.pools
  return [
    { area: 'channels', ...either(channels.length > 0, 'channels', 'noChannels') },
    { area: 'rules', ...either(ordersPerDay >= many.rules, 'manyOrders', 'fewOrders') },
    { area: 'calls', ...either(roles.includes('customer_service'), 'service', 'noService') },
    {
      area: 'financeReview',
      ...(facts.financeReview
        ? { on: true, why: 'financeRuns' as const }
        : either(roles.includes('finance'), 'finance', 'noFinance')),
    },
    { area: 'presale', ...either(goods.includes('presale'), 'presale', 'noPresale') },
    { area: 'floor', ...either(busy, 'manyOrders', placeWhy) },
    { area: 'bins', ...either(busy, 'manyOrders', placeWhy) },
    { area: 'stocktakes', ...either(own, 'ownGoods', 'noOwnGoods') },
    { area: 'transfers', ...either(warehouses > 1, 'severalWarehouses', 'oneWarehouse') },
    { area: 'pools', ...either(shared, 'severalChannels', channels.length > 1 ? 'fewOrders' : 'oneChannel') },
    {
      area: 'batches',
      ...either(goods.includes('batches') || goods.includes('serials'), 'tracked', 'untracked'),
    },
    { area: 'assemblies', ...either(goods.includes('assembly'), 'assembled', 'notAssembled') },
  ]
}

function rulesOf(answers: Answers, { currency }: Facts, finance: boolean, calls: boolean): Plan['rules'] {
  const { sellsTo, channels, warehouses } = answers
  const abroad = sellsTo !== 'domestic'
  const wanted: readonly (readonly [yes: boolean, kind: RuleKind, code: string, why: Reason])[] = [
    [true, 'review', 'small-plain', 'manyOrders'],
    // Both lead to a call, which nobody makes where calls are switched off.
    [calls, 'review', 'address-incomplete', 'service'],
    [calls, 'review', 'note-asks', 'service'],
    [finance, 'review', 'large-finance', 'finance'],
    [true, 'review', 'same-goods-again', 'always'],
    [abroad, 'review', 'risky', 'abroad'],
    [channels.length > 0, 'review', 'ship-soon', 'channels'],
    [warehouses > 1, 'routing', 'heavy-whole', 'severalWarehouses'],
    [sellsTo !== 'abroad', 'routing', 'urgent-express', 'domestic'],
    [sellsTo !== 'abroad', 'routing', 'far-post', 'domestic'],
  ]
  return wanted.flatMap(([yes, kind, code, why]) => {
    const template = ruleTemplates(kind, currency).find((one) => one.code === code)
    return yes && template ? [{ kind, code, name: template.name, why }] : []
  })
}

function rolesOf({ people, roles }: Answers, floor: boolean): Plan['roles'] {
  const asked = roles.filter((code) => code !== 'owner').map((code) => ({ code, why: null }))
  const more: Plan['roles'] = [
    // An owner who is ill should not stand still with the company.
    ...(people >= 3 && !roles.includes('admin') ? [{ code: 'admin' as const, why: 'always' as const }] : []),
    ...(floor && !roles.includes('warehouse') ? [{ code: 'warehouse' as const, why: 'manyOrders' as const }] : []),
  ]
  return [{ code: 'owner', why: null }, ...asked, ...(people > 1 ? more : [])]
}

type On = (area: Plan['areas'][number]['area']) => boolean

function stepsOf({ channels, ordersPerDay, people, goods }: Answers, on: On): Plan['steps'] {
  const byFile = ordersPerDay >= many.files
  const steps: readonly (readonly [yes: boolean, step: Plan['steps'][number]])[] = [
    [true, { key: 'company', href: '/settings/company' }],
    [true, { key: 'warehouse', href: '/settings/warehouses' }],
    [on('bins'), { key: 'bins', href: '/settings/warehouses' }],
    [channels.length === 0, { key: 'shop', href: '/settings/shops?edit=new' }],
    [channels.length > 0, { key: 'connect', href: '/settings/shops?edit=new' }],
    [!byFile, { key: 'product', href: '/products/new' }],
    [byFile, { key: 'import', href: '/imports/new' }],
    [on('batches'), { key: 'track', href: '/products' }],
    [goods.includes('own'), { key: 'stock', href: '/stock/adjust' }],
    [people > 1, { key: 'members', href: '/settings/members' }],
    [on('rules'), { key: 'rules', href: '/settings/rules' }],
    [true, { key: 'prints', href: '/shipping/prints/settings' }],
    [on('floor'), { key: 'stations', href: '/floor/stations' }],
    [true, { key: 'order', href: channels.length > 0 ? '/orders' : '/orders/new' }],
    [true, { key: 'ship', href: '/shipping' }],
  ]
  return steps.flatMap(([yes, step]) => (yes ? [step] : []))
}

function measuresOf({ channels, ordersPerDay, goods }: Answers, on: On): Plan['measures'] {
  const pace = Math.ceil(ordersPerDay / hoursOfDay)
  const own = goods.includes('own')
  const measures: readonly (readonly [yes: boolean, measure: Plan['measures'][number]])[] = [
    [true, { key: 'late', href: '/shipping?late=1', target: 0 }],
    [true, { key: 'pace', href: on('floor') ? '/floor/output' : '/dashboard', target: pace }],
    [on('rules'), { key: 'automatic', href: '/orders?state=pending_review', target: Math.ceil(ordersPerDay * 0.3) }],
    [channels.length > 0, { key: 'lag', href: '/dispatch', target: 5 }],
    [own, { key: 'low', href: '/stock/low', target: 0 }],
    [own, { key: 'count', href: '/stock/stocktakes', target: 0 }],
    [goods.includes('batches'), { key: 'expiring', href: '/stock/batches?withinDays=30', target: 0 }],
    [true, { key: 'returns', href: '/orders/returns', target: null }],
    [true, { key: 'sales', href: '/reports/sales', target: null }],
  ]
  return measures.flatMap(([yes, measure]) => (yes ? [measure] : []))
}
