'use client'

import { type CSSProperties, memo, type ReactNode } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import type { ListColumn } from './columns'

type ListRowProps<T> = {
  id: string
  row: T
  columns: readonly ListColumn<T>[]
  opens: boolean
  /** Absent when rows cannot be selected. */
  pick?: { label: string; selected: boolean; toggle: (id: string) => void }
}

function Row<T>({ id, row, columns, opens, pick }: ListRowProps<T>): ReactNode {
  return (
    <tr data-row={id} data-open={opens || undefined} tabIndex={-1} data-selected={pick?.selected || undefined}>
      {pick ? (
        <td data-pick="">
          <Checkbox aria-label={pick.label} checked={pick.selected} onCheckedChange={() => pick.toggle(id)} />
        </td>
      ) : null}
      {columns.map((column, index) => (
        <td
          key={column.key}
          data-label={column.header}
          data-align={column.align === 'right' ? 'right' : undefined}
          data-frozen={index === 0 ? '' : undefined}
          data-wrap={column.wrap ? '' : undefined}
          data-fixed={column.fixed ? '' : undefined}
          style={column.fixed ? ({ '--wide': `${column.width}px` } as CSSProperties) : undefined}
          className={column.wideOnly ? 'max-md:hidden!' : undefined}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

/** One tick must not draw fifty rows anew. */
export const ListRow = memo(
  Row,
  (a, b) =>
    a.row === b.row &&
    a.columns === b.columns &&
    a.opens === b.opens &&
    a.pick?.selected === b.pick?.selected &&
    a.pick?.label === b.pick?.label &&
    a.pick?.toggle === b.pick?.toggle,
) as typeof Row
