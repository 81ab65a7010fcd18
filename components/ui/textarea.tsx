import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlStyle } from './control-style'

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} className={cn(controlStyle, 'field-sizing-content min-h-18 py-1.5', className)} {...rest} />
}
