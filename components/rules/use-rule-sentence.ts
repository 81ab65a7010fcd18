import { useTranslations } from 'next-intl'
import type { RuleNames } from '@/components/rules/drafts'
import { useRuleWords } from '@/components/rules/use-rule-words'
import type { Action, Rule } from '@/lib/modules/rules/schema'

/** All of a rule in one sentence, so that two that differ read differently. */
export function useRuleSentence(names: RuleNames): (rule: Rule) => string {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const { whenText, actionText } = useRuleWords(names)
  const does = (action: Action) =>
    action.type === 'hold' && action.note
      ? w('said.noted', { text: actionText(action), note: action.note })
      : actionText(action)
  return (rule) => {
    const text = `${w('said.if')} ${whenText(rule)} → ${rule.actions.map(does).join(w('value.separator'))}`
    const marks = [...(rule.enabled ? [] : [t('editor.off')]), ...(rule.stop ? [w('said.stop')] : [])]
    return [rule.name, text, ...marks].join(' · ')
  }
}
