'use client'

import { type FormEvent, useTransition } from 'react'
import { useTold } from '@/components/auth/use-told'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type AuthAction<T = null> = (input: unknown) => Promise<Outcome<T>>

/**
 * Sends a form's fields to an action and, when it succeeds, leaves for `next` by a full load, so that nothing of another
 * session stays in memory; or calls `next` with what was answered. The forms say method="post", so that one sent before this code runs keeps its password out of the address.
 */
export function useAuthForm<T = null>(
  form: string,
  labels: Record<string, string>,
  action: AuthAction<T>,
  next: string | ((value: T) => void),
) {
  const told = useTold(form, labels)
  const [pending, start] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>, more: Record<string, unknown> = {}) => {
    event.preventDefault()
    const input = { ...Object.fromEntries(new FormData(event.currentTarget)), ...more }
    told.clear()
    start(async () => {
      const outcome = await action(input)
      if (!outcome.ok) return told.tell(outcome.refusal, input)
      if (typeof next === 'function') return next(outcome.value)
      window.location.assign(next)
      // Stay pending until the next page is there: a second press would be a second try.
      await new Promise(() => undefined)
    })
  }
  return { ...told, pending, submit }
}
