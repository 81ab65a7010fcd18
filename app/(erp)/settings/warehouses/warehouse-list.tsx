'use client'

import { Plus, Warehouse } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import type { PlaceRights } from '@/components/settings/close-place'
import { PlaceStatus } from '@/components/settings/place-status'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { placeStatuses, type WarehouseView } from '@/lib/modules/settings/schema'
import { WarehouseSheet } from './warehouse-sheet'

type Props = {
  page: { items: WarehouseView[]; nextCursor: string | null }
  edited: WarehouseView | null
  adding: boolean
  rights: PlaceRights
  filtered: boolean
}

const rowId = (warehouse: WarehouseView) => warehouse.id
const rowLabel = (warehouse: WarehouseView) => warehouse.name

export function WarehouseList({ page, edited, adding, rights, filtered }: Props) {
  const t = useTranslations('warehouses')
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const withEdit = useCallback(
    (edit: string | null) => {
      const next = new URLSearchParams(params)
      if (edit) next.set('edit', edit)
      else next.delete('edit')
      return next.size > 0 ? `${pathname}?${next}` : pathname
    },
    [params, pathname],
  )
  const leave = () => router.push(withEdit(null), { scroll: false })
  const columns = useMemo<ListColumn<WarehouseView>[]>(
    () => [
      {
        key: 'name',
        header: t('name'),
        cell: (warehouse) => (
          <Link href={withEdit(warehouse.id)} scroll={false} className="font-medium hover:underline">
            {warehouse.name}
          </Link>
        ),
        width: 180,
      },
      {
        key: 'code',
        header: t('code'),
        cell: (warehouse) => <span className="font-mono text-[0.93em]">{warehouse.code}</span>,
      },
      { key: 'kind', header: t('kind'), cell: (warehouse) => t(`kinds.${warehouse.kind}`) },
      { key: 'priority', header: t('priority'), cell: (warehouse) => warehouse.priority, align: 'right' },
      { key: 'contact', header: t('contact'), cell: (warehouse) => warehouse.contact || '—', wideOnly: true },
      {
        key: 'status',
        header: t('status'),
        cell: (warehouse) => <PlaceStatus status={warehouse.status}>{t(`statuses.${warehouse.status}`)}</PlaceStatus>,
      },
      {
        key: 'bins',
        header: t('places'),
        cell: (warehouse) => (
          <Link
            href={`/settings/warehouses/${warehouse.id}`}
            prefetch={false}
            className="rounded-sm text-accent-text hover:underline"
          >
            {t('openPlaces')}
          </Link>
        ),
      },
    ],
    [t, withEdit],
  )
  const filters = useMemo<FilterDef[]>(() => {
    const options = placeStatuses.map((value) => ({ value, label: t(`statuses.${value}`) }))
    return [{ kind: 'select', key: 'status', label: t('status'), options }]
  }, [t])
  const add = (
    <ButtonLink variant="primary" href={withEdit('new')} scroll={false}>
      <Plus />
      {t('new')}
    </ButtonLink>
  )
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} titleInBar actions={rights.create ? add : null} />
      <FilterBar filters={filters} />
      <DataList
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={(warehouse) => withEdit(warehouse.id)}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<Warehouse />} title={t('empty.filtered')} />
          ) : (
            <EmptyState
              icon={<Warehouse />}
              title={t('empty.title')}
              text={t('empty.text')}
              action={rights.create ? add : undefined}
            />
          )
        }
      />
      {edited || (adding && rights.create) ? (
        <WarehouseSheet
          key={edited ? `${edited.id} ${edited.version}` : 'new'}
          warehouse={edited}
          rights={rights}
          onLeave={leave}
        />
      ) : null}
    </>
  )
}
