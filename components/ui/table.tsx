import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Scroller } from './scroller'

/** Plain tables for a handful of rows inside a page; lists of records use DataList. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return (
    <Scroller className="w-full">
      <table className={cn('w-full border-collapse text-sm', className)} {...rest} />
    </Scroller>
  )
}

export function Th({ className, align, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      className={cn(
        'h-8 border-b border-line bg-sunken px-3 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4',
        align === 'right' ? 'text-right' : 'text-left',
        className,
      )}
      {...rest}
    />
  )
}

export function Td({ className, align, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      className={cn(
        'h-(--row) border-b border-line-soft px-3 py-1 first:pl-4 last:pr-4 in-[tr:last-child]:border-0',
        align === 'right' ? 'text-right' : 'text-left',
        className,
      )}
      {...rest}
    />
  )
}
