import { createTranslator } from 'next-intl'
import type { PaperText } from '@/lib/adapters/printing/label'
import type { PrintSettings } from '@/lib/modules/prints/schema'
import { MESSAGES } from '@/lib/platform/i18n/messages'

/** The words of a paper in the language of whom it is for, whatever the page's. */
export function paperWords(locale: PrintSettings['language']): PaperText {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'prints.paper' })
  return t as unknown as PaperText
}
