'use client'

import { useTranslations } from 'next-intl'
import type { ControllerRenderProps, FieldValues, Path } from 'react-hook-form'
import type { FieldControl } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { ZoneView } from '@/lib/modules/inventory/schema'

type Drawn<In extends FieldValues, N extends Path<In>> = {
  field: ControllerRenderProps<In, N>
  aria: FieldControl
  disabled?: boolean
}

/** A whole number that may be left empty. */
export function NumberInput<In extends FieldValues, N extends Path<In>>({ field, aria, disabled }: Drawn<In, N>) {
  return (
    <Input
      {...field}
      {...aria}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.target.value === '' ? null : event.target.valueAsNumber)}
      type="number"
      min={0}
      disabled={disabled}
    />
  )
}

const noZone = '-'

export function ZoneSelect<In extends FieldValues, N extends Path<In>>({
  field,
  aria,
  disabled,
  zones,
}: Drawn<In, N> & { zones: readonly ZoneView[] }) {
  const t = useTranslations('places')
  const options = zones.map(({ id, code, name, kind }) => ({
    value: id,
    label: `${code} ${name}`,
    ...(kind === 'defective' && { hint: t('bin.kinds.defective') }),
  }))
  return (
    <Select
      {...aria}
      value={field.value ?? noZone}
      onValueChange={(value) => field.onChange(value === noZone ? null : value)}
      options={[{ value: noZone, label: t('warehouse.noZone') }, ...options]}
      disabled={disabled}
    />
  )
}
