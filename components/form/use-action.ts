'use client'

import { useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import type { ActionResult } from './action-result'
import { answered } from './answered'
import { useRefusalText } from './use-refusal-text'

/** For buttons without a form: runs a server action, shows a refusal in words, calls back on success. */
export function useAction<I, T>(action: (input: I) => Promise<ActionResult<T>>, onDone: (value: T) => void) {
  const [pending, start] = useTransition()
  const { refusalText } = useRefusalText()
  const run = (input: I) =>
    start(async () => {
      const result = await answered(action(input))
      if (result.ok) onDone(result.value)
      else toast.error(refusalText(result.refusal))
    })
  return { run, pending }
}
