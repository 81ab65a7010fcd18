import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  /** Read aloud and shown as the tooltip: an icon alone explains nothing. */
  label: string
  children: ReactNode
  size?: 'sm' | 'md'
  pressed?: boolean
}

export function IconButton({ label, children, size = 'md', pressed, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cn(
          'inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100 hover:bg-hover hover:text-fg active:bg-pressed disabled:opacity-50 aria-pressed:bg-pressed aria-pressed:text-fg [&_svg]:size-4',
          size === 'sm' ? 'size-6' : 'size-8',
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  )
}
