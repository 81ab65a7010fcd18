'use client'

import { PackageX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useAction } from '@/components/form/use-action'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { DotBadge } from '@/components/ui/dot-badge'
import { EmptyState } from '@/components/ui/empty-state'
import type { Option } from '@/components/ui/select'
import type { ShortageView } from '@/lib/modules/warehouse/schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'
import type { Rights } from '@/lib/platform/entrance/rights'

type Can = Rights<'shortage.settle' | 'stock.adjust'>
type Settle = (input: unknown) => Promise<Outcome<null>>
type Props = {
  tasted: TastedList
  page: { items: ShortageView[]; nextCursor: string | null }
  warehouses: readonly Option[]
  filtered: boolean
  can: Can
  settle: Settle
}

const rowId = (row: ShortageView) => row.id
const rowLabel = (row: ShortageView) => `${row.binCode} ${row.skuCode}`
const tones = { open: 'amber', found: 'green', lost: 'danger' } as const

function SettleCell({ row, can, settle }: { row: ShortageView; can: Can; settle: Settle }) {
  const t = useTranslations('floor.shortage')
  const router = useRouter()
  const { run, pending } = useAction(settle, () => router.refresh())
  if (row.state !== 'open' || !can['shortage.settle']) return <TimeCell value={row.settledAt} />
  return (
    <span className="inline-flex gap-2">
      <Button size="sm" pending={pending} onClick={() => run({ shortageId: row.id, outcome: 'found' })}>
        {t('found')}
      </Button>
      {can['stock.adjust'] ? (
        <Button
          size="sm"
          variant="quietDanger"
          pending={pending}
          title={t('lostHelp')}
          onClick={() => run({ shortageId: row.id, outcome: 'lost' })}
        >
          {t('lost')}
        </Button>
      ) : null}
    </span>
  )
}

export function ShortageList({ tasted, page, warehouses, filtered, can, settle }: Props) {
  const t = useTranslations('floor.shortage')
  const zh = useLocale() === 'zh-CN'
  const columns = useMemo<ListColumn<ShortageView>[]>(
    () => [
      {
        key: 'bin',
        header: t('bin'),
        cell: (row) => <span className="font-mono text-[0.93em]">{row.binCode}</span>,
      },
      {
        key: 'sku',
        header: t('sku'),
        cell: (row) => (
          <>
            <span className="font-mono text-[0.93em]">{row.skuCode}</span>{' '}
            <span className="text-muted">{zh ? row.name : row.nameEn || row.name}</span>
          </>
        ),
      },
      { key: 'missing', header: t('missing'), align: 'right', cell: (row) => row.missing },
      {
        key: 'state',
        header: t('state'),
        cell: (row) => <DotBadge tone={tones[row.state]}>{t(`states.${row.state}`)}</DotBadge>,
      },
      { key: 'wave', header: t('wave'), cell: (row) => <span className="font-mono text-[0.93em]">{row.wave}</span> },
      { key: 'by', header: t('by'), cell: (row) => row.reportedBy },
      { key: 'at', header: t('at'), cell: (row) => <TimeCell value={row.createdAt} /> },
      { key: 'settle', header: t('settle'), cell: (row) => <SettleCell row={row} can={can} settle={settle} /> },
    ],
    [t, zh, can, settle],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'select', key: 'open', label: t('state'), options: [{ value: '1', label: t('states.open') }] },
      { kind: 'select', key: 'warehouseCode', label: t('warehouse'), options: warehouses },
    ],
    [t, warehouses],
  )
  return (
    <>
      <ListBar tasted={tasted} filters={filters} />
      <DataList
        taste={tasted.taste}
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<PackageX />} title={t('filtered')} />
          ) : (
            <EmptyState icon={<PackageX />} title={t('empty')} text={t('emptyText')} />
          )
        }
      />
    </>
  )
}
