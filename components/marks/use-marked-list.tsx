'use client'

import { Flag } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo, useState } from 'react'
import type { ListColumn } from '@/components/table/columns'
import type { FilterDef } from '@/components/table/filter-defs'
import { Button } from '@/components/ui/button'
import { flagColours } from '@/lib/kernel/flag-colours'
import type { MarkedKind } from '@/lib/kernel/marked-kinds'
import type { MarkView } from '@/lib/modules/marks/schema'
import { MarksCell } from './marks-cell'
import { recordMarkActions, type SetMarks } from './record-mark-actions'

const MarksDialog = dynamic(() => import('@/components/orders/marks-dialog').then((module) => module.MarksDialog), {
  ssr: false,
})

type Row = { readonly id: string }
/** `set` is null for who may not mark; `items`: of the rows on this page, those that carry something. */
export type ListMarks = { readonly items: readonly MarkView[]; readonly set: SetMarks | null }

/** What a list needs so that its rows can be flagged and given to somebody: a column, two filters, a button for the chosen rows. */
export function useMarkedList<T extends Row>(kind: MarkedKind, { items, set }: ListMarks) {
  const t = useTranslations('marks')
  const flags = useTranslations('orders.flag')
  const [marking, setMarking] = useState<readonly string[] | null>(null)
  const marks = useMemo(() => new Map(items.map((mark) => [mark.objectId, mark])), [items])
  const column = useMemo<ListColumn<T>>(
    () => ({ key: 'marks', header: t('column'), cell: (row) => <MarksCell mark={marks.get(row.id)} /> }),
    [t, marks],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'flag',
        label: t('flag'),
        options: [
          { value: 'any', label: t('anyFlag') },
          ...flagColours.map((value) => ({ value, label: flags(value) })),
        ],
      },
      {
        kind: 'remote',
        key: 'assignee',
        label: t('assignee', { of: 'record' }),
        href: '/api/v1/member-names',
        fixed: [
          { value: 'me', label: t('mine') },
          { value: 'none', label: t('nobody', { of: 'record' }) },
        ],
      },
    ],
    [t, flags],
  )
  const button = (rows: readonly T[]): ReactNode =>
    set ? (
      <Button variant="inverse" onClick={() => setMarking(rows.map(({ id }) => id))}>
        <Flag />
        {t('button')}
      </Button>
    ) : null
  const dialog =
    marking && set ? (
      <MarksDialog
        orders={marking.map((id) => ({
          id,
          flag: marks.get(id)?.flag ?? '',
          assignee: marks.get(id)?.assignee ?? null,
        }))}
        actions={recordMarkActions(kind, set)}
        of="record"
        onClose={() => setMarking(null)}
      />
    ) : null
  return { column, filters, button, dialog, may: set !== null }
}
