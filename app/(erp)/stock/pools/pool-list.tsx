'use client'

import { ArrowLeftRight, Layers, Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { PoolBadge } from '@/components/pools/pool-badge'
import { Quantity } from '@/components/stock/quantity'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { type PoolView, poolStatuses } from '@/lib/modules/inventory/pool-schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { PoolSheet } from './pool-sheet'

type Props = {
  tasted: TastedList
  page: { items: PoolView[]; nextCursor: string | null }
  shops: readonly { code: string; name: string }[]
  can: Rights<'pool.create' | 'pool-move.create'>
  filtered: boolean
  now: string
}

const rowId = (pool: PoolView) => pool.id
const rowLabel = (pool: PoolView) => pool.name
const hrefOf = (pool: PoolView) => `/stock/pools/${pool.id}`

export function PoolList({ tasted, page, shops, can, filtered, now }: Props) {
  const t = useTranslations('pools.pool')
  const [adding, setAdding] = useState(false)
  const columns = useMemo<ListColumn<PoolView>[]>(() => {
    const names = new Map(shops.map(({ code, name }) => [code, name]))
    const figure = (key: 'quantity' | 'reserved' | 'available' | 'incoming'): ListColumn<PoolView> => ({
      key,
      header: t(key),
      align: 'right',
      cell: (row) => <Quantity value={row[key]} className={key === 'available' ? 'font-semibold' : undefined} />,
    })
    return [
      {
        key: 'name',
        header: t('name'),
        width: 220,
        cell: (row) => (
          <RowLink href={hrefOf(row)}>
            {row.name} <span className="font-mono text-[0.93em] text-muted">{row.code}</span>
          </RowLink>
        ),
      },
      { key: 'status', header: t('status'), cell: (row) => <PoolBadge pool={row} now={now} /> },
      {
        key: 'shops',
        header: t('shops'),
        wrap: true,
        cell: (row) => row.shopCodes.map((code) => names.get(code) ?? code).join(', '),
      },
      figure('quantity'),
      figure('reserved'),
      figure('available'),
      figure('incoming'),
      { key: 'rule', header: t('rule'), cell: (row) => t(row.fallsBack ? 'rules.falls' : 'rules.strict') },
      {
        key: 'endsAt',
        header: t('endsAt'),
        cell: (row) => (row.endsAt ? <TimeCell value={row.endsAt} exact /> : '—'),
      },
    ]
  }, [t, shops, now])
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'status',
        label: t('status'),
        options: poolStatuses.map((value) => ({ value, label: t(`statuses.${value}`) })),
      },
    ],
    [t],
  )
  const add = can['pool.create'] ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus />
      {t('new')}
    </Button>
  ) : undefined
  const move =
    can['pool-move.create'] && page.items.length > 0 ? (
      <ButtonLink href="/stock/pools/move">
        <ArrowLeftRight />
        {t('move')}
      </ButtonLink>
    ) : null
  return (
    <>
      <ListBar
        tasted={tasted}
        filters={filters}
        aside={
          <>
            {move}
            {add}
          </>
        }
      />
      <DataList
        taste={tasted.taste}
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<Layers />} title={t('filtered')} />
          ) : (
            <EmptyState icon={<Layers />} title={t('empty')} text={t('emptyText')} action={add} />
          )
        }
      />
      {adding ? <PoolSheet pool={null} shops={shops} onLeave={() => setAdding(false)} /> : null}
    </>
  )
}
