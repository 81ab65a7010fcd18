'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { useViewCounts } from './use-view-counts'

export type StatusTab = {
  key: string
  label: ReactNode
  href: string
  count?: number | null
  /** There are more than `count`: it is where counting stopped. */
  capped?: boolean
  /** Draws the count as a warning when it is not zero: the exception bucket. */
  alarm?: boolean
  /** A saved view of this list: its figure is asked for after the page stands. */
  viewOf?: string
  /** The first of another kind: a line stands before it. */
  divided?: boolean
}

export type StatusTabsProps = { items: readonly StatusTab[]; current: string; aside?: ReactNode }

/** The saved views of a list with their counts; links, so that each can be opened in a new tab and shared. */
export function StatusTabs({ items, current, aside }: StatusTabsProps) {
  const t = useTranslations('ui.filter')
  const row = useRef<HTMLElement>(null)
  const figures = useViewCounts(items)
  // A view of one's own may stand beyond the edge of a narrow window.
  useEffect(() => {
    row.current
      ?.querySelector(`[data-tab="${CSS.escape(current)}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <div className="flex items-end justify-between gap-4 border-b border-line">
      <nav
        ref={row}
        aria-label={t('views')}
        className="-mb-px flex min-w-0 gap-0.5 overflow-x-auto [scrollbar-width:none]"
      >
        {items.map((item) => {
          const active = item.key === current
          const { count = null, capped = false } = figures.get(item.key) ?? item
          const figure = cn(
            'rounded-sm px-1 text-xs tabular-nums',
            item.alarm && item.count
              ? 'bg-danger-soft text-danger-text'
              : active
                ? 'bg-accent-soft text-accent-text'
                : 'bg-hover text-muted',
          )
          return (
            <Link
              key={item.key}
              href={item.href}
              data-tab={item.key}
              prefetch={false}
              aria-current={active ? 'page' : undefined}
              className={cn(
                'flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2 text-sm whitespace-nowrap -outline-offset-2 transition-colors duration-100',
                active
                  ? 'border-accent font-medium text-fg'
                  : 'border-transparent text-muted hover:border-line-strong hover:text-fg',
                item.divided && 'before:mr-2 before:h-4 before:w-px before:bg-line-strong',
              )}
            >
              {item.label}
              {count === null ? null : (
                <span data-figure="" className={figure}>
                  {count.toLocaleString('en-US')}
                  {capped ? '+' : ''}
                </span>
              )}
            </Link>
          )
        })}
      </nav>
      {aside ? <div className="flex shrink-0 items-center gap-2 pb-1.5">{aside}</div> : null}
    </div>
  )
}
