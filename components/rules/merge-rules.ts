import { sameRule } from '@/components/rules/drafts'
import type { Rule } from '@/lib/modules/rules/schema'

/** A rule that two people have changed to different things; absent where one of them took it away. */
export type RuleClash = { id: string; yours: Rule | undefined; theirs: Rule | undefined }

export type MergedRules = {
  clashes: RuleClash[]
  /** Both have put the rules that all know into another sequence. */
  sequence: boolean
  merged: Rule[]
}

/** The key of the sequence among the choices; no rule's id has such a sign. */
export const sequenceKey = '#sequence'

type Choice = Readonly<Record<string, 'yours' | 'theirs'>>

/**
 * Three versions of a list of rules into one, rule by rule: what only one of both has changed, added, removed or moved is kept; where
 * both did, `choice` decides, and until then yours stands.
 */
export function mergeRules(
  base: readonly Rule[],
  mine: readonly Rule[],
  theirs: readonly Rule[],
  choice: Choice = {},
): MergedRules {
  const [was, yours, other] = [byId(base), byId(mine), byId(theirs)]
  const clashes: RuleClash[] = []
  const kept = new Map<string, Rule>()
  for (const id of new Set([...yours.keys(), ...other.keys()])) {
    const [b, m, t] = [was.get(id), yours.get(id), other.get(id)]
    const untouched = sameRule(b, m)
    const clash = !untouched && !sameRule(b, t) && !sameRule(m, t)
    if (clash) clashes.push({ id, yours: m, theirs: t })
    const rule = untouched || (clash && choice[id] === 'theirs') ? t : m
    if (rule) kept.set(id, rule)
  }
  const sequenceOf = (list: readonly Rule[]) =>
    list.flatMap(({ id }) => (was.has(id) && yours.has(id) && other.has(id) ? [id] : [])).join()
  const [before, here, there] = [sequenceOf(base), sequenceOf(mine), sequenceOf(theirs)]
  const sequence = here !== before && there !== before && here !== there
  const theirsLeads = sequence ? choice[sequenceKey] === 'theirs' : here === before
  const merged = theirsLeads ? inSequence(theirs, mine, kept) : inSequence(mine, theirs, kept)
  return { clashes, sequence, merged }
}

const byId = (rules: readonly Rule[]) => new Map(rules.map((rule) => [rule.id, rule]))

/** As `leading` has them; what only the other list knows stands where it stood there: behind the same rule, and behind what is only here. */
function inSequence(leading: readonly Rule[], other: readonly Rule[], kept: ReadonlyMap<string, Rule>): Rule[] {
  const ids = leading.map(({ id }) => id)
  const shared = new Set(other.map(({ id }) => id))
  let next = 0
  for (const { id } of other) {
    const at = ids.indexOf(id)
    if (at === -1) ids.splice(next++, 0, id)
    else next = at + 1
    while (next < ids.length && !shared.has(ids[next] ?? '')) next++
  }
  return ids.flatMap((id) => kept.get(id) ?? [])
}
