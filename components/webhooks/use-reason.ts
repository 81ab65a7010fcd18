'use client'

import { useTranslations } from 'next-intl'

/** What went wrong with an attempt, in words. */
export function useReason(): (trouble: string | null) => string {
  const t = useTranslations('webhooks.reason')
  return (trouble) => {
    if (trouble === null) return ''
    const status = /^http_(\d+)$/.exec(trouble)?.[1]
    if (status) return t('http', { status })
    return t.has(trouble as 'timeout') ? t(trouble as 'timeout') : trouble
  }
}
