'use client'

import { useTranslations } from 'next-intl'
import { type RuleNames, sameRule } from '@/components/rules/drafts'
import { useRuleSentence } from '@/components/rules/use-rule-sentence'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { Rule } from '@/lib/modules/rules/schema'

type Change = { kind: 'added' | 'removed' | 'changed' | 'moved'; before?: Rule; after?: Rule }

const tones: Record<Change['kind'], Tone> = { added: 'green', removed: 'danger', changed: 'blue', moved: 'grey' }

/** What a draft changes of what runs: rules by their id, and their sequence among those that stay. */
export function changesOf(live: readonly Rule[], draft: readonly Rule[]): Change[] {
  const before = new Map(live.map((rule) => [rule.id, rule]))
  const after = new Set(draft.map((rule) => rule.id))
  const stayed = live.filter((rule) => after.has(rule.id)).map((rule) => rule.id)
  const order = draft.filter((rule) => before.has(rule.id)).map((rule) => rule.id)
  return [
    ...draft.flatMap((rule): Change[] => {
      const old = before.get(rule.id)
      if (!old) return [{ kind: 'added', after: rule }]
      if (!sameRule(old, rule)) return [{ kind: 'changed', before: old, after: rule }]
      return stayed.indexOf(rule.id) === order.indexOf(rule.id) ? [] : [{ kind: 'moved', after: rule }]
    }),
    ...live.filter((rule) => !after.has(rule.id)).map((rule): Change => ({ kind: 'removed', before: rule })),
  ]
}

type Props = { live: readonly Rule[] | null; draft: readonly Rule[]; names: RuleNames }

export function RuleDiff({ live, draft, names }: Props) {
  const t = useTranslations('rules')
  const changes = changesOf(live ?? [], draft)
  return (
    <div className="flex flex-col gap-3">
      {live ? null : <p className="text-sm text-muted">{t('diff.nothingLive')}</p>}
      {changes.length === 0 ? <p className="text-sm text-muted">{t('diff.same')}</p> : null}
      <ul className="flex flex-col gap-3">
        {changes.map(({ kind, before, after }) => (
          <li key={(after ?? before)?.id} className="rounded-lg border border-line bg-surface p-4 text-sm">
            <div className="flex flex-wrap items-center gap-2">
              <Badge tone={tones[kind]}>{t(`diff.${kind}`)}</Badge>
              <span className="font-medium wrap-anywhere">{(after ?? before)?.name}</span>
            </div>
            {before && kind !== 'moved' ? <Sentence label={t('diff.live')} rule={before} names={names} struck /> : null}
            {after && kind !== 'moved' ? <Sentence label={t('diff.draft')} rule={after} names={names} /> : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

type SentenceProps = { label: string; rule: Rule; names: RuleNames; struck?: boolean }

function Sentence({ label, rule, names, struck = false }: SentenceProps) {
  const sentence = useRuleSentence(names)
  return (
    <p className="mt-2 flex flex-wrap gap-x-3 gap-y-0.5">
      <span className="w-14 shrink-0 text-xs text-muted">{label}</span>
      <span
        className={struck ? 'min-w-0 flex-1 text-muted line-through wrap-anywhere' : 'min-w-0 flex-1 wrap-anywhere'}
      >
        {sentence(rule)}
      </span>
    </p>
  )
}
