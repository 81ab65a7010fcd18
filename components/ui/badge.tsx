import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneSoft, toneText } from './tone'

export type BadgeProps = { tone?: Tone; children: ReactNode; className?: string; title?: string }

/** A short word about a thing: a hold, a flag, a tag, a count. For states use DotBadge. */
export function Badge({ tone = 'grey', children, className, title }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-xs font-medium whitespace-nowrap [&_svg]:size-3',
        toneSoft[tone],
        toneText[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
