import { getLocale } from 'next-intl/server'
import { DEFAULT_LOCALE, isLocale, type Locale } from '@/lib/platform/i18n/locales'

/** The language of this request, for what is written to somebody because of it. */
export async function localeNow(): Promise<Locale> {
  const locale = await getLocale()
  return isLocale(locale) ? locale : DEFAULT_LOCALE
}
