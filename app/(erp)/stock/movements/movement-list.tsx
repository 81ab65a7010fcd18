'use client'

import { History } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { MovementTable } from '@/components/stock/movement-table'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { EmptyState } from '@/components/ui/empty-state'
import type { MovementView } from '@/lib/modules/inventory/schema'

type Props = {
  tasted: TastedList
  page: { items: MovementView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  filtered: boolean
}

export function MovementList({ tasted, page, warehouses, filtered }: Props) {
  const t = useTranslations('stock')
  const filters = useMemo<FilterDef[]>(() => {
    const options = optionsOf(warehouses)
    return [{ kind: 'select', key: 'warehouseCode', label: t('warehouse'), options }]
  }, [t, warehouses])
  const search = useMemo(() => ({ key: 'skuCode', placeholder: t('skuCode') }), [t])
  return (
    <>
      <ListBar tasted={tasted} filters={filters} search={search} />
      <MovementTable
        taste={tasted.taste}
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
