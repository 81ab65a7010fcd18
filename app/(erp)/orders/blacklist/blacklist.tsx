'use client'

import { Plus, UserX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { PageHeader } from '@/components/layout/page-header'
import { useOrderAct } from '@/components/orders/use-order-act'
import { ConfirmDialog } from '@/components/settings/confirm-dialog'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import type { Rights } from '@/lib/platform/entrance/rights'
import { removeFromBlacklistAction } from '../work-actions'
import { EntryDialog } from './entry-dialog'

type Entry = {
  id: string
  kind: 'phone' | 'name'
  masked: string
  reason: string
  actor: string
  createdAt: string
}

type Props = {
  page: { items: Entry[]; nextCursor: string | null }
  can: Rights<'blacklist.add' | 'blacklist.remove'>
}

const rowId = (entry: Entry) => entry.id
const rowLabel = (entry: Entry) => entry.masked

export function Blacklist({ page, can }: Props) {
  const t = useTranslations('orders.blacklist')
  const { act, pending } = useOrderAct()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Entry | null>(null)
  const mayRemove = can['blacklist.remove']
  const columns = useMemo<ListColumn<Entry>[]>(
    () => [
      { key: 'who', header: t('who'), width: 150, cell: (entry) => entry.masked },
      { key: 'kind', header: t('kind'), cell: (entry) => t(`kinds.${entry.kind}`) },
      { key: 'reason', header: t('reason'), wrap: true, cell: (entry) => entry.reason },
      { key: 'by', header: t('by'), cell: (entry) => entry.actor },
      { key: 'at', header: t('at'), cell: (entry) => <TimeCell value={entry.createdAt} /> },
      ...(mayRemove
        ? [
            {
              key: 'remove',
              header: t('remove'),
              cell: (entry: Entry) => (
                <Button size="sm" variant="ghost" onClick={() => setRemoving(entry)}>
                  {t('remove')}
                </Button>
              ),
            },
          ]
        : []),
    ],
    [t, mayRemove],
  )
  const add = can['blacklist.add'] ? (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus />
      {t('add')}
    </Button>
  ) : undefined
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('text')} titleInBar actions={add} />
      <DataList
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        empty={<EmptyState icon={<UserX />} title={t('empty')} text={t('emptyText')} action={add} />}
      />
      {adding ? <EntryDialog onClose={() => setAdding(false)} /> : null}
      {removing ? (
        <ConfirmDialog
          title={t('removeTitle', { who: removing.masked })}
          text={t('removeText')}
          confirm={t('remove')}
          pending={pending}
          onConfirm={() =>
            act(
              () => removeFromBlacklistAction({ entryId: removing.id }),
              t('removed'),
              () => setRemoving(null),
            )
          }
          onClose={() => setRemoving(null)}
        />
      ) : null}
    </>
  )
}
