'use client'

import { CircleCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { LowStockView } from '@/lib/modules/inventory/schema'

type Props = {
  tasted: TastedList
  page: { items: LowStockView[]; nextCursor: string | null }
  mayOpenProducts: boolean
}

const none: readonly FilterDef[] = []
const rowId = (row: LowStockView) => row.skuId
const rowLabel = (row: LowStockView) => row.skuCode
const hrefOf = (row: LowStockView) => `/stock/${row.skuId}`

export function LowList({ tasted, page, mayOpenProducts }: Props) {
  const t = useTranslations('stock')
  const columns = useMemo<ListColumn<LowStockView>[]>(
    () => [
      {
        key: 'sku',
        header: t('sku'),
        width: 220,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={hrefOf(row)} />,
      },
      {
        key: 'available',
        header: t('available'),
        align: 'right',
        cell: (row) => (
          <Quantity
            value={row.available}
            className={row.available <= 0 ? 'font-semibold text-danger-text' : 'font-semibold text-amber-text'}
          />
        ),
      },
      { key: 'safety', header: t('safetyStock'), align: 'right', cell: (row) => <Quantity value={row.safetyStock} /> },
      {
        key: 'missing',
        header: t('lowList.missing'),
        align: 'right',
        cell: (row) => <Quantity value={row.safetyStock - row.available} />,
      },
    ],
    [t],
  )
  return (
    <>
      <ListBar tasted={tasted} filters={none} />
      <DataList
        taste={tasted.taste}
        label={t('lowList.title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<CircleCheck />}
            title={t('lowList.empty')}
            text={t('lowList.emptyText')}
            action={mayOpenProducts ? <ButtonLink href="/products">{t('lowList.products')}</ButtonLink> : undefined}
          />
        }
      />
    </>
  )
}
