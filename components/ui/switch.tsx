'use client'

import { Switch as Base } from '@base-ui/react/switch'
import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export type SwitchProps = Omit<ComponentProps<typeof Base.Root>, 'children' | 'className'> & {
  label: ReactNode
  help?: ReactNode
  className?: string
}

/** For what takes effect at once; inside a form that is saved, use a checkbox. */
export function Switch({ label, help, className, id, ...rest }: SwitchProps) {
  const ownId = useId()
  const switchId = id ?? ownId
  return (
    <label htmlFor={switchId} className={cn('flex min-h-6 items-start justify-between gap-4 text-sm', className)}>
      <span>
        {label}
        {help ? <span className="block text-xs text-muted">{help}</span> : null}
      </span>
      <Base.Root
        id={switchId}
        className="relative flex h-5 w-9 shrink-0 rounded-full bg-control p-0.5 transition-colors duration-100 after:absolute after:-inset-1 data-checked:bg-accent data-disabled:opacity-50"
        {...rest}
      >
        <Base.Thumb className="size-4 rounded-full bg-on-accent shadow-control transition-transform duration-100 data-checked:translate-x-4" />
      </Base.Root>
    </label>
  )
}
