'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Does one thing to an order, says what came of it, and reads the page anew: also after a refusal, since then it was out of date. */
export function useOrderAct() {
  const router = useRouter()
  const { refusalText } = useRefusalText()
  const [pending, start] = useTransition()
  function act<T>(work: () => Promise<Outcome<T>>, said: string, after?: (value: T) => void) {
    start(async () => {
      const result = await work()
      if (result.ok) {
        toast.success(said)
        after?.(result.value)
      } else toast.error(refusalText(result.refusal))
      router.refresh()
    })
  }
  return { act, pending }
}
