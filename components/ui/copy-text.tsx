'use client'

import { Check, Copy } from 'lucide-react'
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

/** An id, code or tracking number in the mono face; the copy button shows on hover and on focus. */
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
    <span className={cn('group/copy inline-flex max-w-full items-center gap-0.5', className)}>
      <span className="truncate font-mono text-[0.93em] tracking-tight">{children ?? value}</span>
      <button
        type="button"
        onClick={(event) => {
          event.stopPropagation()
          void copy()
        }}
        aria-label={t('label', { value })}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-sm text-subtle opacity-0 transition-opacity duration-100 group-hover/copy:opacity-100 hover:bg-hover hover:text-fg focus-visible:opacity-100 pointer-coarse:opacity-100 [&_svg]:size-3.5"
      >
        {copied ? <Check className="text-green-text" /> : <Copy />}
      </button>
      {copied ? (
        <span role="alert" className="sr-only">
          {t('done')}
        </span>
      ) : null}
    </span>
  )
}
