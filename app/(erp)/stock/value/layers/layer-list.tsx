'use client'

import { Coins } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { MoneyCell } from '@/components/table/money-cell'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import { ageBuckets, type LayerView } from '@/lib/modules/inventory/value-schema'

type Props = {
  page: { items: LayerView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
}

const rowId = (layer: LayerView) => layer.id
const rowLabel = (layer: LayerView) => `${layer.skuCode} ${layer.reference}`
const hrefOf = (layer: LayerView) => `/stock/movements/${layer.movementId}`

export function LayerList({ page, warehouses }: Props) {
  const t = useTranslations('stock')
  const columns = useMemo<ListColumn<LayerView>[]>(
    () => [
      {
        key: 'sku',
        header: t('sku'),
        width: 220,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={`/stock/${row.skuId}`} />,
      },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode },
      { key: 'receivedAt', header: t('worth.receivedAt'), cell: (row) => <TimeCell value={row.receivedAt} exact /> },
      { key: 'days', header: t('worth.days'), align: 'right', cell: (row) => <Quantity value={row.days} /> },
      { key: 'units', header: t('worth.units'), align: 'right', cell: (row) => <Quantity value={row.units} /> },
      {
        key: 'value',
        header: t('value'),
        align: 'right',
        cell: (row) => <MoneyCell amount={row.value} currency={row.currency} />,
      },
      {
        key: 'reference',
        header: t('movements.reference'),
        cell: (row) => <span className="font-mono text-[0.93em]">{row.reference}</span>,
      },
    ],
    [t, warehouses],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'warehouseCode',
        label: t('warehouse'),
        options: optionsOf(warehouses),
      },
      {
        kind: 'select',
        key: 'age',
        label: t('worth.age'),
        options: ageBuckets.map((value) => ({ value, label: t(`worth.ages.${value}`) })),
      },
    ],
    [t, warehouses],
  )
  return (
    <>
      <FilterBar filters={filters} />
      <DataList
        label={t('worth.layers')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={<EmptyState icon={<Coins />} title={t('empty.filtered')} text={t('worth.empty')} />}
      />
    </>
  )
}
