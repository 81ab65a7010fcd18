'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import type { RuleNames } from '@/components/rules/drafts'
import { RuleTraces } from '@/components/rules/rule-traces'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { Effects, Rule, RuleKind, RuleTrace } from '@/lib/modules/rules/schema'
import { testRulesAction } from '../actions'

type Result = { number: string; rules: RuleTrace[]; effects: Effects }
type Props = { kind: RuleKind; rules: readonly Rule[]; names: RuleNames; onClose: () => void }

/** The draft as it stands on the screen, saved or not, on one order. */
export function TestDialog({ kind, rules, names, onClose }: Props) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const { refusalText } = useRefusalText()
  const { effectTexts } = useRuleWords(names)
  const [order, setOrder] = useState('')
  const [result, setResult] = useState<Result | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [pending, start] = useTransition()
  function submit(event: FormEvent) {
    event.preventDefault()
    if (order.trim() === '') return
    start(async () => {
      const answer = await testRulesAction({ kind, order: order.trim(), rules })
      setResult(answer.ok ? answer.value : null)
      setError(answer.ok ? null : refusalText(answer.refusal))
    })
  }
  const effects = result ? effectTexts(result.effects) : []
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onClose()}
      title={t('test.title')}
      description={t('test.text')}
    >
      <form onSubmit={submit} className="flex items-start gap-2">
        <Field label={t('test.order')} help={t('test.orderHelp')} error={error} className="flex-1">
          {(aria) => (
            <Input
              {...aria}
              value={order}
              onChange={(event) => setOrder(event.target.value)}
              maxLength={100}
              autoFocus
            />
          )}
        </Field>
        <Button type="submit" variant="primary" pending={pending} className="mt-6">
          {t('test.run')}
        </Button>
      </form>
      {result ? (
        <section className="mt-4 flex flex-col gap-3 border-t border-line-soft pt-4" aria-live="polite">
          <h3 className="text-sm font-semibold">{t('test.result', { number: result.number })}</h3>
          <p className="text-sm">
            <span className="text-muted">{t('test.effect')}: </span>
            {effects.join(w('value.separator')) || w('effects.none')}
          </p>
          <RuleTraces rules={result.rules} names={names} future />
        </section>
      ) : null}
    </Dialog>
  )
}
