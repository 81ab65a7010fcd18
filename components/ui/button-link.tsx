import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonStyle, buttonStyle } from './button-style'
import { cn } from './cn'

/** Looks like a button, is a link: for what goes somewhere rather than does something. */
export function ButtonLink({ variant, size, className, ...rest }: ComponentProps<typeof Link> & ButtonStyle) {
  return <Link className={cn(buttonStyle({ variant, size }), className)} {...rest} />
}
