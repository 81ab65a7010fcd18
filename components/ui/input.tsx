import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { controlStyle } from './control-style'

export type InputProps = ComponentProps<'input'> & {
  /** Stands inside at the left, e.g. a search icon or a currency. */
  lead?: ReactNode
  /** Stands inside at the right, e.g. a unit. */
  trail?: ReactNode
}

/** Without a last day the year of a date takes six digits, and typing it straight through ends in the year 203606. */
const lastDay = '9999-12-31'

export function Input({ className, lead, trail, max, ...rest }: InputProps) {
  const input = (
    <input
      className={cn(controlStyle, 'h-9 md:h-8', lead && 'pl-8', trail && 'pr-10', className)}
      max={max ?? (rest.type === 'date' ? lastDay : undefined)}
      {...rest}
    />
  )
  if (!lead && !trail) return input
  return (
    <span className="relative flex w-full items-center [&_svg]:size-4">
      {lead ? <span className="pointer-events-none absolute left-2.5 flex text-subtle">{lead}</span> : null}
      {input}
      {trail ? <span className="absolute right-2 flex text-sm text-muted">{trail}</span> : null}
    </span>
  )
}
