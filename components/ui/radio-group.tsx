'use client'

import { Radio } from '@base-ui/react/radio'
import { RadioGroup as Base } from '@base-ui/react/radio-group'
import { useId } from 'react'
import { cn } from './cn'
import type { Option } from './select'

export type RadioGroupProps = {
  options: readonly Option[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  name?: string
  disabled?: boolean
  direction?: 'row' | 'column'
  className?: string
  'aria-label'?: string
  'aria-labelledby'?: string
}

export function RadioGroup({ options, direction = 'column', className, onValueChange, ...rest }: RadioGroupProps) {
  const base = useId()
  return (
    <Base
      className={cn('flex gap-x-5 gap-y-2', direction === 'column' ? 'flex-col' : 'flex-row flex-wrap', className)}
      onValueChange={(value) => onValueChange?.(value)}
      {...rest}
    >
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${base}-${option.value}`}
          className="flex min-h-6 items-start gap-2 text-sm"
        >
          <span className="flex h-5 items-center">
            <Radio.Root
              id={`${base}-${option.value}`}
              value={option.value}
              disabled={option.disabled}
              className="relative flex size-4 items-center justify-center rounded-full border border-control bg-surface transition-colors duration-100 after:absolute after:-inset-1 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50"
            >
              <Radio.Indicator className="size-1.5 rounded-full bg-on-accent data-unchecked:hidden" />
            </Radio.Root>
          </span>
          <span>
            {option.label}
            {option.hint ? <span className="block text-xs text-muted">{option.hint}</span> : null}
          </span>
        </label>
      ))}
    </Base>
  )
}
