'use client'

import { useTranslations } from 'next-intl'
import type { ListTaste } from './list-taste'
import { type StatusTab, StatusTabs } from './status-tabs'

/** For lists without tabs of the house: nothing until somebody has saved a view. */
export function ViewTabs({ taste, views, all }: { taste: ListTaste; views: readonly StatusTab[]; all: string }) {
  const t = useTranslations('ui.views')
  if (views.length === 0) return null
  const everything = { key: 'all', label: t('all'), href: taste.defaultView ? `${all}?view=all` : all }
  return (
    <StatusTabs
      items={[everything, ...views.map((view) => ({ ...view, divided: false }))]}
      current={taste.current?.id ?? 'all'}
    />
  )
}
