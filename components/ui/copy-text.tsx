'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { cn } from './cn'
import { toast } from './toast'

export type CopyTextProps = {
  value: string
  /** What is shown instead of the value, e.g. a link to the thing. */
  children?: ReactNode
  className?: string
}

/** An id, code or tracking number in the mono face; the copy button shows on hover and on focus (`.copy` in list.css). */
export function CopyText({ value, children, className }: CopyTextProps) {
  const t = useTranslations('ui.copy')
  const [copied, setCopied] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  async function copy() {
    try {
      // Undefined on plain http other than localhost, whatever the types say.
      await navigator.clipboard.writeText(value)
    } catch {
      toast.error(t('failed'))
      return
    }
    clearTimeout(timer.current)
    setCopied(true)
    timer.current = setTimeout(() => setCopied(false), 1500)
  }
  return (
    <span className={cn('copy', className)}>
      <span>{children ?? value}</span>
      <button
        type="button"
        onClick={(event) => {
          event.stopPropagation()
          void copy()
        }}
        aria-label={t('label', { value })}
        data-copied={copied || undefined}
      />
      {copied ? (
        <span role="alert" className="sr-only">
          {t('done')}
        </span>
      ) : null}
    </span>
  )
}
