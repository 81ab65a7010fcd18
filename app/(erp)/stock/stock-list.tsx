'use client'

import { Boxes, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { MoneyCell } from '@/components/table/money-cell'
import { Badge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { StockView } from '@/lib/modules/inventory/schema'

type Props = {
  tasted: TastedList
  page: { items: StockView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  mayAdjust: boolean
  filtered: boolean
}

const rowId = (stock: StockView) => `${stock.skuId} ${stock.warehouseCode}`
const rowLabel = (stock: StockView) => `${stock.skuCode} ${stock.warehouseCode}`
const hrefOf = (stock: StockView) => `/stock/${stock.skuId}`

export function StockList({ tasted, page, warehouses, mayAdjust, filtered }: Props) {
  const t = useTranslations('stock')
  const columns = useMemo<ListColumn<StockView>[]>(
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
        cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode,
      },
      { key: 'onHand', header: t('onHand'), align: 'right', cell: (row) => <Quantity value={row.onHand} /> },
      {
        key: 'defective',
        header: t('defective'),
        align: 'right',
        wideOnly: true,
        cell: (row) => <Quantity value={row.defective} />,
      },
      { key: 'reserved', header: t('reserved'), align: 'right', cell: (row) => <Quantity value={row.reserved} /> },
      {
        key: 'available',
        header: t('available'),
        align: 'right',
        cell: (row) => (
          <span className="inline-flex items-center justify-end gap-1.5">
            {row.bundle ? <Badge title={t('bundleHelp')}>{t('bundle')}</Badge> : null}
            <Quantity value={row.available} className="font-semibold" />
          </span>
        ),
      },
      {
        key: 'pooled',
        header: t('pooled'),
        align: 'right',
        wideOnly: true,
        cell: (row) => <Quantity value={row.pooled} />,
      },
      {
        key: 'incoming',
        header: t('incoming'),
        align: 'right',
        wideOnly: true,
        cell: (row) => <Quantity value={row.incoming} />,
      },
      {
        key: 'safety',
        header: t('safetyStock'),
        align: 'right',
        cell: (row) => (
          <span className="inline-flex items-center justify-end gap-1.5">
            {row.low ? (
              <Badge tone="amber">
                <TriangleAlert aria-hidden="true" />
                {t('low')}
              </Badge>
            ) : null}
            <Quantity value={row.safetyStock} />
          </span>
        ),
      },
      {
        key: 'value',
        header: t('value'),
        align: 'right',
        cell: (row) => <MoneyCell amount={row.value} currency={row.currency} />,
      },
    ],
    [t, warehouses],
  )
  const filters = useMemo<FilterDef[]>(() => {
    const options = optionsOf(warehouses)
    return [
      { kind: 'select', key: 'warehouseCode', label: t('warehouse'), options },
      { kind: 'select', key: 'low', label: t('safetyStock'), options: [{ value: '1', label: t('lowOnly') }] },
    ]
  }, [t, warehouses])
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  return (
    <>
      <ListBar tasted={tasted} filters={filters} search={search} />
      <DataList
        label={t('list')}
        taste={tasted.taste}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={hrefOf}
        nextCursor={page.nextCursor}
        empty={
          filtered ? (
            <EmptyState icon={<Boxes />} title={t('empty.filtered')} text={t('empty.filteredText')} />
          ) : (
            <EmptyState
              icon={<Boxes />}
              title={t('empty.title')}
              text={t('empty.text')}
              action={
                mayAdjust ? (
                  <ButtonLink variant="primary" href="/stock/adjust">
                    {t('empty.action')}
                  </ButtonLink>
                ) : undefined
              }
            />
          )
        }
      />
    </>
  )
}
