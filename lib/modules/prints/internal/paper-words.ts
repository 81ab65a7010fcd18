import { createTranslator } from 'next-intl'
import type { PaperText } from '@/lib/adapters/printing/label'
import type { Address } from '@/lib/modules/orders/schema'
import { readsChinese } from '@/lib/modules/prints/internal/address'
import type { PrintSettings } from '@/lib/modules/prints/schema'
import type { PaperLanguage } from '@/lib/modules/prints/states'
import { MESSAGES } from '@/lib/platform/i18n/messages'

/** The words of a paper in the language of whom it is for, whatever the page's. */
export function paperWords(locale: PaperLanguage): PaperText {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'prints.paper' })
  return t as unknown as PaperText
}

/** A parcel's paper speaks the shop's language, or its receiver's. */
export const languageFor = ({ language }: PrintSettings, to: Address | null): PaperLanguage =>
  language === 'receiver' ? (readsChinese(to) ? 'zh-CN' : 'en') : language

/** Papers that stay in the house have no receiver. */
export const houseLanguage = ({ language }: PrintSettings): PaperLanguage =>
  language === 'receiver' ? 'zh-CN' : language

export const markOf = (t: PaperText, copy: number) => (copy < 2 ? '' : t('reprint', { copy }))
