import { useTranslations } from 'next-intl'
import type { Clash, Side } from '@/components/form/conflict-dialog'
import type { RuleNames } from '@/components/rules/drafts'
import { mergeRules, sequenceKey } from '@/components/rules/merge-rules'
import { useRuleSentence } from '@/components/rules/use-rule-sentence'
import type { Rule } from '@/lib/modules/rules/schema'

type List = { rules: Rule[] }

/** A colleague saved rules first: rule by rule, each said in full, and then the sequence. */
export function useMergeText(names: RuleNames) {
  const t = useTranslations('rules.merge')
  const sentence = useRuleSentence(names)
  return (base: List, mine: List, theirs: List, choice: Readonly<Record<string, Side>>) => {
    const { clashes, sequence, merged } = mergeRules(base.rules, mine.rules, theirs.rules, choice)
    const say = (rule: Rule | undefined) => (rule ? sentence(rule) : t('removed'))
    const said = clashes.map(({ id, yours, theirs: other }): Clash => {
      const nameOf = yours ?? other
      return { key: id, label: nameOf?.name ?? '', yours: say(yours), theirs: say(other) }
    })
    const order: Clash = { key: sequenceKey, label: t('sequence'), yours: listed(mine), theirs: listed(theirs) }
    return { clashes: sequence ? [...said, order] : said, merged: { rules: merged } }
  }
}

const listed = ({ rules }: List) => rules.map(({ name }, i) => `${i + 1}. ${name}`).join('\n')
