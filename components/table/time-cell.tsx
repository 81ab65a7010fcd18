'use client'

import { useLocale } from 'next-intl'
import { useTenant } from '@/components/layout/tenant-context'
import { cn } from '@/components/ui/cn'
import { exactTime, relativeTime } from './format-time'

export type TimeCellProps = {
  /** ISO instant as the views carry it. */
  value: string | null | undefined
  /** A deadline: red when it has passed, amber within 12 hours. */
  due?: boolean
  /** Shows the exact time in the text instead of "3 hours ago". */
  exact?: boolean
  className?: string
}

const SOON_MS = 12 * 3_600_000

export function TimeCell({ value, due = false, exact = false, className }: TimeCellProps) {
  const locale = useLocale()
  const { timeZone } = useTenant()
  if (!value) return <span className="text-subtle">—</span>
  const at = new Date(value)
  const now = Date.now()
  const left = at.getTime() - now
  const full = exactTime(at, timeZone)
  return (
    <time
      dateTime={value}
      title={`${full} ${timeZone}`}
      // The server's "3 minutes ago" may be four by the time the browser reads it.
      suppressHydrationWarning
      className={cn(
        'whitespace-nowrap',
        due && left < 0 && 'font-medium text-danger-text',
        due && left >= 0 && left < SOON_MS && 'text-amber-text',
        className,
      )}
    >
      {exact ? full : relativeTime(at, now, locale, timeZone)}
    </time>
  )
}
