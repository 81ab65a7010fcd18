'use client'

import './globals.css'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DEFAULT_LOCALE, isLocale, LOCALE_COOKIE, type Locale } from '@/lib/platform/i18n/locales'
import en from '@/messages/en/common.json'
import zh from '@/messages/zh-CN/common.json'

const TEXTS = { 'zh-CN': zh, en } satisfies Record<Locale, typeof en>

/** Stands in for the root layout when that itself failed, so it brings its own texts instead of the provider's. */
export default function GlobalError({ retry }: { retry: () => void }) {
  const [locale, setLocale] = useState<Locale>(DEFAULT_LOCALE)
  useEffect(() => {
    const value = document.cookie.match(new RegExp(`${LOCALE_COOKIE}=([^;]+)`))?.[1]
    if (isLocale(value)) setLocale(value)
  }, [])
  const { error, actions } = TEXTS[locale]
  return (
    <html lang={locale}>
      <body>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-3 px-6 text-center">
          <h1 className="text-xl font-semibold">{error.title}</h1>
          <p className="text-muted">{error.text}</p>
          <Button variant="primary" onClick={retry}>
            {actions.retry}
          </Button>
        </main>
      </body>
    </html>
  )
}
