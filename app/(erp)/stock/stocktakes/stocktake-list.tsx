'use client'

import { ClipboardCheck, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Quantity } from '@/components/stock/quantity'
import { StocktakeBadge } from '@/components/stock/stocktake-badge'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { stocktakeStates } from '@/lib/modules/inventory/states'
import type { StocktakeItem } from '@/lib/modules/inventory/stocktake-schema'

type Props = {
  page: { items: StocktakeItem[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  mayCreate: boolean
  filtered: boolean
}

const rowId = (stocktake: StocktakeItem) => stocktake.id
const rowLabel = (stocktake: StocktakeItem) => stocktake.number
const hrefOf = (stocktake: StocktakeItem) => `/stock/stocktakes/${stocktake.id}`

export function StocktakeList({ page, warehouses, mayCreate, filtered }: Props) {
  const t = useTranslations('stocktakes')
  const columns = useMemo<ListColumn<StocktakeItem>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 170,
        cell: (row) => (
          <RowLink href={hrefOf(row)}>
            <span className="font-mono text-[0.93em]">{row.number}</span>
          </RowLink>
        ),
      },
      { key: 'state', header: t('state'), cell: (row) => <StocktakeBadge state={row.state} /> },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode },
      {
        key: 'kind',
        header: t('kind'),
        cell: (row) => [t(`kinds.${row.kind}`), row.zoneCode ?? row.abcClass].filter(Boolean).join(' '),
      },
      { key: 'lines', header: t('lines'), align: 'right', cell: (row) => <Quantity value={row.lines} /> },
      { key: 'createdBy', header: t('createdBy'), cell: (row) => row.createdBy },
      { key: 'createdAt', header: t('createdAt'), cell: (row) => <TimeCell value={row.createdAt} /> },
      { key: 'note', header: t('note'), wrap: true, wideOnly: true, cell: (row) => row.note || '—' },
    ],
    [t, warehouses],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'state',
        label: t('state'),
        options: stocktakeStates.states.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      {
        kind: 'select',
        key: 'warehouseCode',
        label: t('warehouse'),
        options: Object.entries(warehouses).map(([value, label]) => ({ value, label })),
      },
    ],
    [t, warehouses],
  )
  const add = (
    <ButtonLink variant="primary" href="/stock/stocktakes/new">
      <Plus />
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <FilterBar filters={filters} aside={mayCreate ? add : null} />
      <DataList
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<ClipboardCheck />} title={t('filtered')} />
          ) : (
            <EmptyState
              icon={<ClipboardCheck />}
              title={t('empty')}
              text={t('emptyText')}
              action={mayCreate ? add : undefined}
            />
          )
        }
      />
    </>
  )
}
