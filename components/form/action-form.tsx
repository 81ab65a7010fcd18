'use client'

import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { cn } from '@/components/ui/cn'
import { FormErrors } from '@/components/ui/form-errors'
import { Conflict } from './conflict'
import type { ConflictProps } from './conflict-dialog'

export type ActionFormProps = {
  /** What useActionForm gave. */
  state: {
    submit: () => Promise<void>
    refusal: string | null
    errors: readonly { id: string; label: string; text: string }[]
    attempt?: number
    conflict?: ConflictProps | null
  }
  children: ReactNode
  className?: string
}

/** The form element: errors summed on top, ⌘⏎ (Ctrl+Enter) submits from any field. */
export function ActionForm({ state, children, className }: ActionFormProps) {
  const form = useRef<HTMLFormElement>(null)
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    form.current?.requestSubmit()
  }
  return (
    <>
      <form
        ref={form}
        noValidate
        className={cn('flex flex-col gap-4', className)}
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault()
          void state.submit()
        }}
      >
        <FormErrors message={state.refusal} errors={state.errors} attempt={state.attempt} />
        {children}
      </form>
      <Conflict of={state.conflict} />
    </>
  )
}
