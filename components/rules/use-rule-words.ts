'use client'

import { useTranslations } from 'next-intl'
import { useCarriers } from '@/components/orders/use-carriers'
import type { RuleNames } from '@/components/rules/drafts'
import {
  type Action,
  type Condition,
  type Effects,
  type Fact,
  type FieldName,
  fieldDef,
  type Rule,
} from '@/lib/modules/rules/schema'

/** Rules in the reader's language: conditions, actions, facts. */
export function useRuleWords(names: RuleNames) {
  const w = useTranslations('ruleWords')
  const holds = useTranslations('orders.hold')
  const channels = useTranslations('shops.channels')
  const flags = useTranslations('orders.flag')
  const { nameOf } = useCarriers()
  const list = (words: readonly string[]) => words.join(w('value.separator'))

  function valueText(field: FieldName, value: string): string {
    const key = value.trim().toLowerCase()
    switch (fieldDef(field).source) {
      case 'channel':
        return channels.has(key as 'manual') ? channels(key as 'manual') : value
      case 'hold':
        return holds.has(key as 'manual') ? holds(key as 'manual') : value
      case 'flag':
        return flags.has(key as 'red') ? flags(key as 'red') : value
      case 'shop':
        return names.shops[key] ?? value
      case 'category':
        return names.categories[key] ?? value
      case 'currency':
        return value.toUpperCase()
      default:
        return value
    }
  }

  function unitText(field: FieldName): string {
    const { unit } = fieldDef(field)
    return unit === undefined || unit === 'money' || unit === 'count' ? '' : w(`unit.${unit}`)
  }

  function withUnit(field: FieldName, value: string): string {
    const unit = unitText(field)
    return unit === '' ? value : `${value} ${unit}`
  }

  function opText({ field, op }: Condition): string {
    return w(`op.${fieldDef(field).type}.${op}` as 'op.choice.in')
  }

  function conditionText(condition: Condition): string {
    const { field } = condition
    const label = w(`field.${field}`)
    const start = `${label} ${opText(condition)}`
    if ('values' in condition) return `${start} ${list(condition.values.map((value) => valueText(field, value)))}`
    if (typeof condition.value === 'boolean')
      return w('said.boolean', { field: label, value: w(condition.value ? 'value.yes' : 'value.no') })
    if (condition.op === 'between')
      return `${start} ${condition.value} ${w('value.and')} ${withUnit(field, condition.to)}`
    return `${start} ${withUnit(field, condition.value)}`
  }

  function whenText(rule: Pick<Rule, 'when'>): string {
    const groups = rule.when.map((group) =>
      group.length === 0 ? w('said.always') : group.map(conditionText).join(` ${w('said.and')} `),
    )
    return groups.join(` ${w('said.or')} `)
  }

  function actionText(action: Action): string {
    if (action.type === 'hold') return w('said.hold', { hold: holds(action.code) })
    if (action.type === 'tag') return w('said.tag', { tag: action.tag })
    if (action.type === 'flag') return w('said.flag', { flag: flags(action.flag) })
    if (action.type === 'gift') return w('said.gift', { sku: action.sku, quantity: action.quantity })
    if (action.type === 'carrier') return w('said.carrier', { carrier: nameOf(action.carrierCode) })
    if ('regions' in action) return w(`said.${action.type}`, { regions: list(action.regions) })
    if ('warehouseCodes' in action)
      return w(`said.${action.type}`, {
        places: list(action.warehouseCodes.map((code) => names.warehouses[code] ?? code)),
      })
    return w(`action.${action.type}`)
  }

  function factText(field: FieldName, fact: Fact): string {
    if (fact === null) return w('value.unknown')
    if (typeof fact === 'boolean') return w(fact ? 'value.yes' : 'value.no')
    if (Array.isArray(fact))
      return fact.length === 0 ? w('value.none') : list(fact.map((value) => valueText(field, value)))
    return fieldDef(field).type === 'number' ? withUnit(field, fact) : valueText(field, fact) || w('value.none')
  }

  function effectTexts(effects: Effects): string[] {
    const places = (codes: readonly string[]) => list(codes.map((code) => names.warehouses[code] ?? code))
    return [
      ...(effects.decision ? [w(`action.${effects.decision.type}`)] : []),
      ...(effects.holds.length > 0
        ? [w('effects.holds', { holds: list(effects.holds.map((code) => valueText('hold', code))) })]
        : []),
      ...(effects.tags.length > 0 ? [w('effects.tags', { tags: list(effects.tags) })] : []),
      ...(effects.flag ? [flags(effects.flag as 'red')] : []),
      ...(effects.urgent ? [w('effects.urgent')] : []),
      ...(['only', 'avoid', 'prefer'] as const).flatMap((what) => {
        const codes = effects[what]
        return codes ? [w(`effects.${what}`, { places: places(codes) })] : []
      }),
      ...(effects.preferRegion ? [w('said.prefer_region', { regions: list(effects.preferRegion) })] : []),
      ...(effects.avoidRegion ? [w('said.avoid_region', { regions: list(effects.avoidRegion) })] : []),
      ...(effects.keepWhole ? [w('effects.keepWhole')] : []),
      ...(effects.carrier ? [w('said.carrier', { carrier: nameOf(effects.carrier) })] : []),
      ...(effects.gifts.length > 0 ? [w('effects.gifts', { gifts: list(effects.gifts) })] : []),
    ]
  }

  return { unitText, valueText, conditionText, whenText, actionText, factText, effectTexts }
}
