'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { MovementTable } from '@/components/stock/movement-table'
import { FilterBar } from '@/components/table/filter-bar'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { EmptyState } from '@/components/ui/empty-state'
import type { MovementView } from '@/lib/modules/inventory/schema'

type Props = {
  page: { items: MovementView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  filtered: boolean
}

export function MovementList({ page, warehouses, filtered }: Props) {
  const t = useTranslations('stock')
  const filters = useMemo<FilterDef[]>(() => {
    const options = optionsOf(warehouses)
    return [{ kind: 'select', key: 'warehouseCode', label: t('warehouse'), options }]
  }, [t, warehouses])
  const search = useMemo(() => ({ key: 'skuCode', placeholder: t('skuCode') }), [t])
  return (
    <>
      <FilterBar filters={filters} search={search} />
      <MovementTable
        label={t('movements.title')}
        rows={page.items}
        nextCursor={page.nextCursor}
        warehouses={warehouses}
        empty={
          <EmptyState
            icon={<History />}
            title={t(filtered ? 'movements.filtered' : 'movements.empty')}
            text={t(filtered ? 'movements.filteredText' : 'movements.emptyText')}
          />
        }
      />
    </>
  )
}
