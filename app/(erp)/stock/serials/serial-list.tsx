'use client'

import { ScanBarcode } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { SerialStateBadge } from '@/components/batches/batch-status'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import type { SerialView } from '@/lib/modules/inventory/batch-schema'
import { serialStates } from '@/lib/modules/inventory/schema'

type Props = {
  tasted: TastedList
  page: { items: SerialView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  filtered: boolean
}

const rowId = (unit: SerialView) => unit.id
const rowLabel = (unit: SerialView) => `${unit.skuCode} ${unit.serialNo}`
const hrefOf = (unit: SerialView) => `/stock/serials/${unit.id}`

export function SerialList({ tasted, page, warehouses, filtered }: Props) {
  const t = useTranslations('batches')
  const columns = useMemo<ListColumn<SerialView>[]>(
    () => [
      {
        key: 'serial',
        header: t('serial'),
        width: 200,
        cell: (row) => (
          <RowLink href={hrefOf(row)}>
            <span className="font-mono text-[0.93em]">{row.serialNo}</span>
          </RowLink>
        ),
      },
      {
        key: 'sku',
        header: t('sku'),
        width: 220,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={`/stock/${row.skuId}`} />,
      },
      { key: 'state', header: t('state'), cell: (row) => <SerialStateBadge state={row.state} /> },
      {
        key: 'warehouse',
        header: t('warehouse'),
        cell: (row) => (row.warehouseCode === null ? '—' : (warehouses[row.warehouseCode] ?? row.warehouseCode)),
      },
      { key: 'createdAt', header: t('createdAt'), cell: (row) => <TimeCell value={row.createdAt} exact /> },
      { key: 'updatedAt', header: t('time'), cell: (row) => <TimeCell value={row.updatedAt} exact /> },
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
        key: 'state',
        label: t('state'),
        options: serialStates.map((value) => ({ value, label: t(`serialState.${value}`) })),
      },
    ],
    [t, warehouses],
  )
  const search = useMemo(() => ({ key: 'serialNo', placeholder: t('filter.serialNo') }), [t])
  return (
    <>
      <ListBar tasted={tasted} filters={filters} search={search} />
      <DataList
        taste={tasted.taste}
        label={t('serials')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<ScanBarcode />}
            title={t(filtered ? 'serialsFiltered' : 'serialsEmpty')}
            text={t(filtered ? 'filteredText' : 'serialsEmptyText')}
          />
        }
      />
    </>
  )
}
