'use client'

import { fieldId } from '@/components/form/use-action-form'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type Option, Select } from '@/components/ui/select'
import type { LinesForm } from './use-lines-form'

type Props = { form: LinesForm; field: string; label: string; help?: string }

export function HeadSelect({ form, field, label, help, options }: Props & { options: readonly Option[] }) {
  return (
    <Field id={fieldId(field)} label={label} help={help} error={form.errorAt(field)}>
      {(aria) => (
        <Select
          {...aria}
          options={options}
          value={form.draft.head[field] || null}
          onValueChange={(value) => form.set(field, value ?? '')}
        />
      )}
    </Field>
  )
}

export function HeadInput({ form, field, label, help, max }: Props & { max: number }) {
  return (
    <Field id={fieldId(field)} label={label} help={help} error={form.errorAt(field)}>
      {(aria) => (
        <Input
          {...aria}
          value={form.draft.head[field] ?? ''}
          maxLength={max}
          onChange={(event) => form.set(field, event.target.value)}
        />
      )}
    </Field>
  )
}
