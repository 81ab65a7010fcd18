'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { ActionFields } from '@/components/rules/action-fields'
import { freeActions, newAction } from '@/components/rules/drafts'
import { TokensField } from '@/components/rules/tokens-field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { type Action, type RuleKind, ruleFlags, ruleHolds } from '@/lib/modules/rules/schema'

type Props = {
  kind: RuleKind
  action: Action
  /** The other actions of the rule. */
  others: readonly Action[]
  warehouses: readonly Option[]
  /** Names of the tags there are. */
  tags: readonly string[]
  invalid: boolean
  onChange: (action: Action) => void
  onRemove: () => void
}

export function ActionRow({ kind, action, others, warehouses, tags, invalid, onChange, onRemove }: Props) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const holds = useTranslations('orders.hold')
  const flags = useTranslations('orders.flag')
  const tagListId = useId()
  const types = freeActions(kind, others).map((value) => ({ value, label: w(`action.${value}`) }))
  return (
    <div className="flex flex-wrap items-start gap-2 max-md:rounded-md max-md:border max-md:border-line-soft max-md:p-2">
      <Select
        options={types}
        value={action.type}
        onValueChange={(next) => next && next !== action.type && onChange(newAction(next as Action['type']))}
        aria-label={t('editor.actionType')}
        aria-invalid={invalid}
        className="w-full md:w-48"
      />
      {action.type === 'hold' ? (
        <div className="flex min-w-0 flex-1 basis-64 flex-wrap gap-2">
          <Select
            options={ruleHolds.map((value) => ({ value, label: holds(value) }))}
            value={action.code}
            onValueChange={(next) => {
              const code = ruleHolds.find((known) => known === next)
              if (code) onChange({ ...action, code })
            }}
            aria-label={t('editor.holdCode')}
            className="w-36"
          />
          <span className="min-w-40 flex-1">
            <Input
              value={action.note}
              onChange={(event) => onChange({ ...action, note: event.target.value })}
              maxLength={200}
              placeholder={t('editor.holdNote')}
              aria-label={t('editor.holdNote')}
            />
          </span>
        </div>
      ) : action.type === 'tag' ? (
        <span className="min-w-40 flex-1 md:max-w-64">
          <Input
            value={action.tag}
            onChange={(event) => onChange({ ...action, tag: event.target.value })}
            maxLength={30}
            list={tagListId}
            aria-label={t('editor.tagName')}
            aria-invalid={invalid || undefined}
            placeholder={t('editor.tagName')}
          />
          <datalist id={tagListId}>
            {tags.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </span>
      ) : action.type === 'flag' ? (
        <div className="flex-1">
          <Select
            options={ruleFlags.map((value) => ({ value, label: flags(value) }))}
            value={action.flag}
            onValueChange={(next) => {
              const flag = ruleFlags.find((known) => known === next)
              if (flag) onChange({ ...action, flag })
            }}
            aria-label={t('editor.flagColour')}
            className="w-36"
          />
        </div>
      ) : 'warehouseCodes' in action ? (
        <TokensField
          label={w(`action.${action.type}`)}
          values={action.warehouseCodes}
          onChange={(warehouseCodes) => onChange({ ...action, warehouseCodes })}
          options={warehouses}
          textOf={(code) => warehouses.find((one) => one.value === code)?.label ?? code}
          invalid={invalid}
        />
      ) : (
        <ActionFields action={action} invalid={invalid} onChange={onChange} />
      )}
      <IconButton
        label={t('editor.removeAction')}
        onClick={onRemove}
        disabled={others.length === 0}
        className="ml-auto"
      >
        <Trash2 />
      </IconButton>
    </div>
  )
}
