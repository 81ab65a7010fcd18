'use client'

import { MessagesSquare } from 'lucide-react'
import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { TroubleText } from '@/components/channels/trouble-text'
import { MessageState } from '@/components/dispatch/message-state'
import { useNames } from '@/components/dispatch/use-names'
import { PageHeader } from '@/components/layout/page-header'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import { FilterBar } from '@/components/table/filter-bar'
import type { FilterDef } from '@/components/table/filter-defs'
import { TimeCell } from '@/components/table/time-cell'
import { EmptyState } from '@/components/ui/empty-state'
import { type MessageDetail, type MessageView, messageKinds, messageStates } from '@/lib/modules/dispatch/schema'
import type { DispatchRights } from '../dispatch-rights'
import { MessageSheet } from './message-sheet'

type Props = {
  page: { items: MessageView[]; nextCursor: string | null }
  shops: readonly { id: string; name: string }[]
  look: MessageDetail | null
  can: DispatchRights
  filtered: boolean
}

const rowId = (message: MessageView) => message.id

export function MessageList({ page, shops, look, can, filtered }: Props) {
  const t = useTranslations('dispatch.messages')
  const nameOf = useNames()
  const router = useRouter()
  const pathname = usePathname()
  const params = useSearchParams()
  const looking = useCallback(
    (id: string | null) => {
      const next = new URLSearchParams(params)
      if (id) next.set('look', id)
      else next.delete('look')
      return next.size > 0 ? `${pathname}?${next}` : pathname
    },
    [params, pathname],
  )
  const titleOf = useCallback(
    ({ kind, name }: MessageView) =>
      kind === 'job' || kind === 'pull' || kind === 'mail' ? nameOf(name) : t(`kinds.${kind}`),
    [nameOf, t],
  )
  const columns = useMemo<ListColumn<MessageView>[]>(
    () => [
      {
        key: 'what',
        header: t('what'),
        width: 220,
        cell: (message) => (
          <>
            <Link href={looking(message.id)} scroll={false} className="font-medium hover:underline">
              {titleOf(message)}
            </Link>
            {message.to ? <span className="block truncate text-xs text-muted">{message.to}</span> : null}
          </>
        ),
      },
      { key: 'state', header: t('state'), cell: (message) => <MessageState message={message} /> },
      { key: 'shop', header: t('shop'), cell: ({ shop }) => shop?.name ?? '—' },
      { key: 'order', header: t('order'), cell: ({ order }) => (order ? <OrderOf order={order} /> : '—') },
      {
        key: 'trouble',
        header: t('trouble'),
        wrap: true,
        cell: ({ kind, trouble }) => (
          // The code itself is what the filter asks for.
          <span className="text-xs text-danger-text" title={trouble ?? undefined}>
            {trouble && kind !== 'reject' && kind !== 'mail' ? (
              <TroubleText trouble={trouble} />
            ) : (
              <span className="font-mono">{trouble ?? ''}</span>
            )}
          </span>
        ),
      },
      { key: 'attempts', header: t('attempts'), align: 'right', cell: ({ attempts }) => attempts },
      {
        key: 'took',
        header: t('took'),
        align: 'right',
        cell: ({ tookMs }) => (tookMs === null ? '—' : t('ms', { ms: tookMs })),
        wideOnly: true,
      },
      { key: 'at', header: t('at'), cell: ({ at }) => <TimeCell value={at} /> },
    ],
    [t, looking, titleOf],
  )
  const filters = useMemo<FilterDef[]>(
    () => [
      {
        kind: 'select',
        key: 'kind',
        label: t('kind'),
        options: messageKinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
      },
      {
        kind: 'select',
        key: 'state',
        label: t('state'),
        options: messageStates.map((value) => ({ value, label: t(`states.${value}`) })),
      },
      {
        kind: 'select',
        key: 'shopId',
        label: t('shop'),
        options: shops.map(({ id, name }) => ({ value: id, label: name })),
      },
      { kind: 'text', key: 'trouble', label: t('trouble'), placeholder: t('troubleHint') },
    ],
    [t, shops],
  )
  return (
    <>
      <PageHeader
        title={t('title')}
        crumbs={[{ label: t('center'), href: '/dispatch' }, { label: t('title') }]}
        titleInBar
      />
      <FilterBar filters={filters} />
      <DataList
        label={t('list')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={titleOf}
        rowHref={(message) => looking(message.id)}
        nextCursor={page.nextCursor}
        empty={
          <EmptyState
            icon={<MessagesSquare />}
            title={t(filtered ? 'empty.filtered' : 'empty.title')}
            text={filtered ? undefined : t('empty.text')}
          />
        }
      />
      {look ? (
        <MessageSheet
          key={`${look.id} ${look.exact}`}
          message={look}
          title={titleOf(look)}
          can={can}
          onLeave={() => router.push(looking(null), { scroll: false })}
        />
      ) : null}
    </>
  )
}

function OrderOf({ order: { id, no } }: { order: NonNullable<MessageView['order']> }) {
  return (
    <Link
      href={id ? `/dispatch/orders/${id}` : `/orders?q=${encodeURIComponent(no)}`}
      prefetch={false}
      className="font-mono text-[0.93em] hover:underline"
    >
      {no}
    </Link>
  )
}
