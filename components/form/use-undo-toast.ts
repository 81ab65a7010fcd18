'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { toast } from '@/components/ui/toast'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import { answered } from './answered'
import { useRefusalText } from './use-refusal-text'

/**
 * Says what was done and offers to take it back while the message stands (eight seconds). `undo` does the inverse on the server; a
 * refusal (somebody has changed it meanwhile) is said in words. Its value, when it is a text, is said instead of "undone".
 */
export function useUndoToast() {
  const t = useTranslations('ui.undo')
  const { refusalText } = useRefusalText()
  const router = useRouter()
  /** `id`: a later message of the same id takes the place of this one. */
  return (said: string, undo: () => Promise<Outcome<string | null>>, id?: string) => {
    toast.success(said, {
      ...(id !== undefined && { id }),
      action: {
        label: t('undo'),
        onClick: async () => {
          const outcome = await answered(undo())
          if (outcome.ok) toast.success(outcome.value ?? t('undone'))
          else toast.error(refusalText(outcome.refusal))
          router.refresh()
        },
      },
    })
  }
}
