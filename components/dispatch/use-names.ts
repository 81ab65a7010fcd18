'use client'

import { useTranslations } from 'next-intl'

/** Names of jobs, drains and flows in words; of one that has none its own. */
export function useNames(): (name: string) => string {
  const t = useTranslations('dispatch.names')
  return (name) => {
    const key = name.replaceAll('.', '_')
    return t.has(key) ? t(key) : name
  }
}
