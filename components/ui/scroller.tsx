'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { cn } from './cn'

/**
 * Something wider or longer than its place. Where it does not fit it takes the focus, so that the arrow keys move it; where
 * it fits it is no stop on the way.
 */
export function Scroller({ className, children }: { className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => {
      const fits = element.scrollWidth <= element.clientWidth && element.scrollHeight <= element.clientHeight
      if (fits) element.removeAttribute('tabindex')
      else element.tabIndex = 0
    }
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    return () => observer.disconnect()
  }, [])
  return (
    // relative: what is hidden for the eye only must scroll along, not widen the page.
    <div ref={box} className={cn('relative overflow-auto', className)}>
      {children}
    </div>
  )
}
