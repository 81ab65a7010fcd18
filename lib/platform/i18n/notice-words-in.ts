import { createTranslator } from 'next-intl'
import type { Locale } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'
import { type NoticeFacts, noticeWords } from '@/lib/platform/i18n/notice-words'

/** The words of a notice outside of any page, as a mail has them. */
export function noticeWordsIn(locale: Locale, notice: NoticeFacts): { text: string; href: string | null } {
  const messages = MESSAGES[locale]
  const t = createTranslator({ locale, messages, namespace: 'ui.notices' })
  const holds: Readonly<Record<string, string>> = messages.orders.hold
  return noticeWords({ t: t as unknown as (key: string) => string, hold: (code) => holds[code] ?? code }, notice)
}
