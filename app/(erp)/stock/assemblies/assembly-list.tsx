'use client'

import { Package, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { AssemblyBadge } from '@/components/pools/assembly-badge'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { MoneyCell } from '@/components/table/money-cell'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { type AssemblyItem, assemblyKinds } from '@/lib/modules/inventory/assembly-schema'
import { assemblyStates } from '@/lib/modules/inventory/states'

type Props = {
  page: { items: AssemblyItem[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  mayCreate: boolean
  filtered: boolean
}

const rowId = (order: AssemblyItem) => order.id
const rowLabel = (order: AssemblyItem) => order.number
const hrefOf = (order: AssemblyItem) => `/stock/assemblies/${order.id}`

export function AssemblyList({ page, warehouses, mayCreate, filtered }: Props) {
  const t = useTranslations('pools.assembly')
  const columns = useMemo<ListColumn<AssemblyItem>[]>(
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
      { key: 'state', header: t('state'), cell: (row) => <AssemblyBadge state={row.state} /> },
      { key: 'kind', header: t('kind'), cell: (row) => t(`kinds.${row.kind}`) },
      {
        key: 'bundle',
        header: t('bundle'),
        width: 220,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={`/stock/${row.skuId}`} />,
      },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode },
      { key: 'quantity', header: t('quantity'), align: 'right', cell: (row) => <Quantity value={row.quantity} /> },
      {
        key: 'value',
        header: t('value'),
        align: 'right',
        cell: (row) => (row.state === 'done' ? <MoneyCell amount={row.value} currency={row.currency} /> : '—'),
      },
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
        options: assemblyStates.states.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: assemblyKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
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
    <ButtonLink variant="primary" href="/stock/assemblies/new">
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
            <EmptyState icon={<Package />} title={t('filtered')} />
          ) : (
            <EmptyState
              icon={<Package />}
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
