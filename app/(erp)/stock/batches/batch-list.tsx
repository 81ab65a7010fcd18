'use client'

import { PackageOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { BatchStatusBadge, DaysLeft } from '@/components/batches/batch-status'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { RowLink } from '@/components/table/row-link'
import { EmptyState } from '@/components/ui/empty-state'
import { type BatchView, batchStatuses } from '@/lib/modules/inventory/batch-schema'

type Props = {
  tasted: TastedList
  page: { items: BatchView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  filtered: boolean
}

const rowId = (batch: BatchView) => batch.id
const rowLabel = (batch: BatchView) => `${batch.skuCode} ${batch.batchNo}`
const hrefOf = (batch: BatchView) => `/stock/batches/${batch.id}`
const within = ['0', '7', '30', '90'] as const

export function BatchList({ tasted, page, warehouses, filtered }: Props) {
  const t = useTranslations('batches')
  const columns = useMemo<ListColumn<BatchView>[]>(
    () => [
      {
        key: 'batch',
        header: t('batch'),
        width: 180,
        cell: (row) => (
          <RowLink href={hrefOf(row)}>
            <span className="font-mono text-[0.93em]">{row.batchNo || t('noNumber')}</span>
          </RowLink>
        ),
      },
      {
        key: 'sku',
        header: t('sku'),
        width: 220,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={`/stock/${row.skuId}`} />,
      },
      { key: 'status', header: t('statusLabel'), cell: (row) => <BatchStatusBadge status={row.status} /> },
      { key: 'expiresOn', header: t('expiresOn'), cell: (row) => row.expiresOn ?? '—' },
      { key: 'daysLeft', header: t('daysLeft'), align: 'right', cell: (row) => <DaysLeft days={row.daysLeft} /> },
      { key: 'sellUntil', header: t('sellUntil'), cell: (row) => row.sellUntil ?? '—' },
      { key: 'producedOn', header: t('producedOn'), cell: (row) => row.producedOn ?? '—' },
      { key: 'onHand', header: t('onHand'), align: 'right', cell: (row) => <Quantity value={row.onHand} /> },
    ],
    [t],
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
        key: 'status',
        label: t('statusLabel'),
        options: batchStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
      },
      {
        kind: 'select',
        key: 'withinDays',
        label: t('filter.within'),
        options: within.map((value) => ({ value, label: t(`filter.within${value}`) })),
      },
      { kind: 'select', key: 'stock', label: t('filter.stock'), options: [{ value: 'all', label: t('filter.all') }] },
    ],
    [t, warehouses],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('filter.search') }), [t])
  return (
    <>
      <ListBar tasted={tasted} filters={filters} search={search} />
      <DataList
        taste={tasted.taste}
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<PackageOpen />}
            title={t(filtered ? 'filtered' : 'empty')}
            text={t(filtered ? 'filteredText' : 'emptyText')}
          />
        }
      />
    </>
  )
}
