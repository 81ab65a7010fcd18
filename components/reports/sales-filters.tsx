'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'

export function SalesFilters({ shops }: { shops: readonly { code: string; name: string }[] }) {
  const t = useTranslations('reports.sales')
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'dates', from: 'from', to: 'to', label: t('period') },
      {
        kind: 'select',
        key: 'shopCode',
        label: t('shop'),
        options: shops.map((shop) => ({ value: shop.code, label: shop.name })),
      },
      {
        kind: 'select',
        key: 'status',
        label: t('status'),
        options: (['valid', 'all'] as const).map((value) => ({ value, label: t(`statuses.${value}`) })),
      },
    ],
    [shops, t],
  )
  return <FilterBar filters={filters} />
}
