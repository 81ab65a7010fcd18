import { getRules } from '@/lib/modules/rules/get-rules'
import { publishRules } from '@/lib/modules/rules/publish-rules'
import { saveRules } from '@/lib/modules/rules/save-rules'
import type { Action, Condition, RuleKind } from '@/lib/modules/rules/schema'
import type { Actor } from '@/lib/platform/door/actor'
import { run } from '@/lib/platform/door/run'

type Draft = { id?: string; name?: string; enabled?: boolean; stop?: boolean; when?: Condition[][]; actions: Action[] }

/** A rule as it is sent; without conditions it is for every order. */
export function rule(id: string, draft: Draft) {
  return { id, name: draft.name ?? id, enabled: true, stop: false, when: [[]], ...draft }
}

export async function saveDraft(owner: Actor, kind: RuleKind, rules: readonly unknown[]) {
  const { version } = await run(getRules, owner, { kind })
  return run(saveRules, owner, { kind, rules: [...rules], version })
}

/** Saves and publishes; answers the number of the version. */
export async function goLive(owner: Actor, kind: RuleKind, rules: readonly unknown[]): Promise<number> {
  const { version } = await saveDraft(owner, kind, rules)
  const { live } = await run(publishRules, owner, { kind, version })
  if (!live) throw new Error('nothing runs')
  return live.version
}
