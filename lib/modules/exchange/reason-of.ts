import type { Locale } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'

/** What people read where a row could not be taken in; the code beside it is for programs. */
export function reasonOf(code: string, locale: Locale = 'en'): string {
  const reasons: Readonly<Record<string, string>> = MESSAGES[locale].exchange.reasons
  return reasons[code] ?? MESSAGES[locale].exchange.otherReason
}
