'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { answered } from '@/components/form/answered'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { useUndoToast } from '@/components/form/use-undo-toast'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'

/** Does one thing to an order, says what came of it, and reads the page anew: also after a refusal, since then it was out of date. */
export function useOrderAct() {
  const router = useRouter()
  const { refusalText } = useRefusalText()
  const sayUndo = useUndoToast()
  const [pending, start] = useTransition()
  /** `undo`: offered while the message stands. */
  function act<T>(
    work: () => Promise<Outcome<T>>,
    said: string,
    after?: (value: T) => void,
    undo?: () => Promise<Outcome<string | null>>,
  ) {
    start(async () => {
      const result = await answered(work())
      if (result.ok) {
        if (undo) sayUndo(said, undo)
        else toast.success(said)
        after?.(result.value)
      } else toast.error(refusalText(result.refusal))
      router.refresh()
    })
  }
  return { act, pending }
}
