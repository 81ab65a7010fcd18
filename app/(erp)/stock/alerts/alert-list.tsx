'use client'

import { AlarmClock, CircleCheck, CircleSlash, PackagePlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { AlertActions, type AlertRights } from '@/components/alerts/alert-actions'
import { AlertWhy } from '@/components/alerts/alert-why'
import { useBulkOver } from '@/components/bulk/use-bulk-over'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { DotBadge } from '@/components/ui/dot-badge'
import { EmptyState } from '@/components/ui/empty-state'
import { type AlertView, alertDeeds, alertKinds } from '@/lib/modules/purchasing/schema'
import { cancelBulkAction, retryBulkAction, startAlertBulkAction } from '../../bulk/job-actions'
import { settleAlertAction, snoozeAlertAction, transferForAlertAction } from '../actions'

type Props = {
  tasted: TastedList
  page: { items: AlertView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  rights: AlertRights
  filter: Readonly<Record<string, unknown>>
  /** May work on many at once. */
  many: boolean
  filtered: boolean
}

const TONES = {
  below_safety: 'danger',
  low_cover: 'orange',
  overstock: 'violet',
  no_sale: 'grey',
  batch_expiring: 'amber',
} as const
const actions = { snooze: snoozeAlertAction, settle: settleAlertAction, transfer: transferForAlertAction }

const jobActions = { start: startAlertBulkAction, retry: retryBulkAction, cancel: cancelBulkAction }

const rowId = (alert: AlertView) => alert.id
const rowLabel = (alert: AlertView) => alert.skuCode
const hrefOf = (alert: AlertView) => `/stock/${alert.skuId}`

export function AlertList({ tasted, page, warehouses, rights, filter, many, filtered }: Props) {
  const b = useTranslations('bulk.bar')
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
        key: 'warehouse',
        header: t('warehouse'),
        cell: ({ warehouseCode }) =>
          warehouseCode === null ? (
            <span className="text-muted">{t('everywhere')}</span>
          ) : (
            (warehouses[warehouseCode] ?? warehouseCode)
          ),
      },
      {
        key: 'kind',
        header: t('kind'),
        cell: (row) => <DotBadge tone={TONES[row.kind]}>{t(`kinds.${row.kind}`)}</DotBadge>,
      },
      { key: 'why', header: t('why'), wrap: true, cell: (row) => <AlertWhy alert={row} warehouses={warehouses} /> },
      { key: 'since', header: t('since'), cell: (row) => <TimeCell value={row.since} /> },
      ...(rights.snooze || rights.settle
        ? [
            {
              key: 'actions',
              header: t('actions'),
              cell: (row: AlertView) => (
                <AlertActions alert={row} warehouses={warehouses} rights={rights} actions={actions} />
              ),
            },
          ]
        : []),
    ],
    [t, warehouses, rights],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: alertKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
      {
        kind: 'select',
        key: 'warehouseCode',
        label: t('warehouse'),
        options: Object.entries(warehouses).map(([value, label]) => ({ value, label })),
      },
      {
        kind: 'select',
        key: 'deed',
        label: t('deed.title'),
        options: (['none', ...alertDeeds] as const).map((value) => ({ value, label: t(`deed.${value}`) })),
      },
      { kind: 'select', key: 'snoozed', label: t('show'), options: [{ value: 'true', label: t('snoozed') }] },
    ],
    [t, warehouses],
  )
  const settle = (key: 'restock' | 'aside', icon: ReactNode) => ({
    ...{ key, label: b(key), icon },
    what: () => ({ action: 'alert.settle', deed: key }),
  })
  const offers = [
    ...(many && rights.snooze
      ? [
          {
            ...{ key: 'snooze', label: b('snooze7'), icon: <AlarmClock /> },
            what: () => ({ action: 'alert.snooze', days: 7 }),
          },
        ]
      : []),
    ...(many && rights.settle ? [settle('restock', <PackagePlus />), settle('aside', <CircleSlash />)] : []),
  ]
  const bulk = useBulkOver({ offers, filter, actions: jobActions })
  return (
    <>
      <ListBar tasted={tasted} filters={filters} />
      {bulk.panel}
      <DataList
        matchable={bulk.may}
        bulk={bulk.may ? bulk.buttons : undefined}
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
            icon={<CircleCheck />}
            title={t(filtered ? 'filtered' : 'empty')}
            text={t(filtered ? 'filteredText' : 'emptyText')}
          />
        }
      />
    </>
  )
}
