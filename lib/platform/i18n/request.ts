import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { isLocale, LOCALE_COOKIE, localeOf } from '@/lib/platform/i18n/locales'
import { MESSAGES } from '@/lib/platform/i18n/messages'

export default getRequestConfig(async () => {
  const wished = (await cookies()).get(LOCALE_COOKIE)?.value
  const locale = isLocale(wished) ? wished : localeOf((await headers()).get('accept-language'))
  // A tenant's own zone is given to the cells by the frame; this one only serves pages outside a tenant.
  return { locale, messages: MESSAGES[locale], timeZone: 'Asia/Shanghai' }
})
