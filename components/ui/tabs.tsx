'use client'

import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { cn } from './cn'

export type TabsProps = {
  items: readonly { value: string; label: ReactNode; count?: number; content: ReactNode }[]
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  className?: string
}

/** Parts of one page. For tabs that change the list behind them (and the URL) use StatusTabs. */
export function Tabs({ items, defaultValue, onValueChange, className, value }: TabsProps) {
  return (
    <Base.Root
      value={value}
      defaultValue={defaultValue ?? items[0]?.value}
      onValueChange={(next) => onValueChange?.(String(next))}
      className={className}
    >
      <Base.List className="relative flex gap-4 overflow-x-auto border-b border-line">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className={cn(
              'flex h-9 shrink-0 items-center gap-1.5 text-sm font-medium whitespace-nowrap text-muted -outline-offset-2 transition-colors duration-100 hover:text-fg data-active:text-fg',
            )}
          >
            {item.label}
            {item.count === undefined ? null : (
              <span data-figure="" className="text-xs font-normal text-subtle">
                {item.count}
              </span>
            )}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-150" />
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
