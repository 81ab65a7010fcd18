'use client'

import { Waves } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { WaveBadge } from '@/components/floor/wave-badge'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import type { WaveView } from '@/lib/modules/warehouse/schema'

const rowId = (wave: WaveView) => wave.id
const rowLabel = (wave: WaveView) => wave.number
const rowHref = (wave: WaveView) => `/floor/waves/${wave.id}`

export function WaveList({ page }: { page: { items: WaveView[]; nextCursor: string | null } }) {
  const t = useTranslations('floor.wave')
  const columns = useMemo<ListColumn<WaveView>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 160,
        cell: (wave) => (
          <Link href={rowHref(wave)} className="font-mono text-[0.93em] text-accent-text hover:underline">
            {wave.number}
          </Link>
        ),
      },
      { key: 'state', header: t('state'), cell: (wave) => <WaveBadge state={wave.state} /> },
      { key: 'kind', header: t('kind'), cell: (wave) => t(`kinds.${wave.kind}`) },
      { key: 'warehouse', header: t('warehouse'), cell: (wave) => wave.warehouseCode },
      { key: 'parcels', header: t('parcels'), align: 'right', cell: (wave) => wave.parcels },
      { key: 'picked', header: t('picked'), align: 'right', cell: (wave) => `${wave.picked} / ${wave.units}` },
      { key: 'shipped', header: t('shipped'), align: 'right', cell: (wave) => `${wave.shipped} / ${wave.parcels}` },
      { key: 'by', header: t('by'), cell: (wave) => wave.createdBy },
      { key: 'at', header: t('at'), cell: (wave) => <TimeCell value={wave.createdAt} /> },
    ],
    [t],
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
      empty={<EmptyState icon={<Waves />} title={t('empty')} text={t('emptyText')} />}
    />
  )
}
