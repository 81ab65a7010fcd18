import type { ReactNode } from 'react'
import { cn } from './cn'

export type EmptyStateProps = {
  icon?: ReactNode
  /** What belongs here. */
  title: ReactNode
  /** Why it is empty. */
  text?: ReactNode
  /** The one button that fills it. */
  action?: ReactNode
  className?: string
}

export function EmptyState({ icon, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-col items-center gap-1 px-6 py-14 text-center', className)}>
      {icon ? (
        <span className="mb-3 flex size-10 items-center justify-center rounded-lg border border-line bg-sunken text-muted [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <div className="font-medium">{title}</div>
      {text ? <p className="max-w-md text-sm text-muted">{text}</p> : null}
      {action ? <div className="mt-4 flex gap-2">{action}</div> : null}
    </div>
  )
}
