'use client'

import { Plus, Store } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { PlaceStatus } from '@/components/settings/place-status'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { RowLink } from '@/components/table/row-link'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { placeStatuses, type ShopView } from '@/lib/modules/settings/schema'
import { type ShopRights, ShopSheet } from './shop-sheet'

type Props = {
  page: { items: ShopView[]; nextCursor: string | null }
  edited: ShopView | null
  adding: boolean
  rights: ShopRights
  filtered: boolean
}

const rowId = (shop: ShopView) => shop.id
const rowLabel = (shop: ShopView) => shop.name

export function ShopList({ page, edited, adding, rights, filtered }: Props) {
  const t = useTranslations('shops')
  const connection = useTranslations('channels')
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
  const columns = useMemo<ListColumn<ShopView>[]>(
    () => [
      {
        key: 'name',
        header: t('name'),
        cell: (shop) => (
          <Link href={withEdit(shop.id)} scroll={false} className="font-medium hover:underline">
            {shop.name}
          </Link>
        ),
        width: 180,
      },
      { key: 'code', header: t('code'), cell: (shop) => <span className="font-mono text-[0.93em]">{shop.code}</span> },
      { key: 'channel', header: t('channel'), cell: (shop) => t(`channels.${shop.channel}`) },
      { key: 'currency', header: t('currency'), cell: (shop) => shop.currency },
      { key: 'timeZone', header: t('timeZone'), cell: (shop) => shop.timeZone, wideOnly: true },
      {
        key: 'connection',
        header: connection('connect'),
        cell: (shop) =>
          !rights.connect || shop.channel === 'manual' || shop.channel === 'file' ? (
            '—'
          ) : (
            <RowLink href={`/settings/shops/${shop.id}`}>{connection('open')}</RowLink>
          ),
      },
      {
        key: 'status',
        header: t('status'),
        cell: (shop) => <PlaceStatus status={shop.status}>{t(`statuses.${shop.status}`)}</PlaceStatus>,
      },
    ],
    [t, connection, withEdit, rights.connect],
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
        rowHref={(shop) => withEdit(shop.id)}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<Store />} title={t('empty.filtered')} />
          ) : (
            <EmptyState
              icon={<Store />}
              title={t('empty.title')}
              text={t('empty.text')}
              action={rights.create ? add : undefined}
            />
          )
        }
      />
      {edited || (adding && rights.create) ? (
        <ShopSheet
          key={edited ? `${edited.id} ${edited.version}` : 'new'}
          shop={edited}
          rights={rights}
          onLeave={leave}
        />
      ) : null}
    </>
  )
}
