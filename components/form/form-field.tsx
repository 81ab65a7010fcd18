'use client'

import type { ReactNode } from 'react'
import { type Control, type ControllerRenderProps, type FieldValues, type Path, useController } from 'react-hook-form'
import { Field, type FieldControl } from '@/components/ui/field'
import { fieldId } from './use-action-form'

export type FormFieldProps<In extends FieldValues, Out, N extends Path<In>> = {
  control: Control<In, unknown, Out>
  name: N
  label: ReactNode
  help?: ReactNode
  note?: ReactNode
  /** From useActionForm: `errorOf('name')`. */
  error: string | null
  className?: string
  /**
   * Draws the control: `(field, aria) => <Input {...field} {...aria} />`;
   * for Select and Combobox `(field, aria) => <Select {...aria} value={field.value} onValueChange={field.onChange} options={…} />`.
   */
  children: (field: ControllerRenderProps<In, N>, aria: FieldControl) => ReactNode
}

export function FormField<In extends FieldValues, Out, N extends Path<In>>(props: FormFieldProps<In, Out, N>) {
  const { control, name, label, help, note, error, className, children } = props
  const { field } = useController({ control, name })
  return (
    <Field id={fieldId(name)} label={label} help={help} note={note} error={error} className={className}>
      {(aria) => children(field, aria)}
    </Field>
  )
}
