'use client'

import { Checkbox } from '@/components/ui/checkbox'

type Props<T extends string> = {
  legend: string
  help?: string
  options: readonly { value: T; label: string }[]
  chosen: readonly T[]
  disabled: boolean
  onChange: (chosen: T[]) => void
}

/** A question with several answers, in the sequence of its options. */
export function Choices<T extends string>({ legend, help, options, chosen, disabled, onChange }: Props<T>) {
  return (
    <fieldset disabled={disabled} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 text-sm font-medium">{legend}</legend>
      {options.map(({ value, label }) => (
        <Checkbox
          key={value}
          label={label}
          checked={chosen.includes(value)}
          disabled={disabled}
          onCheckedChange={(on) =>
            onChange(
              options.flatMap((one) => ((one.value === value ? on : chosen.includes(one.value)) ? [one.value] : [])),
            )
          }
        />
      ))}
      {help ? <p className="text-xs text-muted">{help}</p> : null}
    </fieldset>
  )
}
