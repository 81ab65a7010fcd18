import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

/** The margins of every page; `wide` for lists that use the whole window. */
export function PageBody({
  children,
  wide = false,
  className,
}: {
  children: ReactNode
  wide?: boolean
  className?: string
}) {
  return (
    <div
      className={cn(
        'flex w-full min-w-0 flex-1 flex-col gap-4 p-4 md:px-6 md:py-4',
        wide ? 'md:h-[calc(100dvh-var(--bar))] md:min-h-0 md:flex-none' : 'mx-auto max-w-7xl',
        className,
      )}
    >
      {children}
    </div>
  )
}
