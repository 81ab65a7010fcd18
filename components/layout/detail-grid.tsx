import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** A detail page: facts in the left two thirds, time line and notes in the right third; below each other on a phone. */
export function DetailGrid({ children, aside }: { children: ReactNode; aside: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-4 lg:grid-cols-3">
      <div className="flex min-w-0 flex-col gap-4 lg:col-span-2">{children}</div>
      <aside className="flex min-w-0 flex-col gap-4">{aside}</aside>
    </div>
  )
}

export type Fact = { key: string; label: ReactNode; value: ReactNode; wide?: boolean }

/** Label and value pairs in columns. */
export function Facts({ items, className }: { items: readonly Fact[]; className?: string }) {
  return (
    <dl className={cn('grid grid-cols-2 gap-x-6 gap-y-3 text-sm md:grid-cols-3', className)}>
      {items.map((item) => (
        <div key={item.key} className={cn('min-w-0', item.wide && 'col-span-full')}>
          <dt className="text-xs text-muted">{item.label}</dt>
          <dd className="mt-0.5 min-h-5 wrap-break-word">{item.value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}
