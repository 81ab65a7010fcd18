'use client'

import { Package } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { DocumentList, type DocumentListPage } from '@/components/places/document-list'
import { AssemblyBadge } from '@/components/pools/assembly-badge'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import type { FilterDef } from '@/components/table/filter-defs'
import { MoneyCell } from '@/components/table/money-cell'
import { type AssemblyItem, assemblyKinds } from '@/lib/modules/inventory/assembly-schema'
import { assemblyStates } from '@/lib/modules/inventory/states'

export function AssemblyList(props: DocumentListPage<AssemblyItem>) {
  const { warehouses } = props
  const t = useTranslations('pools.assembly')
  const columns = useMemo<ListColumn<AssemblyItem>[]>(
    () => [
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
    ],
    [t, warehouses],
  )
  const states = useMemo(() => assemblyStates.states.map((value) => ({ value, label: t(`states.${value}`) })), [t])
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: assemblyKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
    ],
    [t],
  )
  return (
    <DocumentList
      {...props}
      t={t}
      base="/stock/assemblies"
      icon={<Package />}
      columns={columns}
      states={states}
      filters={filters}
    />
  )
}
