'use client'

import { ClipboardList } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { OutputKind } from '@/components/floor/output-kinds'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import type { OutputRow } from '@/lib/modules/warehouse/schema'

type Props = { page: { items: OutputRow[]; nextCursor: string | null }; by: OutputKind }

const rowId = (row: OutputRow) => `${row.person} ${row.operation} ${row.hour} ${row.skuCode}`
const rowLabel = (row: OutputRow) => row.person

/** Who has done how much. */
export function OutputList({ page, by }: Props) {
  const t = useTranslations('floor.output')
  const columns = useMemo<ListColumn<OutputRow>[]>(
    () => [
      { key: 'person', header: t('person'), cell: (row) => row.person },
      { key: 'operation', header: t('operation'), cell: (row) => t(`operations.${row.operation}`) },
      ...(by === 'hour' || by === 'hour-sku'
        ? [{ key: 'hour', header: t('hour'), cell: (row: OutputRow) => <TimeCell value={row.hour} exact /> }]
        : []),
      ...(by === 'sku' || by === 'hour-sku'
        ? [
            {
              key: 'sku',
              header: t('sku'),
              cell: (row: OutputRow) => <span className="font-mono text-[0.93em]">{row.skuCode ?? t('parcels')}</span>,
            },
          ]
        : []),
      {
        key: 'pieces',
        header: t('pieces'),
        align: 'right',
        cell: (row) => <span className="font-semibold tabular-nums">{row.pieces}</span>,
      },
      { key: 'scans', header: t('scans'), align: 'right', cell: (row) => row.scans },
      { key: 'refused', header: t('refused'), align: 'right', cell: (row) => row.refused },
    ],
    [t, by],
  )
  return (
    <DataList
      label={t('title')}
      rows={page.items}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      nextCursor={page.nextCursor}
      empty={<EmptyState icon={<ClipboardList />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}
