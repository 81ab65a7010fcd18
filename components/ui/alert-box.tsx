import { CircleCheck, Info, OctagonAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { type Tone, toneSoft, toneText } from './tone'

export type AlertKind = 'info' | 'success' | 'waiting' | 'danger'

const KINDS: Record<AlertKind, { tone: Tone; icon: ReactNode }> = {
  info: { tone: 'blue', icon: <Info /> },
  success: { tone: 'green', icon: <CircleCheck /> },
  waiting: { tone: 'amber', icon: <TriangleAlert /> },
  danger: { tone: 'danger', icon: <OctagonAlert /> },
}

export type AlertBoxProps = {
  kind?: AlertKind
  title: ReactNode
  children?: ReactNode
  /** The button that lifts it. */
  action?: ReactNode
  className?: string
}

/** What stops something or must be known, beside the thing itself: what, since when, who can lift it, the button that does. */
export function AlertBox({ kind = 'info', title, children, action, className }: AlertBoxProps) {
  const { tone, icon } = KINDS[kind]
  return (
    <div
      role={kind === 'danger' ? 'alert' : 'status'}
      className={cn(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-md border p-3 text-sm',
        toneSoft[tone],
        className,
      )}
    >
      <span className={cn('flex h-5 items-center [&_svg]:size-4', toneText[tone])}>{icon}</span>
      <div className="min-w-0 flex-1 basis-60">
        <p className={cn('font-medium', toneText[tone])}>{title}</p>
        {children ? <div className="mt-0.5 text-fg">{children}</div> : null}
      </div>
      {action ? <div className="flex gap-2">{action}</div> : null}
    </div>
  )
}
