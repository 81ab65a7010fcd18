'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import type { RuleNames } from '@/components/rules/drafts'
import { useRuleWords } from '@/components/rules/use-rule-words'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import type { Rule } from '@/lib/modules/rules/schema'
import type { RuleTemplate } from '@/lib/modules/rules/templates'

type Props = {
  templates: readonly RuleTemplate[]
  names: RuleNames
  /** How many more the draft may hold. */
  room: number
  onAdd: (rules: Rule[]) => void
  onClose: () => void
}

/** Rules to begin with; those chosen go to the end of the draft, where each can be changed before it is saved. */
export function TemplatesDialog({ templates, names, room, onAdd, onClose }: Props) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const language = useLocale() === 'en' ? 'en' : 'zh'
  const { whenText, actionText } = useRuleWords(names)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  function toggle(code: string, on: boolean) {
    const next = new Set(chosen)
    if (on) next.add(code)
    else next.delete(code)
    setChosen(next)
  }
  function add() {
    const picked = templates.filter(({ code }) => chosen.has(code))
    onAdd(picked.map(({ name, rule }) => ({ ...rule, id: crypto.randomUUID(), name: name[language], enabled: true })))
  }
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => open || onClose()}
      title={t('templates.title')}
      description={t('templates.text')}
      footer={
        <>
          <Button onClick={onClose}>{t('templates.cancel')}</Button>
          <Button variant="primary" disabled={chosen.size === 0 || chosen.size > room} onClick={add}>
            {t('templates.add', { count: chosen.size })}
          </Button>
        </>
      }
    >
      <ul className="flex flex-col divide-y divide-line-soft">
        {templates.map(({ code, name, why, rule }) => (
          <li key={code} className="py-2.5">
            <Checkbox
              checked={chosen.has(code)}
              onCheckedChange={(on) => toggle(code, on)}
              label={<span className="font-medium">{name[language]}</span>}
              help={
                <>
                  <span className="block">{why[language]}</span>
                  <span className="mt-0.5 block text-subtle wrap-anywhere">
                    {w('said.if')} {whenText(rule)} → {rule.actions.map(actionText).join(w('value.separator'))}
                  </span>
                </>
              }
            />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
