'use client'

import { useTranslations } from 'next-intl'
import type { Finding } from '@/lib/modules/rules/schema'

/** A remark on a rule, in words. */
export function useFindingText(nameOf: (ruleId: string) => string) {
  const t = useTranslations('rules')
  return (finding: Finding): string => {
    const other = finding.otherId ? nameOf(finding.otherId) : ''
    const degree = finding.sure ? 'sure' : 'may'
    switch (finding.code) {
      case 'never_matches':
        return finding.group === null
          ? t('finding.never_matches')
          : t('finding.never_matchesGroup', { group: finding.group + 1 })
      case 'shadowed':
        return finding.sure && !finding.otherId ? t('finding.shadowedMany') : t(`finding.shadowed.${degree}`, { other })
      case 'opposite':
        return t(`finding.opposite.${degree}`, { other })
      case 'superseded':
        return t('finding.superseded', { other })
      case 'unknown_value':
        return t('finding.unknown_value', { detail: finding.detail })
      default:
        return t('finding.currency_open')
    }
  }
}
