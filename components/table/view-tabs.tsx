'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ListTaste } from './list-taste'
import { type StatusTab, StatusTabs } from './status-tabs'

/** For lists without tabs of the house: nothing until somebody has saved a view. */
export function ViewTabs({ taste, views, all }: { taste: ListTaste; views: readonly StatusTab[]; all: string }) {
  const t = useTranslations('ui.views')
  const items = useMemo<StatusTab[]>(
    () => [
      { key: 'all', label: t('all'), href: taste.defaultView ? `${all}?view=all` : all },
      ...views.map((view) => ({ ...view, divided: false })),
    ],
    [views, taste, all, t],
  )
  return views.length > 0 ? <StatusTabs items={items} current={taste.current?.id ?? 'all'} /> : null
}
