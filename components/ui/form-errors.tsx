'use client'

import { OctagonAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'

export type FormErrorsProps = {
  /** Why the whole was refused, when no single field is to blame. */
  message?: string | null
  /** `id` is the id of the control; the words are the same as at the field. */
  errors?: readonly { id: string; label: string; text: string }[]
  /** Counts the tries to submit: each one that fails brings the focus here again. */
  attempt?: number
}

/** Everything that is wrong, on top; it takes the focus when it appears, and each line leads to its field. */
export function FormErrors({ message, errors = [], attempt = 0 }: FormErrorsProps) {
  const t = useTranslations('ui.form')
  const box = useRef<HTMLDivElement>(null)
  const shown = Boolean(message) || errors.length > 0
  // Not whenever the list changes: it shrinks while somebody corrects a field, who must not be torn out of it.
  const occasion = shown ? `${attempt} ${message ?? ''}` : ''
  useEffect(() => {
    if (occasion !== '') box.current?.focus()
  }, [occasion])
  if (!shown) return null
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="flex gap-3 rounded-md border border-danger-line bg-danger-soft p-3 text-sm"
    >
      <OctagonAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="min-w-0">
        <p className="font-medium text-danger-text">{message ?? t('summary', { count: errors.length })}</p>
        {errors.length > 0 ? (
          <ul className="mt-1 list-disc pl-4 marker:text-danger-text">
            {errors.map((error) => (
              <li key={error.id + error.text}>
                <a
                  href={`#${error.id}`}
                  className="underline underline-offset-2"
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(error.id)?.focus()
                  }}
                >
                  {error.label}
                </a>{' '}
                — {error.text}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </div>
  )
}
