'use client'

import { type FormEvent, useTransition } from 'react'
import { useTold } from '@/components/auth/use-told'
import type { Outcome } from '@/lib/platform/entrance/outcome'

export type AuthAction = (input: unknown) => Promise<Outcome<null>>

/**
 * Sends a form's fields to an action and, when it succeeds, leaves for `next` by a full load: nothing of another session
 * stays in memory. The forms say method="post", so that one sent before this code runs keeps its password out of the address.
 */
export function useAuthForm(form: string, labels: Record<string, string>, action: AuthAction, next: string) {
  const told = useTold(form, labels)
  const [pending, start] = useTransition()
  const submit = (event: FormEvent<HTMLFormElement>, more: Record<string, unknown> = {}) => {
    event.preventDefault()
    const input = { ...Object.fromEntries(new FormData(event.currentTarget)), ...more }
    told.clear()
    start(async () => {
      const outcome = await action(input)
      if (outcome.ok) window.location.assign(next)
      else told.tell(outcome.refusal, input)
      // Stay pending until the next page is there: a second press would be a second try.
      if (outcome.ok) await new Promise(() => undefined)
    })
  }
  return { ...told, pending, submit }
}
