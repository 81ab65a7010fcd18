'use client'

import { AlarmClock, CircleCheck } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useAction } from '@/components/form/use-action'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { DotBadge } from '@/components/ui/dot-badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { type AlertKind, type AlertView, alertKinds } from '@/lib/modules/purchasing/schema'
import { snoozeAlertAction } from '../actions'

type Props = { page: { items: AlertView[]; nextCursor: string | null }; maySnooze: boolean }

const TONES = {
  below_safety: 'danger',
  low_cover: 'orange',
  overstock: 'violet',
  no_sale: 'grey',
  batch_expiring: 'amber',
} as const
const DAYS = [1, 7, 30]

const rowId = (alert: AlertView) => alert.id
const rowLabel = (alert: AlertView) => alert.skuCode
const hrefOf = (alert: AlertView) => `/stock/${alert.skuId}`

export function AlertList({ page, maySnooze }: Props) {
  const t = useTranslations('alerts')
  const columns = useMemo<ListColumn<AlertView>[]>(
    () => [
      {
        key: 'sku',
        header: t('sku'),
        width: 220,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={hrefOf(row)} />,
      },
      {
        key: 'kind',
        header: t('kind'),
        cell: (row) => <DotBadge tone={TONES[row.kind]}>{t(`kinds.${row.kind}`)}</DotBadge>,
      },
      { key: 'why', header: t('why'), wrap: true, cell: (row) => <Why kind={row.kind} figures={row.figures} /> },
      { key: 'since', header: t('since'), cell: (row) => <TimeCell value={row.since} /> },
      ...(maySnooze
        ? [{ key: 'actions', header: t('actions'), cell: (row: AlertView) => <Snooze alert={row} /> }]
        : []),
    ],
    [t, maySnooze],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: alertKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
      { kind: 'select', key: 'snoozed', label: t('show'), options: [{ value: 'true', label: t('snoozed') }] },
    ],
    [t],
  )
  return (
    <>
      <FilterBar filters={filters} />
      <DataList
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={<EmptyState icon={<CircleCheck />} title={t('empty')} text={t('emptyText')} />}
      />
    </>
  )
}

function Why({ kind, figures }: { kind: AlertKind; figures: AlertView['figures'] }) {
  const t = useTranslations('alerts.reason')
  const { available, onHand, incoming, daily, limit, batch } = figures
  const expiring = {
    ...{ batches: batch?.batches ?? 0, units: batch?.units ?? 0 },
    ...{ expiresOn: batch?.expiresOn ?? '', batchNo: batch?.batchNo ?? '' },
  }
  const cover = { daily, stock: available + incoming, coverDays: figures.coverDays ?? 0 }
  return t(kind, { available, onHand, limit, ...cover, ...expiring })
}

function Snooze({ alert }: { alert: AlertView }) {
  const t = useTranslations('alerts')
  const router = useRouter()
  const { run, pending } = useAction(snoozeAlertAction, () => {
    toast.success(t(alert.snoozedUntil ? 'woken' : 'snoozed'))
    router.refresh()
  })
  const act = (days: number) => run({ alertId: alert.id, days })
  if (alert.snoozedUntil)
    return (
      <span className="flex items-center gap-2">
        <TimeCell value={alert.snoozedUntil} exact className="text-muted" />
        <Button size="sm" pending={pending} onClick={() => act(0)}>
          {t('wake')}
        </Button>
      </span>
    )
  return (
    <Menu
      trigger={
        <Button size="sm" pending={pending} aria-label={`${t('snooze')}: ${alert.skuCode}`}>
          <AlarmClock />
          {t('snooze')}
        </Button>
      }
      entries={DAYS.map((days) => ({
        key: String(days),
        label: t('snoozeFor', { days }),
        onSelect: () => act(days),
      }))}
    />
  )
}
