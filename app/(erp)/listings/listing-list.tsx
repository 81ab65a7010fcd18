'use client'

import { Link2 } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useState } from 'react'
import { ListingMark } from '@/components/channels/listing-mark'
import { MapDialog } from '@/components/channels/map-dialog'
import { PageHeader } from '@/components/layout/page-header'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { type ListingDetail, type ListingView, listingShows } from '@/lib/modules/channels/schema'
import type { Rights } from '@/lib/platform/entrance/rights'
import { mapListingsAction } from './actions'
import { ListingSheet } from './listing-sheet'

type Props = {
  tasted: TastedList
  page: { items: ListingView[]; nextCursor: string | null }
  shops: readonly { id: string; name: string }[]
  look: ListingDetail | null
  can: Rights<'listing.map' | 'listing.map-many' | 'listing.unmap' | 'listing.push' | 'listing.get'>
  filtered: boolean
}

const rowId = (listing: ListingView) => listing.id
const rowLabel = (listing: ListingView) => listing.title || listing.itemId

export function ListingList({ tasted, page, shops, look, can, filtered }: Props) {
  const t = useTranslations('listings')
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const [mapping, setMapping] = useState(false)
  const looking = useCallback(
    (id: string | null) => {
      const next = new URLSearchParams(params)
      if (id) next.set('look', id)
      else next.delete('look')
      return next.size > 0 ? `${pathname}?${next}` : pathname
    },
    [params, pathname],
  )
  const columns = useMemo<ListColumn<ListingView>[]>(
    () => [
      {
        key: 'title',
        header: t('item'),
        width: 260,
        wrap: true,
        cell: (listing) => (
          <Link href={looking(listing.id)} scroll={false} className="font-medium hover:underline">
            {listing.title || listing.itemId}
          </Link>
        ),
      },
      { key: 'shop', header: t('shop'), cell: (listing) => listing.shopName },
      {
        key: 'sellerSku',
        header: t('sellerSku'),
        cell: (listing) => <span className="font-mono text-[0.93em]">{listing.sellerSku || '—'}</span>,
      },
      {
        key: 'sku',
        header: t('sku'),
        cell: ({ sku, mapping }) =>
          sku ? (
            <span className="font-mono text-[0.93em]">{sku.code}</span>
          ) : (
            <span className={mapping === 'open' ? 'text-amber-text' : 'text-muted'}>{t(`mapping.${mapping}`)}</span>
          ),
      },
      { key: 'shown', header: t('shown'), align: 'right', cell: (listing) => listing.channelQuantity ?? '—' },
      { key: 'pushedAt', header: t('pushedAt'), cell: ({ pushedAt }) => <TimeCell value={pushedAt} />, wideOnly: true },
      { key: 'state', header: t('state'), cell: (listing) => <ListingMark listing={listing} /> },
    ],
    [t, looking],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'show',
        label: t('show'),
        options: listingShows.filter((show) => show !== 'all').map((value) => ({ value, label: t(`shows.${value}`) })),
      },
      {
        kind: 'select',
        key: 'shopId',
        label: t('shop'),
        options: shops.map(({ id, name }) => ({ value: id, label: name })),
      },
      { kind: 'text', key: 'q', label: t('search'), placeholder: t('searchHint') },
    ],
    [t, shops],
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('text')}
        titleInBar
        actions={
          can['listing.map-many'] && shops.length > 0 ? (
            <Button onClick={() => setMapping(true)}>{t('many.button')}</Button>
          ) : null
        }
      />
      <ListBar tasted={tasted} filters={filters} />
      <DataList
        taste={tasted.taste}
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={(listing) => looking(listing.id)}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<Link2 />} title={t('empty.filtered')} />
          ) : (
            <EmptyState
              icon={<Link2 />}
              title={t('empty.title')}
              text={t('empty.text')}
              action={<ButtonLink href="/settings/shops">{t('empty.shops')}</ButtonLink>}
            />
          )
        }
      />
      {mapping ? (
        <MapDialog
          shops={shops}
          shopId={params.get('shopId') ?? (shops.length === 1 ? (shops[0]?.id ?? '') : '')}
          map={mapListingsAction}
          onDone={() => router.refresh()}
          onClose={() => setMapping(false)}
        />
      ) : null}
      {look ? (
        <ListingSheet
          key={`${look.id} ${look.version}`}
          listing={look}
          can={can}
          onLeave={() => router.push(looking(null), { scroll: false })}
        />
      ) : null}
    </>
  )
}
