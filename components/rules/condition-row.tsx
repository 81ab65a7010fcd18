'use client'

import { Trash2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { newCondition, withOperator } from '@/components/rules/drafts'
import { TokensField } from '@/components/rules/tokens-field'
import { IconButton } from '@/components/ui/icon-button'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import { type Condition, type FieldName, fieldDef, fieldNames, operators } from '@/lib/modules/rules/schema'

type Props = {
  condition: Condition
  /** Values to choose from, of fields that have such. */
  options: Readonly<Record<string, readonly Option[]>>
  textOf: (field: FieldName, value: string) => string
  unitOf: (field: FieldName) => string
  invalid: boolean
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** Field, comparison, value: the value's control follows the field's type. */
export function ConditionRow({ condition, options, textOf, unitOf, invalid, onChange, onRemove }: Props) {
  const t = useTranslations('rules')
  const w = useTranslations('ruleWords')
  const { field } = condition
  const { type, source } = fieldDef(field)
  const fields = fieldNames.map((value) => ({ value, label: w(`field.${value}`) }))
  const ops = operators[type].map((value) => ({ value, label: w(`op.${type}.${value}` as 'op.choice.in') }))
  const label = w(`field.${field}`)
  const unit = unitOf(field)
  return (
    <div className="flex flex-wrap items-start gap-2 rounded-md max-md:border max-md:border-line-soft max-md:p-2">
      <Select
        options={fields}
        value={field}
        onValueChange={(next) => next && next !== field && onChange(newCondition(next as FieldName))}
        aria-label={t('editor.field')}
        aria-invalid={invalid}
        className="w-full md:w-48"
      />
      {type === 'boolean' ? null : (
        <Select
          options={ops}
          value={condition.op}
          onValueChange={(next) => next && onChange(withOperator(condition, next))}
          aria-label={`${label}: ${t('editor.op')}`}
          className="w-28"
        />
      )}
      <div className="flex min-w-0 flex-1 basis-48 items-center gap-2">
        {'values' in condition ? (
          <TokensField
            label={label}
            values={condition.values}
            onChange={(values) => onChange({ ...condition, values })}
            options={source ? options[source] : undefined}
            textOf={(value) => textOf(field, value)}
            invalid={invalid}
          />
        ) : typeof condition.value === 'boolean' ? (
          <Select
            options={[
              { value: 'true', label: w('value.yes') },
              { value: 'false', label: w('value.no') },
            ]}
            value={String(condition.value)}
            onValueChange={(next) => onChange({ ...condition, value: next === 'true' } as Condition)}
            aria-label={`${label}: ${t('editor.value')}`}
            className="w-28"
          />
        ) : (
          <>
            <NumberInput
              label={`${label}: ${t('editor.value')}`}
              unit={unit}
              value={condition.value}
              invalid={invalid}
              onChange={(value) => onChange({ ...condition, value })}
            />
            {condition.op === 'between' ? (
              <>
                <span className="text-sm text-muted">{t('editor.valueTo')}</span>
                <NumberInput
                  label={`${label}: ${t('editor.valueTo')}`}
                  unit={unit}
                  value={condition.to}
                  invalid={invalid}
                  onChange={(to) => onChange({ ...condition, to })}
                />
              </>
            ) : null}
          </>
        )}
      </div>
      <IconButton label={t('editor.removeCondition')} onClick={onRemove}>
        <Trash2 />
      </IconButton>
    </div>
  )
}

type NumberProps = { label: string; unit: string; value: string; invalid: boolean; onChange: (value: string) => void }

function NumberInput({ label, unit, value, invalid, onChange }: NumberProps) {
  return (
    <span className="w-32">
      <Input
        inputMode="decimal"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-label={label}
        aria-invalid={invalid || undefined}
        trail={unit || undefined}
        className="text-right tabular-nums"
      />
    </span>
  )
}
