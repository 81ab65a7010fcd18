'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { BatchTag } from '@/components/batches/batch-tag'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { MoneyCell } from '@/components/table/money-cell'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import type { MovementView } from '@/lib/modules/inventory/schema'
import { SignedQuantity } from './quantity'
import { ReasonBadge } from './reason-badge'
import { ReferenceLink } from './reference-link'
import { SkuCell } from './sku-cell'

type Props = {
  taste?: ListTaste
  label: string
  rows: readonly MovementView[]
  nextCursor?: string | null
  warehouses: Readonly<Record<string, string>>
  /** Left out where the page already says it. */
  without?: readonly ('sku' | 'warehouse' | 'reference')[]
  empty: ReactNode
}

const rowId = (movement: MovementView) => movement.id
const rowLabel = (movement: MovementView) => `${movement.skuCode} ${movement.reference}`
const hrefOf = (movement: MovementView) => `/stock/movements/${movement.id}`
const nothing: NonNullable<Props['without']> = []

/** The ledger, newest first. */
export function MovementTable({ taste, label, rows, nextCursor, warehouses, without = nothing, empty }: Props) {
  const t = useTranslations('stock')
  const columns = useMemo<ListColumn<MovementView>[]>(() => {
    const all: ListColumn<MovementView>[] = [
      {
        key: 'at',
        header: t('movements.at'),
        cell: (m) => (
          <RowLink href={hrefOf(m)}>
            <TimeCell value={m.at} exact />
          </RowLink>
        ),
      },
      {
        key: 'sku',
        header: t('sku'),
        width: 180,
        cell: (m) => <SkuCell code={m.skuCode} name={m.skuName} nameEn={m.skuNameEn} href={`/stock/${m.skuId}`} />,
      },
      { key: 'warehouse', header: t('warehouse'), cell: (m) => warehouses[m.warehouseCode] ?? m.warehouseCode },
      {
        key: 'bin',
        header: t('movements.bin'),
        cell: (m) => (
          <>
            <span className="font-mono text-[0.93em]">{m.binCode}</span>
            {m.batchNo === null ? null : (
              <BatchTag batchNo={m.batchNo} href={`/stock/batches/${m.batchId}`} className="block text-muted" />
            )}
          </>
        ),
      },
      { key: 'reason', header: t('movements.reason'), cell: (m) => <ReasonBadge reason={m.reason} /> },
      {
        key: 'quantity',
        header: t('movements.quantity'),
        align: 'right',
        cell: (m) => <SignedQuantity value={m.quantity} />,
      },
      {
        key: 'value',
        header: t('movements.value'),
        align: 'right',
        cell: (m) => <MoneyCell amount={m.value} currency={m.currency} className="text-fg!" />,
      },
      { key: 'reference', header: t('movements.reference'), cell: (m) => <ReferenceLink movement={m} /> },
      { key: 'note', header: t('movements.note'), wrap: true, cell: (m) => m.note || '—' },
    ]
    return all.filter(({ key }) => !without.some((one) => one === key))
  }, [t, warehouses, without])
  return (
    <DataList
      taste={taste}
      label={label}
      rows={rows}
      columns={columns}
      rowId={rowId}
      rowLabel={rowLabel}
      rowHref={hrefOf}
      nextCursor={nextCursor}
      empty={empty}
    />
  )
}
