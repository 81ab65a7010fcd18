'use client'

import { Check, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { placed, type RuleNames } from '@/components/rules/drafts'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { RuleTrace } from '@/lib/modules/rules/schema'

type Props = {
  rules: readonly RuleTrace[]
  names: RuleNames
  /** Words for what would become of an action instead of what has. */
  future?: boolean
}

/** Each rule with each condition and the order's own value; those that did not match are folded away. */
export function RuleTraces({ rules, names, future = false }: Props) {
  const w = useTranslations('ruleWords')
  const { conditionText, actionText, factText } = useRuleWords(names)
  const [all, setAll] = useState(false)
  const telling = rules.filter((rule) => rule.matched || rule.actions.some((action) => action.result !== null))
  const hidden = rules.length - telling.length
  const shown = all || telling.length === 0 ? rules : telling
  return (
    <div className="flex flex-col gap-3">
      <ol className="flex flex-col gap-3">
        {shown.map((rule) => (
          <li key={rule.id} className="text-sm">
            <div className="flex flex-wrap items-center gap-2">
              <span className="font-medium wrap-anywhere">{rule.name}</span>
              {rule.matched ? (
                <Badge tone="teal">{w('trace.matched')}</Badge>
              ) : (
                <Badge>{w(!rule.enabled ? 'trace.off' : rule.reached ? 'trace.missed' : 'trace.notReached')}</Badge>
              )}
            </div>
            {placed(rule.groups).map(({ at, one: group }) => (
              <ul key={at} className="mt-1 flex flex-col gap-0.5">
                {at > 0 ? <li className="text-xs text-muted">{w('said.or')}</li> : null}
                {group.length === 0 ? <li className="text-muted">{w('said.always')}</li> : null}
                {placed(group).map(({ at: place, one: { condition, actual, met } }) => (
                  <li key={place} className="flex items-start gap-1.5 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0">
                    <span className={met ? 'text-green-text' : 'text-muted'}>
                      {met ? <Check aria-label={w('trace.met')} /> : <X aria-label={w('trace.unmet')} />}
                    </span>
                    <span className="wrap-anywhere">
                      {conditionText(condition)}{' '}
                      <span className="text-muted">
                        {w('trace.actual', { value: factText(condition.field, actual) })}
                      </span>
                    </span>
                  </li>
                ))}
              </ul>
            ))}
            {placed(rule.actions).map(({ at, one: { action, result } }) =>
              result === null ? null : (
                <p key={at} className="mt-1">
                  <span aria-hidden="true">→ </span>
                  {actionText(action)}{' '}
                  <span className={cn('text-xs', result === 'done' ? 'text-green-text' : 'text-muted')}>
                    {w(`${future ? 'wouldBe' : 'result'}.${result}`)}
                  </span>
                </p>
              ),
            )}
          </li>
        ))}
      </ol>
      {hidden > 0 && telling.length > 0 ? (
        <div>
          <Button size="sm" variant="ghost" onClick={() => setAll(!all)}>
            {all ? w('trace.hide') : `${w('trace.others', { count: hidden })} · ${w('trace.show')}`}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
