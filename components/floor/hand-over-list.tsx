'use client'

import { ClipboardList } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import type { Option } from '@/components/ui/select'
import { carriers } from '@/lib/kernel/carriers'
import type { HandOverView } from '@/lib/modules/warehouse/schema'

type Props = {
  tasted: TastedList
  page: { items: HandOverView[]; nextCursor: string | null }
  warehouses: readonly Option[]
  filtered: boolean
}

const rowId = (row: HandOverView) => row.id
const rowLabel = (row: HandOverView) => row.number
const rowHref = (row: HandOverView) => `/floor/hand-overs/${row.id}`

export function HandOverList({ tasted, page, warehouses, filtered }: Props) {
  const t = useTranslations('floor.handOver')
  const zh = useLocale() === 'zh-CN'
  const format = useFormatter()
  const columns = useMemo<ListColumn<HandOverView>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 160,
        cell: (row) => (
          <Link href={rowHref(row)} className="font-mono text-[0.93em] text-accent-text hover:underline">
            {row.number}
          </Link>
        ),
      },
      {
        key: 'carrier',
        header: t('carrier'),
        cell: (row) => {
          const found = carriers.find(([code]) => code === row.carrierCode)
          return found ? (zh ? found[1] : found[2]) : row.carrierCode
        },
      },
      { key: 'warehouse', header: t('warehouse'), cell: (row) => row.warehouseCode },
      { key: 'parcels', header: t('parcels'), align: 'right', cell: (row) => row.parcels },
      {
        key: 'weight',
        header: t('weight'),
        align: 'right',
        cell: (row) => `${format.number(row.weightG / 1000, { maximumFractionDigits: 2 })} kg`,
      },
      { key: 'by', header: t('by'), cell: (row) => row.createdBy },
      { key: 'at', header: t('at'), cell: (row) => <TimeCell value={row.createdAt} exact /> },
    ],
    [t, zh, format],
  )
  const filters = useMemo<FilterDef[]>(
    () => [{ kind: 'select', key: 'warehouseCode', label: t('warehouse'), options: warehouses }],
    [t, warehouses],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('number') }), [t])
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
        rowHref={rowHref}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<ClipboardList />} title={t('filtered')} />
          ) : (
            <EmptyState icon={<ClipboardList />} title={t('empty')} text={t('emptyText')} />
          )
        }
      />
    </>
  )
}
