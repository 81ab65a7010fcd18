import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneDot } from './tone'

export type DotBadgeProps = {
  tone: Tone
  /** A ring instead of a disc: the same colour, one step earlier. */
  outline?: boolean
  struck?: boolean
  children: ReactNode
  className?: string
}

/** Dot and word: the word carries the meaning, the colour only makes it quick to find. */
export function DotBadge({ tone, outline = false, struck = false, children, className }: DotBadgeProps) {
  return (
    <span className={cn('inline-flex items-center gap-1.5 text-sm whitespace-nowrap', className)}>
      <span
        aria-hidden="true"
        className={cn('size-2 shrink-0 rounded-full border-2', toneDot[tone], outline && 'bg-transparent')}
      />
      <span className={cn(struck && 'text-muted line-through')}>{children}</span>
    </span>
  )
}
