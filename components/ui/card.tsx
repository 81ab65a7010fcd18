import type { ReactNode } from 'react'
import { cn } from './cn'

export type CardProps = {
  title?: ReactNode
  /** At the right of the title: a link, a menu, a period. */
  aside?: ReactNode
  children: ReactNode
  className?: string
  /** Off for tables and lists that run to the edges. */
  padded?: boolean
}

export function Card({ title, aside, children, className, padded = true }: CardProps) {
  return (
    <section className={cn('min-w-0 overflow-hidden rounded-lg border border-line bg-surface', className)}>
      {title || aside ? (
        <header className="flex min-h-11 items-center justify-between gap-3 border-b border-line-soft px-4 py-2">
          <h2 className="text-sm font-semibold">{title}</h2>
          {aside ? <div className="flex items-center gap-2 text-sm">{aside}</div> : null}
        </header>
      ) : null}
      <div className={cn(padded && 'p-4')}>{children}</div>
    </section>
  )
}
