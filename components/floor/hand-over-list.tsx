'use client'

import { ClipboardList } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import { carriers } from '@/lib/kernel/carriers'
import type { HandOverView } from '@/lib/modules/warehouse/schema'

const rowId = (row: HandOverView) => row.id
const rowLabel = (row: HandOverView) => row.number
const rowHref = (row: HandOverView) => `/floor/hand-overs/${row.id}`

export function HandOverList({ page }: { page: { items: HandOverView[]; nextCursor: string | null } }) {
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
  return (
    <DataList
      label={t('title')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      rowHref={rowHref}
      nextCursor={page.nextCursor}
      empty={<EmptyState icon={<ClipboardList />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}
