'use client'

import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export type CheckboxProps = Omit<ComponentProps<typeof Base.Root>, 'children' | 'className'> & {
  label?: ReactNode
  help?: ReactNode
  className?: string
}

/** The box is 16 px, what can be hit is 24 px. Without `label` give `aria-label`. */
export function Checkbox({ label, help, className, id, ...rest }: CheckboxProps) {
  const ownId = useId()
  const boxId = id ?? ownId
  const box = (
    <Base.Root
      id={boxId}
      className="relative flex size-4 shrink-0 items-center justify-center rounded-sm border border-control bg-surface transition-colors duration-100 after:absolute after:-inset-1 data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
      {...rest}
    >
      <Base.Indicator
        className="flex text-on-accent data-unchecked:hidden"
        render={(props, state) => (
          <span {...props}>
            {state.indeterminate ? (
              <Minus className="size-3" strokeWidth={3} />
            ) : (
              <Check className="size-3" strokeWidth={3} />
            )}
          </span>
        )}
      />
    </Base.Root>
  )
  if (!label) return <span className={cn('inline-flex size-6 items-center justify-center', className)}>{box}</span>
  return (
    <label htmlFor={boxId} className={cn('flex min-h-6 items-start gap-2 text-sm', className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span>
        {label}
        {help ? <span className="block text-xs text-muted">{help}</span> : null}
      </span>
    </label>
  )
}
