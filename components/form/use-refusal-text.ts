'use client'

import { useTranslations } from 'next-intl'
import type { Told } from '@/lib/platform/entrance/outcome'
import { fieldWords, type RefusalTexts, refusalWords } from '@/lib/platform/i18n/refusal-words'

/** Words for a refusal and for a field's error code, in the reader's language. */
export function useRefusalText() {
  const errors = useTranslations('errors')
  const states = useTranslations('orders.state')
  const parcels = useTranslations('orders.fulfilmentState')
  const holds = useTranslations('orders.hold')
  const texts = { errors, states, parcels, holds } as unknown as RefusalTexts
  return {
    refusalText: (told: Told) => refusalWords(texts, told),
    fieldText: (code: string, value?: unknown) => fieldWords(texts.errors, code, value),
  }
}
