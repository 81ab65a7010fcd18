import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from '@/components/ui/breadcrumbs'
import { cn } from '@/components/ui/cn'

export type PageHeaderProps = {
  title: ReactNode
  /** Beside the title: a state badge, a number. */
  badge?: ReactNode
  /** One line below: the facts that identify the thing. */
  subtitle?: ReactNode
  /** The one next action as primary button last, the rest before or behind "…". */
  actions?: ReactNode
  crumbs?: readonly Crumb[]
  /** For list pages: the bar on top already says it, so the heading is kept for screen readers alone. */
  titleInBar?: boolean
  className?: string
}

export function PageHeader({
  title,
  badge,
  subtitle,
  actions,
  crumbs,
  titleInBar = false,
  className,
}: PageHeaderProps) {
  if (titleInBar && !actions && !subtitle) return <h1 className="sr-only">{title}</h1>
  return (
    <div className={cn('flex flex-col gap-1', className)}>
      {crumbs ? <Breadcrumbs items={crumbs} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className={cn('text-xl font-semibold tracking-tight', titleInBar && 'sr-only')}>{title}</h1>
            {badge}
          </div>
          {subtitle ? <div className="mt-0.5 text-sm text-muted">{subtitle}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </div>
  )
}
