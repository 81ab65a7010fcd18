'use client'

import { rowSelectionFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { arrangeColumns } from './arrange-columns'
import { BulkBar } from './bulk-bar'
import type { ListColumn } from './columns'
import { ListFooter } from './list-footer'
import { ListRow } from './list-row'
import type { ListTaste } from './list-taste'
import { useCursorPages } from './use-cursor-pages'
import { useListKeys } from './use-list-keys'

export type DataListProps<T> = {
  /** Names the table for who cannot see it. */
  label: string
  rows: readonly T[]
  /** Keep them stable (useMemo or module scope), else every tick draws every row. */
  columns: readonly ListColumn<T>[]
  rowId: (row: T) => string
  /** What a row is called, e.g. its order number. */
  rowLabel: (row: T) => string
  /** Where Enter and a click on the row lead. The first column should hold a link there as well. */
  rowHref?: (row: T) => string
  /** From the answer of the list; the page reads `?cursor=`. */
  nextCursor?: string | null
  /**
   * Buttons for the selected rows (Button variant "inverse"); given, rows can be selected. `all`: not these rows are meant but every
   * row that the filter finds, on whatever page; only where `matchable`.
   */
  bulk?: (selected: readonly T[], clear: () => void, all: boolean) => ReactNode
  /** The bulk buttons can work on all that match the filter. */
  matchable?: boolean
  /** Columns and row height as the member likes them. */
  taste?: ListTaste
  /** Single keys for the selected rows, or for the focused one while none is selected: `{ a: approve }`. */
  keys?: Readonly<Record<string, (rows: readonly T[]) => void>>
  /** Holds the way to select rows from outside, e.g. those that a bulk action refused. */
  select?: RefObject<((ids: readonly string[]) => void) | null>
  /** An EmptyState: what belongs here, why it is empty, the button that fills it. */
  empty: ReactNode
  className?: string
}

const features = tableFeatures({ rowSelectionFeature })
const INSIDE = 'a, button, input, label'

export function DataList<T>(props: DataListProps<T>) {
  const { label, rows, rowId, rowLabel, rowHref, nextCursor, bulk, keys, select, empty, className, taste } = props
  // The taste is made anew with every answer of the server; what it says of columns seldom changes.
  const choice = JSON.stringify(taste?.columns ?? null)
  const columns = useMemo(() => arrangeColumns(props.columns, JSON.parse(choice)), [props.columns, choice])
  const t = useTranslations('ui.list')
  const router = useRouter()
  const pages = useCursorPages(nextCursor)
  const body = useRef<HTMLTableSectionElement>(null)
  const data = useMemo(() => rows.map((row) => ({ id: rowId(row), row })), [rows, rowId])
  const selectable = bulk !== undefined
  const table = useTable({
    features,
    columns: useMemo(() => columns.map((column) => ({ id: column.key, header: column.header })), [columns]),
    data,
    getRowId: (entry) => entry.id,
    enableRowSelection: selectable,
  })
  /** Where a range begins: the row that was ticked last. */
  const anchor = useRef<string | null>(null)
  const toggle = useCallback(
    (id: string) => {
      anchor.current = id
      table.getRow(id).toggleSelected()
    },
    [table],
  )
  const take = useCallback(
    (ids: readonly string[]) => {
      anchor.current = ids.at(-1) ?? null
      table.setRowSelection((before) => ({ ...before, ...Object.fromEntries(ids.map((id) => [id, true as const])) }))
    },
    [table],
  )
  const range = useCallback(
    (to: string) => {
      const ids = table.getRowModel().rows.map((entry) => entry.id)
      const [a, b] = [ids.indexOf(anchor.current ?? to), ids.indexOf(to)]
      take(a < 0 ? [to] : [...ids.slice(Math.min(a, b), Math.max(a, b) + 1), to])
    },
    [table, take],
  )
  const [all, setAll] = useState(false)
  const open = useCallback(
    (id: string) => {
      const found = data.find((entry) => entry.id === id)
      if (found && rowHref) router.push(rowHref(found.row))
    },
    [data, rowHref, router],
  )
  function onKey(key: string, focused: string | undefined) {
    // All that match are meant, but a key acts on rows that are here: buttons say which.
    if (all) return false
    const act = keys?.[key]
    const chosen = table.getRowModel().rows.filter((entry) => entry.getIsSelected())
    const focus = data.find((entry) => entry.id === focused)
    const meant = chosen.length > 0 ? chosen.map((entry) => entry.original.row) : focus ? [focus.row] : []
    if (!act || meant.length === 0) return false
    act(meant)
    return true
  }
  const clear = useCallback(() => {
    setAll(false)
    anchor.current = null
    table.resetRowSelection(true)
  }, [table])
  const toggleAll = useCallback(() => table.toggleAllRowsSelected(), [table])
  const picking = useMemo(() => ({ toggle, take, range, clear, toggleAll }), [toggle, take, range, clear, toggleAll])
  useListKeys(body, selectable ? picking : null, onKey)
  useImperativeHandle(select, () => (ids: readonly string[]) => {
    table.setRowSelection(Object.fromEntries(ids.map((id) => [id, true])))
  })
  function onClick(event: MouseEvent) {
    if (!(event.target instanceof Element)) return
    if (event.shiftKey && event.target.matches('.tick')) {
      const to = event.target.closest<HTMLElement>('tr[data-row]')?.dataset.row
      if (to !== undefined) range(to)
    }
    if (!rowHref || event.target.closest(INSIDE)) return
    // Somebody marking text to copy it does not want to leave.
    if (window.getSelection()?.toString()) return
    const id = event.target.closest<HTMLElement>('tr[data-row]')?.dataset.row
    if (id !== undefined) open(id)
  }
  function onKeyDown(event: KeyboardEvent) {
    // Only on the row itself: Enter on a link or a box inside it means that link or box.
    if (event.key !== 'Enter' || !(event.target instanceof HTMLElement) || event.target.dataset.row === undefined)
      return
    event.preventDefault()
    open(event.target.dataset.row)
  }
  const entries = table.getRowModel().rows
  const selected = entries.filter((entry) => entry.getIsSelected())
  const wholePage = selected.length > 0 && selected.length === entries.length
  // One row taken out of the selection, and no longer all are meant.
  useEffect(() => {
    if (!wholePage) setAll(false)
  }, [wholePage])
  const more = props.matchable && wholePage && (Boolean(nextCursor) || pages.previous !== null)
  return (
    <div
      className={cn(
        'flex min-h-0 min-w-0 flex-col overflow-hidden rounded-lg border border-line bg-surface',
        className,
      )}
    >
      <div
        className={cn('relative min-h-0 overflow-auto transition-opacity', pages.pending && 'opacity-60')}
        aria-busy={pages.pending}
      >
        {entries.length === 0 ? (
          empty
        ) : (
          <table className="list" aria-label={label} data-selectable={selectable || undefined}>
            <thead>
              <tr>
                {selectable ? (
                  <th scope="col" data-pick="">
                    <Checkbox
                      aria-label={t('selectAll')}
                      checked={table.getIsAllRowsSelected()}
                      indeterminate={table.getIsSomeRowsSelected() && !table.getIsAllRowsSelected()}
                      onCheckedChange={(checked) => table.toggleAllRowsSelected(checked)}
                    />
                  </th>
                ) : null}
                {columns.map((column, index) => (
                  <th
                    key={column.key}
                    scope="col"
                    data-frozen={index === 0 ? '' : undefined}
                    data-align={column.align === 'right' ? 'right' : undefined}
                    style={column.width ? { minWidth: column.width } : undefined}
                  >
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody ref={body} onClick={onClick} onKeyDown={rowHref ? onKeyDown : undefined}>
              {entries.map((entry) => (
                <ListRow
                  key={entry.id}
                  id={entry.id}
                  row={entry.original.row}
                  columns={columns}
                  opens={rowHref !== undefined}
                  pick={
                    selectable
                      ? {
                          label: t('selectRow', { row: rowLabel(entry.original.row) }),
                          selected: entry.getIsSelected(),
                          toggle,
                        }
                      : undefined
                  }
                />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {entries.length > 0 || pages.previous ? (
        <ListFooter
          shown={entries.length}
          pending={pages.pending}
          previous={pages.previous}
          next={pages.next}
          taste={taste}
          columns={props.columns}
        />
      ) : null}
      {bulk && selected.length > 0 ? (
        <BulkBar count={selected.length} all={all} onAll={more ? () => setAll(true) : undefined} onClear={clear}>
          {bulk(
            selected.map((entry) => entry.original.row),
            clear,
            all,
          )}
        </BulkBar>
      ) : null}
    </div>
  )
}
