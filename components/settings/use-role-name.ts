'use client'

import { useTranslations } from 'next-intl'

/** Built-in roles are rows with Chinese names; a reader of another language is told their meaning. Own roles keep their name. */
export function useRoleName() {
  const t = useTranslations('settings.role')
  return ({ code, name }: { code: string; name: string }) => (t.has(code) ? t(code) : name)
}
