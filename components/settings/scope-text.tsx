'use client'

import { useTranslations } from 'next-intl'
import type { Place } from '@/components/settings/scope-picker'

/** "All", or the names that are known here, or how many there are. */
export function ScopeText({ ids, places }: { ids: readonly string[] | null; places: readonly Place[] }) {
  const t = useTranslations('settings.scope')
  if (ids === null) return <span className="text-muted">{t('all')}</span>
  const names = places.filter((place) => ids.includes(place.id)).map((place) => place.name)
  if (names.length === ids.length && ids.length > 0 && ids.length <= 3) return <span>{names.join(t('separator'))}</span>
  return <span title={names.join(t('separator'))}>{t('some', { count: ids.length })}</span>
}
