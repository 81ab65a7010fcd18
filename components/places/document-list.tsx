'use client'

import { Plus } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { type FilterDef, optionsOf } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { RowLink } from '@/components/table/row-link'
import { TimeCell } from '@/components/table/time-cell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import type { Option } from '@/components/ui/select'

type StockDocument = { id: string; number: string; createdAt: string; note: string }

type TextKey =
  | 'number'
  | 'state'
  | 'warehouse'
  | 'createdAt'
  | 'note'
  | 'new'
  | 'list'
  | 'filtered'
  | 'empty'
  | 'emptyText'

/** What the page hands over, whatever the kind. */
export type DocumentListPage<T extends StockDocument> = {
  tasted: TastedList
  page: { items: T[]; nextCursor: string | null }
  warehouses: Readonly<Record<string, string>>
  mayCreate: boolean
  filtered: boolean
}

type Props<T extends StockDocument> = DocumentListPage<T> & {
  /** Of the documents' own kind. */
  t: (key: TextKey) => string
  /** Where the documents live; a new one is made at `/new` below. */
  base: string
  icon: ReactNode
  /** What stands between number and time. */
  columns: readonly ListColumn<T>[]
  states: readonly Option[]
  /** Filters beside state and warehouse. */
  filters?: readonly FilterDef[]
}

const rowId = (row: StockDocument) => row.id
const rowLabel = (row: StockDocument) => row.number

/** The list of one kind of stock document: transfers, stocktakes, assembly orders. The caller makes columns and states once. */
export function DocumentList<T extends StockDocument>(props: Props<T>) {
  const { t, base, icon, page, columns: own, states, filters: others } = props
  const { tasted, warehouses, mayCreate, filtered } = props
  const columns = useMemo<ListColumn<T>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 170,
        cell: (row) => (
          <RowLink href={`${base}/${row.id}`}>
            <span className="font-mono text-[0.93em]">{row.number}</span>
          </RowLink>
        ),
      },
      ...own,
      { key: 'createdAt', header: t('createdAt'), cell: (row) => <TimeCell value={row.createdAt} /> },
      { key: 'note', header: t('note'), wrap: true, wideOnly: true, cell: (row) => row.note || '—' },
    ],
    [t, base, own],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      { kind: 'select', key: 'state', label: t('state'), options: states },
      ...(others ?? []),
      {
        kind: 'select',
        key: 'warehouseCode',
        label: t('warehouse'),
        options: optionsOf(warehouses),
      },
    ],
    [t, states, others, warehouses],
  )
  const add = (
    <ButtonLink variant="primary" href={`${base}/new`}>
      <Plus />
      {t('new')}
    </ButtonLink>
  )
  // Where there is nothing yet, the way to the first one stands in the middle and not twice.
  const none = page.items.length === 0 && !filtered && page.nextCursor === null
  const empty = filtered ? (
    <EmptyState icon={icon} title={t('filtered')} />
  ) : (
    <EmptyState icon={icon} title={t('empty')} text={t('emptyText')} action={mayCreate ? add : undefined} />
  )
  return (
    <>
      <ListBar tasted={tasted} filters={filters} aside={mayCreate && !none ? add : null} />
      <DataList
        taste={tasted.taste}
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={(row) => `${base}/${row.id}`}
        nextCursor={page.nextCursor}
        empty={empty}
      />
    </>
  )
}
