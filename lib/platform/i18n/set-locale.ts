'use server'

import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE } from '@/lib/platform/i18n/locales'

/** Remembers the reader's language for a year; anything we do not speak is ignored. */
export async function setLocale(locale: unknown): Promise<void> {
  if (!isLocale(locale)) return
  const jar = await cookies()
  jar.set(LOCALE_COOKIE, locale, { path: '/', maxAge: 31_536_000, sameSite: 'lax', httpOnly: false })
}
