'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useTransition } from 'react'
import { setLocale } from '@/lib/platform/i18n/set-locale'

type Props = {
  /** Keeps the choice with the member, for what is written to them while they are away. */
  keep?: (choice: { locale: string }) => Promise<unknown>
}

/** Two languages need no menu: the button shows the one you would get. */
export function LanguageSwitch({ keep }: Props) {
  const t = useTranslations('common.language')
  const locale = useLocale()
  const router = useRouter()
  const [pending, start] = useTransition()
  const next = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <button
      type="button"
      disabled={pending}
      lang={next}
      // Begins with what is written on it, for who speaks to the screen.
      aria-label={`${next === 'en' ? 'EN, English' : '中文'}: ${t('switch')}`}
      title={t('switch')}
      onClick={() =>
        start(async () => {
          await setLocale(next)
          await keep?.({ locale: next })
          router.refresh()
        })
      }
      className="flex h-8 min-w-8 items-center justify-center rounded-md px-2 text-sm font-medium text-muted hover:bg-hover hover:text-fg disabled:opacity-50"
    >
      {next === 'en' ? 'EN' : '中文'}
    </button>
  )
}
