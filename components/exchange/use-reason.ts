import { useTranslations } from 'next-intl'

/** Why a row or a file could not be taken in, in words. */
export function useReason(): (code: string) => string {
  const t = useTranslations('exchange')
  return (code) => (t.has(`reasons.${code}`) ? t(`reasons.${code as 'unknown'}`) : t('otherReason'))
}
