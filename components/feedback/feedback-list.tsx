'use client'

import { MessageSquareText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { AnswerDialog } from '@/components/feedback/answer-dialog'
import { FeedbackState } from '@/components/feedback/feedback-state'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { FilterDef } from '@/components/table/filter-defs'
import { ListBar } from '@/components/table/list-bar'
import type { TastedList } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { type FeedbackView, feedbackKinds, feedbackStates } from '@/lib/modules/settings/feedback-schema'
import type { Outcome } from '@/lib/platform/entrance/outcome'

type Props = {
  tasted: TastedList
  page: { items: FeedbackView[]; nextCursor: string | null }
  filtered: boolean
  mayAnswer: boolean
  answer: (input: unknown) => Promise<Outcome<FeedbackView>>
}

const rowId = (one: FeedbackView) => one.id
const rowLabel = (one: FeedbackView) => `${one.member} ${one.text.slice(0, 40)}`

export function FeedbackList({ tasted, page, filtered, mayAnswer, answer }: Props) {
  const t = useTranslations('feedback')
  const [open, setOpen] = useState<FeedbackView | null>(null)
  const columns = useMemo<ListColumn<FeedbackView>[]>(
    () => [
      {
        key: 'text',
        header: t('field.said'),
        width: 280,
        wrap: true,
        cell: (one) => (
          <button
            type="button"
            className="line-clamp-3 text-left font-medium underline-offset-2 wrap-anywhere hover:underline"
            onClick={() => setOpen(one)}
          >
            {one.text}
          </button>
        ),
      },
      { key: 'kind', header: t('field.sort'), cell: (one) => t(`kind.${one.kind}`) },
      { key: 'state', header: t('field.state'), cell: (one) => <FeedbackState state={one.state} /> },
      { key: 'rating', header: t('field.rated'), align: 'right', cell: (one) => one.rating ?? '—' },
      { key: 'member', header: t('field.who'), cell: (one) => one.member },
      { key: 'page', header: t('field.page'), wideOnly: true, cell: (one) => one.page || '—' },
      { key: 'createdAt', header: t('field.at'), cell: (one) => <TimeCell value={one.createdAt} /> },
      {
        key: 'do',
        header: t('field.do'),
        cell: (one) => (
          <Button size="sm" onClick={() => setOpen(one)}>
            {t('open')}
          </Button>
        ),
      },
    ],
    [t],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        ...{ kind: 'select', key: 'state', label: t('field.state') },
        options: feedbackStates.map((value) => ({ value, label: t(`state.${value}`) })),
      },
      {
        ...{ kind: 'select', key: 'kind', label: t('field.sort') },
        options: feedbackKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
      },
    ],
    [t],
  )
  return (
    <>
      <ListBar tasted={tasted} filters={filters} />
      <DataList
        taste={tasted.taste}
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<MessageSquareText />}
            title={t(filtered ? 'filtered' : 'empty')}
            text={t(filtered ? 'filteredText' : 'emptyText')}
          />
        }
      />
      {open ? (
        <AnswerDialog key={open.id} one={open} mayAnswer={mayAnswer} answer={answer} onClose={() => setOpen(null)} />
      ) : null}
    </>
  )
}
