'use client'

import { Waves } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { WaveBadge } from '@/components/floor/wave-badge'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import type { Option } from '@/components/ui/select'
import type { WaveView } from '@/lib/modules/warehouse/schema'
import { waveStates } from '@/lib/modules/warehouse/states'

type Props = {
  tasted: TastedList
  page: { items: WaveView[]; nextCursor: string | null }
  warehouses: readonly Option[]
  filtered: boolean
}

const rowId = (wave: WaveView) => wave.id
const rowLabel = (wave: WaveView) => wave.number
const rowHref = (wave: WaveView) => `/floor/waves/${wave.id}`

export function WaveList({ tasted, page, warehouses, filtered }: Props) {
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
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'state',
        label: t('state'),
        options: waveStates.states.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      { kind: 'select', key: 'warehouseCode', label: t('warehouse'), options: warehouses },
    ],
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
            <EmptyState icon={<Waves />} title={t('filtered')} />
          ) : (
            <EmptyState icon={<Waves />} title={t('empty')} text={t('emptyText')} />
          )
        }
      />
    </>
  )
}
