'use client'

import { useTranslations } from 'next-intl'

/** A length of time in its largest unit: 40 s, 12 min, 5 h, 3 d. */
export function useSpan(): (seconds: number) => string {
  const t = useTranslations('dispatch.span')
  return (seconds) => {
    if (seconds < 100) return t('seconds', { count: seconds })
    if (seconds < 6000) return t('minutes', { count: Math.round(seconds / 60) })
    if (seconds < 172_800) return t('hours', { count: Math.round(seconds / 3600) })
    return t('days', { count: Math.round(seconds / 86_400) })
  }
}
