import { covered } from '@/lib/modules/rules/internal/covers'
import { satisfiable } from '@/lib/modules/rules/internal/satisfiable'
import { type Action, decisions, type Finding, type Rule, slotOf } from '@/lib/modules/rules/schema'

/** More than anybody reads; the rest shows when these are mended. */
const mostFindings = 200

/**
 * What is wrong with a set, from the rules alone: conditions no order can meet, rules behind which an earlier one leaves nothing,
 * and pairs that want opposite things of one order. What could not be proved is told as possible, never as certain.
 */
export function analyse(rules: readonly Rule[]): Finding[] {
  const active = rules.filter((rule) => rule.enabled)
  const findings: Finding[] = []
  const alive = new Map<Rule, Rule['when']>()
  for (const rule of active) {
    const groups = rule.when.filter((group) => satisfiable(group))
    if (groups.length > 0) alive.set(rule, groups)
    if (groups.length === 0) findings.push(finding('never_matches', rule, true))
    else
      rule.when.forEach((group, g) => {
        if (!satisfiable(group)) findings.push({ ...finding('never_matches', rule, true), group: g })
      })
  }
  const seen: Rule[] = []
  for (const [rule, groups] of alive) {
    const shadow = shadowOf(groups, seen, alive)
    if (shadow) findings.push({ ...finding('shadowed', rule, shadow.sure), otherId: shadow.by })
    // Nothing reaches a shadowed rule, so it quarrels with none.
    if (shadow?.sure) continue
    findings.push(...quarrels(rule, groups, seen, alive))
    seen.push(rule)
    if (findings.length >= mostFindings) break
  }
  return findings.slice(0, mostFindings)
}

function finding(code: Finding['code'], rule: Rule, sure: boolean): Finding {
  return { code, sure, ruleId: rule.id, otherId: null, group: null, detail: '' }
}

type Groups = ReadonlyMap<Rule, Rule['when']>

function shadowOf(groups: Rule['when'], before: readonly Rule[], alive: Groups) {
  const stopping = before.filter((rule) => rule.stop)
  const single = stopping.find((rule) => allCovered(groups, alive.get(rule) ?? []) === 'yes')
  if (single) return { by: single.id, sure: true }
  const together = allCovered(
    groups,
    stopping.flatMap((rule) => alive.get(rule) ?? []),
  )
  if (together === 'no') return undefined
  return { by: null, sure: together === 'yes' }
}

function allCovered(groups: Rule['when'], others: Rule['when']): 'yes' | 'no' | 'open' {
  let open = false
  for (const group of groups) {
    const answer = covered(group, others)
    if (answer === 'no') return 'no'
    if (answer === 'open') open = true
  }
  return open ? 'open' : 'yes'
}

function quarrels(rule: Rule, groups: Rule['when'], before: readonly Rule[], alive: Groups): Finding[] {
  return before.flatMap((earlier) => {
    // Orders that meet a stopping rule never come to this one.
    if (earlier.stop) return []
    const opposite = earlier.actions.some((a) => rule.actions.some((b) => areOpposite(a, b)))
    const same = rule.actions.every((b) => earlier.actions.some((a) => slotOf(a) === slotOf(b)))
    if (!opposite && !same) return []
    const theirs = alive.get(earlier) ?? []
    const always = allCovered(groups, theirs) === 'yes'
    const about = { ...finding(opposite ? 'opposite' : 'superseded', rule, always), otherId: earlier.id }
    if (always) return [about]
    const meet = groups.some((g) => theirs.some((h) => satisfiable([...g, ...h])))
    return opposite && meet ? [about] : []
  })
}

/** Both cannot be had: the earlier wins, or the hold does. */
export function areOpposite(a: Action, b: Action): boolean {
  const decided = (action: Action) => (decisions as readonly string[]).includes(action.type)
  if (decided(a) && decided(b)) return a.type !== b.type
  const types = [a.type, b.type]
  if (types.includes('hold')) return types.includes('approve')
  if (!('warehouseCodes' in a) || !('warehouseCodes' in b)) return false
  if (a.type === 'only' && b.type === 'only') return !a.warehouseCodes.some((code) => b.warehouseCodes.includes(code))
  const [only, avoid] = a.type === 'only' ? [a, b] : [b, a]
  return (
    only.type === 'only' && avoid.type === 'avoid' && only.warehouseCodes.every((c) => avoid.warehouseCodes.includes(c))
  )
}
