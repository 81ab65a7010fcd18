import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

export type SectionProps = {
  title: ReactNode
  text?: ReactNode
  aside?: ReactNode
  children: ReactNode
  className?: string
}

/** A part of a page with its heading; cards group what belongs together inside it. */
export function Section({ title, text, aside, children, className }: SectionProps) {
  return (
    <section className={cn('flex min-w-0 flex-col gap-3', className)}>
      <div className="flex flex-wrap items-end justify-between gap-2">
        <div>
          <h2 className="text-base font-semibold">{title}</h2>
          {text ? <p className="text-sm text-muted">{text}</p> : null}
        </div>
        {aside}
      </div>
      {children}
    </section>
  )
}
