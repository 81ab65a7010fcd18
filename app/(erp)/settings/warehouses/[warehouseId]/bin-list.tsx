'use client'

import { Grid3x3, Plus } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { Section } from '@/components/layout/section'
import { BinCode } from '@/components/places/bin-code'
import { PrintButton } from '@/components/print/print-button'
import type { PlaceRights } from '@/components/settings/close-place'
import { PlaceStatus } from '@/components/settings/place-status'
import { Quantity } from '@/components/stock/quantity'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { BinView, ZoneView } from '@/lib/modules/inventory/schema'
import { printBinLabelsAction } from '../../../../print/print-actions'
import { BinSheet } from './bin-sheet'
import { RangeSheet } from './range-sheet'

type Props = {
  warehouseId: string
  warehouseCode: string
  page: { items: BinView[]; nextCursor: string | null }
  zones: readonly ZoneView[]
  edited: BinView | null
  sheet: 'new' | 'range' | null
  rights: PlaceRights
  mayCreateRange: boolean
  mayPrint: boolean
  /** Of the zone that is looked at alone: then its stickers are printed together. */
  zoneCode: string | undefined
  filtered: boolean
}

const rowId = (bin: BinView) => bin.id
const rowLabel = (bin: BinView) => bin.code

export function BinList({
  warehouseId,
  warehouseCode,
  page,
  zones,
  edited,
  sheet,
  rights,
  mayCreateRange,
  mayPrint,
  zoneCode,
  filtered,
}: Props) {
  const t = useTranslations('places.warehouse')
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const withBin = useCallback(
    (bin: string | null) => {
      const next = new URLSearchParams(params)
      if (bin) next.set('bin', bin)
      else next.delete('bin')
      return next.size > 0 ? `${pathname}?${next}` : pathname
    },
    [params, pathname],
  )
  const leave = () => router.push(withBin(null), { scroll: false })
  const columns = useMemo<ListColumn<BinView>[]>(
    () => [
      {
        key: 'code',
        header: t('binCode'),
        width: 170,
        cell: (bin) => (
          <Link href={withBin(bin.id)} scroll={false} prefetch={false} className="hover:underline">
            <BinCode code={bin.code} kind={bin.kind} isDefault={bin.isDefault} isStaging={bin.isStaging} />
          </Link>
        ),
      },
      { key: 'zone', header: t('zone'), cell: (bin) => bin.zoneCode ?? '—' },
      { key: 'route', header: t('route'), align: 'right', cell: (bin) => <Quantity value={bin.route} /> },
      {
        key: 'held',
        header: t('held'),
        align: 'right',
        cell: (bin) => <Quantity value={bin.held} className="font-semibold" />,
      },
      {
        key: 'capacity',
        header: t('capacity'),
        align: 'right',
        cell: (bin) => (bin.capacity === null ? '—' : <Quantity value={bin.capacity} />),
      },
      {
        key: 'status',
        header: t('status'),
        cell: (bin) => <PlaceStatus status={bin.status}>{t(`statuses.${bin.status}`)}</PlaceStatus>,
      },
    ],
    [t, withBin],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'zoneId',
        label: t('zone'),
        options: zones.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` })),
      },
      {
        kind: 'select',
        key: 'status',
        label: t('status'),
        options: (['active', 'closed'] as const).map((value) => ({ value, label: t(`statuses.${value}`) })),
      },
    ],
    [t, zones],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  const openZones = zones.filter(({ status }) => status === 'active')
  return (
    <Section
      title={t('bins')}
      text={t('binsText')}
      aside={
        <span className="flex flex-wrap gap-2">
          {mayPrint && zoneCode !== undefined ? (
            <PrintButton
              kind="bin_label"
              input={{ warehouseCode, zoneCode }}
              count={page.items.length}
              print={printBinLabelsAction}
            />
          ) : null}
          {mayCreateRange ? (
            <ButtonLink href={withBin('range')} scroll={false}>
              <Grid3x3 />
              {t('newRange')}
            </ButtonLink>
          ) : null}
          {rights.create ? (
            <ButtonLink variant="primary" href={withBin('new')} scroll={false}>
              <Plus />
              {t('newBin')}
            </ButtonLink>
          ) : null}
        </span>
      }
    >
      <FilterBar filters={filters} search={search} />
      <DataList
        label={t('bins')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={(bin) => withBin(bin.id)}
        nextCursor={page.nextCursor}
        bulk={
          mayPrint
            ? (bins) => (
                <PrintButton
                  kind="bin_label"
                  variant="inverse"
                  input={{ warehouseCode, binCodes: bins.map(({ code }) => code) }}
                  count={bins.length}
                  print={printBinLabelsAction}
                />
              )
            : undefined
        }
        empty={<EmptyState icon={<Grid3x3 />} title={t(filtered ? 'emptyFiltered' : 'bins')} />}
      />
      {edited || (sheet === 'new' && rights.create) ? (
        <BinSheet
          key={edited ? `${edited.id} ${edited.version}` : 'new'}
          warehouseId={warehouseId}
          bin={edited}
          zones={openZones}
          rights={rights}
          onLeave={leave}
        />
      ) : null}
      {sheet === 'range' && mayCreateRange ? (
        <RangeSheet warehouseId={warehouseId} zones={openZones} onLeave={leave} />
      ) : null}
    </Section>
  )
}
