'use client'

import { ClipboardCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { DocumentList, type DocumentListPage } from '@/components/places/document-list'
import { Quantity } from '@/components/stock/quantity'
import { StocktakeBadge } from '@/components/stock/stocktake-badge'
import type { ListColumn } from '@/components/table/columns'
import { stocktakeStates } from '@/lib/modules/inventory/states'
import type { StocktakeItem } from '@/lib/modules/inventory/stocktake-schema'

export function StocktakeList(props: DocumentListPage<StocktakeItem>) {
  const { warehouses } = props
  const t = useTranslations('stocktakes')
  const columns = useMemo<ListColumn<StocktakeItem>[]>(
    () => [
      { key: 'state', header: t('state'), cell: (row) => <StocktakeBadge state={row.state} /> },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode },
      {
        key: 'kind',
        header: t('kind'),
        cell: (row) => [t(`kinds.${row.kind}`), row.zoneCode ?? row.abcClass].filter(Boolean).join(' '),
      },
      { key: 'lines', header: t('lines'), align: 'right', cell: (row) => <Quantity value={row.lines} /> },
      { key: 'createdBy', header: t('createdBy'), cell: (row) => row.createdBy },
    ],
    [t, warehouses],
  )
  const states = useMemo(() => stocktakeStates.states.map((value) => ({ value, label: t(`states.${value}`) })), [t])
  return (
    <DocumentList
      {...props}
      t={t}
      base="/stock/stocktakes"
      icon={<ClipboardCheck />}
      columns={columns}
      states={states}
    />
  )
}
