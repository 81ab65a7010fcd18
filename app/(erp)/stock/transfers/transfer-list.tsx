'use client'

import { Plus, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { TransferBadge } from '@/components/places/transfer-badge'
import { Quantity } from '@/components/stock/quantity'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { TransferItem } from '@/lib/modules/inventory/schema'
import { transferStates } from '@/lib/modules/inventory/states'

type Props = {
  page: { items: TransferItem[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  mayCreate: boolean
  filtered: boolean
}

const rowId = (transfer: TransferItem) => transfer.id
const rowLabel = (transfer: TransferItem) => transfer.number
const hrefOf = (transfer: TransferItem) => `/stock/transfers/${transfer.id}`

export function TransferList({ page, warehouses, mayCreate, filtered }: Props) {
  const t = useTranslations('places.transfer')
  const columns = useMemo<ListColumn<TransferItem>[]>(
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
      { key: 'state', header: t('state'), cell: (row) => <TransferBadge state={row.state} /> },
      { key: 'from', header: t('from'), cell: (row) => warehouses[row.fromWarehouseCode] ?? row.fromWarehouseCode },
      { key: 'to', header: t('to'), cell: (row) => warehouses[row.toWarehouseCode] ?? row.toWarehouseCode },
      { key: 'units', header: t('units'), align: 'right', cell: (row) => <Quantity value={row.units} /> },
      { key: 'inTransit', header: t('inTransit'), align: 'right', cell: (row) => <Quantity value={row.inTransit} /> },
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
        options: transferStates.states.map((value) => ({ value, label: t(`states.${value}`) })),
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
    <ButtonLink variant="primary" href="/stock/transfers/new">
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
            <EmptyState icon={<Truck />} title={t('filtered')} />
          ) : (
            <EmptyState
              icon={<Truck />}
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
