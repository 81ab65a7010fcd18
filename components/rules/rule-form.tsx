'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { ActionRow } from '@/components/rules/action-row'
import { ConditionRow } from '@/components/rules/condition-row'
import {
  type DraftError,
  errorsBelow,
  freeActions,
  newAction,
  newCondition,
  placed,
  replaced,
  without,
} from '@/components/rules/drafts'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import type { Option } from '@/components/ui/select'
import type { FieldName, Rule, RuleKind } from '@/lib/modules/rules/schema'

export type RuleFormProps = {
  kind: RuleKind
  rule: Rule
  errors: readonly DraftError[]
  options: Readonly<Record<string, readonly Option[]>>
  warehouses: readonly Option[]
  tags: readonly string[]
  textOf: (field: FieldName, value: string) => string
  unitOf: (field: FieldName) => string
  onChange: (rule: Rule) => void
}

/** One rule to be changed: name, groups of conditions, actions. */
export function RuleForm({ kind, rule, errors, options, warehouses, tags, textOf, unitOf, onChange }: RuleFormProps) {
  const t = useTranslations('rules.editor')
  const setGroup = (g: number, group: Rule['when'][number]) =>
    onChange({ ...rule, when: replaced(rule.when, g, group) })
  const [next] = freeActions(kind, rule.actions)
  return (
    <div className="flex flex-col gap-5 border-t border-line-soft p-4">
      <Field label={t('name')}>
        {(aria) => (
          <Input
            {...aria}
            value={rule.name}
            maxLength={80}
            aria-invalid={errorsBelow(errors, 'name').length > 0 || undefined}
            onChange={(event) => onChange({ ...rule, name: event.target.value })}
            className="md:max-w-md"
          />
        )}
      </Field>
      <fieldset className="flex min-w-0 flex-col gap-3">
        <legend className="text-sm font-medium">{t('when')}</legend>
        <p className="text-xs text-muted">{t('whenHelp')}</p>
        {placed(rule.when).map(({ at: g, one: group }) => (
          <div key={g} className="flex flex-col gap-2 rounded-md border border-line p-3">
            <div className="flex items-center justify-between text-xs text-muted">
              {t('group', { number: g + 1 })}
              {rule.when.length > 1 ? (
                <IconButton
                  size="sm"
                  label={t('removeGroup')}
                  onClick={() => onChange({ ...rule, when: without(rule.when, g) })}
                >
                  <Trash2 />
                </IconButton>
              ) : null}
            </div>
            {placed(group).map(({ at: c, one: condition }) => (
              <ConditionRow
                key={c}
                condition={condition}
                options={options}
                textOf={textOf}
                unitOf={unitOf}
                invalid={errorsBelow(errors, `when.${g}.${c}`).length > 0}
                onChange={(changed) => setGroup(g, replaced(group, c, changed))}
                onRemove={() => setGroup(g, without(group, c))}
              />
            ))}
            <div>
              <Button size="sm" variant="ghost" onClick={() => setGroup(g, [...group, newCondition('total')])}>
                <Plus />
                {t('addCondition')}
              </Button>
            </div>
          </div>
        ))}
        {rule.when.length < 10 ? (
          <div>
            <Button size="sm" onClick={() => onChange({ ...rule, when: [...rule.when, [newCondition('total')]] })}>
              <Plus />
              {t('orGroup')}
            </Button>
          </div>
        ) : null}
      </fieldset>
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="mb-2 text-sm font-medium">{t('actions')}</legend>
        {placed(rule.actions).map(({ at: a, one: action }) => (
          <ActionRow
            key={a}
            kind={kind}
            action={action}
            others={without(rule.actions, a)}
            warehouses={warehouses}
            tags={tags}
            invalid={errorsBelow(errors, `actions.${a}`).length > 0}
            onChange={(changed) => onChange({ ...rule, actions: replaced(rule.actions, a, changed) })}
            onRemove={() => onChange({ ...rule, actions: without(rule.actions, a) })}
          />
        ))}
        {next ? (
          <div>
            <Button
              size="sm"
              variant="ghost"
              onClick={() => onChange({ ...rule, actions: [...rule.actions, newAction(next)] })}
            >
              <Plus />
              {t('addAction')}
            </Button>
          </div>
        ) : null}
      </fieldset>
      <Checkbox
        label={t('stop')}
        help={t('stopHelp')}
        checked={rule.stop}
        onCheckedChange={(stop) => onChange({ ...rule, stop })}
      />
    </div>
  )
}
