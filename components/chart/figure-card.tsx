import { ArrowDownRight, ArrowUpRight } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { Spark } from './spark'

export type FigureCardProps = {
  label: ReactNode
  /** Already written, e.g. by formatMoney. */
  value: ReactNode
  /** The change against the period before, already written ("+12.4 %"), and whether that is good. */
  change?: { text: string; direction: 'up' | 'down' | 'same'; good: boolean } | null
  note?: ReactNode
  trend?: readonly number[]
  href?: string
}

/** One figure of the dashboard: what, how much, how it changed, and the way to the rows behind it. */
export function FigureCard({ label, value, change, note, trend, href }: FigureCardProps) {
  const body = (
    <>
      <p className="text-sm text-muted">{label}</p>
      <div className="mt-1.5 flex items-end justify-between gap-3">
        <p className="truncate text-2xl font-semibold tracking-tight tabular-nums">{value}</p>
        {trend ? <Spark values={trend} /> : null}
      </div>
      <p className="mt-1 flex min-h-4 items-center gap-1 text-xs text-muted">
        {change ? (
          <span
            className={cn(
              'inline-flex items-center gap-0.5 font-medium tabular-nums [&_svg]:size-3.5',
              change.direction !== 'same' && (change.good ? 'text-green-text' : 'text-danger-text'),
            )}
          >
            {change.direction === 'up' ? <ArrowUpRight aria-hidden="true" /> : null}
            {change.direction === 'down' ? <ArrowDownRight aria-hidden="true" /> : null}
            {change.text}
          </span>
        ) : null}
        {note}
      </p>
    </>
  )
  const style = 'block min-w-0 rounded-lg border border-line bg-surface p-4'
  return href ? (
    <Link href={href} className={cn(style, 'transition-colors duration-100 hover:border-line-strong hover:bg-hover')}>
      {body}
    </Link>
  ) : (
    <div className={style}>{body}</div>
  )
}
