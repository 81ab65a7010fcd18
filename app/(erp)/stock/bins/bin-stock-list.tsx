'use client'

import { MoveRight, PackageOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { BinCode } from '@/components/places/bin-code'
import { PrintButton } from '@/components/print/print-button'
import { Quantity } from '@/components/stock/quantity'
import { SkuCell } from '@/components/stock/sku-cell'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { type BinStockView, zoneKinds } from '@/lib/modules/inventory/schema'
import { printBinLabelsAction, printSkuLabelsAction } from '../../../print/print-actions'

type Props = {
  tasted: TastedList
  page: { items: BinStockView[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  mayMove: boolean
  mayPrint: { goods: boolean; bins: boolean }
  filtered: boolean
}

const rowId = (row: BinStockView) => `${row.binId} ${row.skuId}`
const rowLabel = (row: BinStockView) => `${row.binCode} ${row.skuCode}`

/** Stickers of the chosen goods and bins; a roll of bin stickers is of one warehouse. */
function Stickers({ rows, mayPrint }: { rows: readonly BinStockView[]; mayPrint: Props['mayPrint'] }) {
  const skus = [...new Set(rows.map((row) => row.skuCode))].map((skuCode) => ({ skuCode }))
  const [warehouseCode, ...others] = new Set(rows.map((row) => row.warehouseCode))
  const binCodes = [...new Set(rows.filter((row) => !row.isDefault).map((row) => row.binCode))]
  return (
    <>
      {mayPrint.goods ? (
        <PrintButton
          kind="sku_label"
          variant="inverse"
          input={{ skus }}
          count={skus.length}
          print={printSkuLabelsAction}
        />
      ) : null}
      {mayPrint.bins && others.length === 0 && binCodes.length > 0 ? (
        <PrintButton
          kind="bin_label"
          variant="inverse"
          input={{ warehouseCode, binCodes }}
          count={binCodes.length}
          print={printBinLabelsAction}
        />
      ) : null}
    </>
  )
}

function moveHref({ warehouseCode, skuCode, binCode }: BinStockView): string {
  return `/stock/move?${new URLSearchParams({ warehouse: warehouseCode, sku: skuCode, from: binCode })}`
}

export function BinStockList({ tasted, page, warehouses, mayMove, mayPrint, filtered }: Props) {
  const t = useTranslations('places.bin')
  const stock = useTranslations('stock')
  const columns = useMemo<ListColumn<BinStockView>[]>(() => {
    const all: ListColumn<BinStockView>[] = [
      {
        key: 'bin',
        header: t('code'),
        width: 150,
        cell: (row) => <BinCode code={row.binCode} kind={row.kind} isDefault={row.isDefault} />,
      },
      {
        key: 'sku',
        header: stock('sku'),
        width: 200,
        cell: (row) => <SkuCell code={row.skuCode} name={row.name} nameEn={row.nameEn} href={`/stock/${row.skuId}`} />,
      },
      {
        key: 'quantity',
        header: t('quantity'),
        align: 'right',
        cell: (row) => <Quantity value={row.quantity} className="font-semibold" />,
      },
      { key: 'zone', header: t('zone'), wideOnly: true, cell: (row) => row.zoneCode ?? '—' },
      {
        key: 'warehouse',
        header: stock('warehouse'),
        cell: (row) => warehouses[row.warehouseCode] ?? row.warehouseCode,
      },
    ]
    if (!mayMove) return all
    const move = (row: BinStockView) => (
      <ButtonLink size="sm" href={moveHref(row)} aria-label={t('moveRow', { sku: row.skuCode })}>
        <MoveRight />
        {t('move')}
      </ButtonLink>
    )
    return [...all, { key: 'move', header: t('move'), align: 'right', cell: move }]
  }, [t, stock, warehouses, mayMove])
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'warehouseCode',
        label: stock('warehouse'),
        options: optionsOf(warehouses),
      },
      { kind: 'text', key: 'binCode', label: t('codeFilter'), placeholder: t('codeHint') },
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: zoneKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
    ],
    [t, stock, warehouses],
  )
  const search = useMemo(() => ({ key: 'q', placeholder: t('search') }), [t])
  return (
    <>
      <ListBar
        tasted={tasted}
        filters={filters}
        search={search}
        aside={
          mayMove ? (
            <ButtonLink variant="primary" href="/stock/move">
              {t('move')}
            </ButtonLink>
          ) : null
        }
      />
      <DataList
        taste={tasted.taste}
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        bulk={mayPrint.goods || mayPrint.bins ? (rows) => <Stickers rows={rows} mayPrint={mayPrint} /> : undefined}
        empty={
          <EmptyState
            icon={<PackageOpen />}
            title={t(filtered ? 'filtered' : 'empty')}
            text={t(filtered ? 'filteredText' : 'emptyText')}
          />
        }
      />
    </>
  )
}
