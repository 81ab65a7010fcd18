import { createTranslator } from 'next-intl'
import type { Locale } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'
import { type RefusalTexts, refusalWords } from '@/lib/platform/i18n/refusal-words'

/** The words of refusals outside of any page, as a file has them. */
export function refusalWordsIn(locale: Locale): (refusal: Parameters<typeof refusalWords>[1]) => string {
  const messages = MESSAGES[locale]
  const texts = {
    errors: createTranslator({ locale, messages, namespace: 'errors' }),
    states: createTranslator({ locale, messages, namespace: 'orders.state' }),
    parcels: createTranslator({ locale, messages, namespace: 'orders.fulfilmentState' }),
    holds: createTranslator({ locale, messages, namespace: 'orders.hold' }),
  } as unknown as RefusalTexts
  return (refusal) => refusalWords(texts, refusal)
}
