'use client'

import { type AbstractIntlMessages, NextIntlClientProvider } from 'next-intl'
import { createContext, type ReactNode, use } from 'react'

type Props = { locale: string; timeZone: string; texts: string; children: ReactNode }

const none: AbstractIntlMessages = {}
const Above = createContext(none)

// The server draws every page out of the same few bundles, each below the same one.
const read = new WeakMap<AbstractIntlMessages, Map<string, AbstractIntlMessages>>()

/**
 * The texts of those above and its own. They travel as one string: a thousand small ones would each be written, escaped and
 * looked at on their own, on every page.
 */
export function MessagesProvider({ locale, timeZone, texts, children }: Props) {
  const above = use(Above)
  const known = read.get(above) ?? new Map<string, AbstractIntlMessages>()
  read.set(above, known)
  const messages = known.get(texts) ?? { ...above, ...(JSON.parse(texts) as AbstractIntlMessages) }
  known.set(texts, messages)
  return (
    <Above value={messages}>
      <NextIntlClientProvider locale={locale} timeZone={timeZone} messages={messages}>
        {children}
      </NextIntlClientProvider>
    </Above>
  )
}
