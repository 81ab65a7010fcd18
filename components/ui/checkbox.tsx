'use client'

import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from './cn'

export type CheckboxProps = Omit<
  ComponentProps<'input'>,
  'type' | 'children' | 'className' | 'checked' | 'onChange' | 'ref'
> & {
  checked: boolean
  onCheckedChange: (checked: boolean) => void
  /** Some of what it stands for is chosen, not all. */
  indeterminate?: boolean
  label?: ReactNode
  help?: ReactNode
  className?: string
}

/**
 * The browser's own box in our dress (`.tick` in list.css): a page of rows has fifty, and each costs next to nothing.
 * The box is 16 px, what can be hit is 24 px. Without `label` give `aria-label`.
 */
export function Checkbox({
  label,
  help,
  className,
  id,
  checked,
  onCheckedChange,
  indeterminate = false,
  ...rest
}: CheckboxProps) {
  const ownId = useId()
  const boxId = id ?? ownId
  const box = (
    <input
      {...rest}
      type="checkbox"
      id={label ? boxId : id}
      className="tick"
      checked={checked}
      onChange={(event) => onCheckedChange(event.target.checked)}
      // React has no attribute for it.
      ref={(element) => {
        if (element) element.indeterminate = indeterminate
      }}
    />
  )
  if (!label) return className ? <span className={className}>{box}</span> : box
  return (
    <label htmlFor={boxId} className={cn('flex min-h-6 items-start gap-2 text-sm', className)}>
      <span className="flex h-5 items-center">{box}</span>
      <span>
        {label}
        {help ? <span className="block text-xs text-muted">{help}</span> : null}
      </span>
    </label>
  )
}
