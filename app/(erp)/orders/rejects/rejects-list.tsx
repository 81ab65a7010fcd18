'use client'

import { CircleSlash, FileCheck2, RotateCcw } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useMemo, useState, useTransition } from 'react'
import { useBulkOver } from '@/components/bulk/use-bulk-over'
import { useRefusalText } from '@/components/form/use-refusal-text'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { type RejectError, RejectReasons, useRejectWords } from '@/components/orders/reject-reasons'
import { useOrderAct } from '@/components/orders/use-order-act'
import type { ShopNames } from '@/components/orders/use-order-columns'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { TimeCell } from '@/components/table/time-cell'
import { Button } from '@/components/ui/button'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import { toast } from '@/components/ui/toast'
import type { Rights } from '@/lib/platform/entrance/rights'
import { cancelBulkAction, retryBulkAction, startRejectBulkAction } from '../../bulk/job-actions'
import { dismissRejectAction, replayRejectAction } from '../actions'

type Reject = {
  id: string
  shopCode: string
  channelOrderNo: string
  source: string
  errors: RejectError[]
  state: string
  attempts: number
  createdAt: string
}

const jobActions = { start: startRejectBulkAction, retry: retryBulkAction, cancel: cancelBulkAction }

type RejectRights = Rights<'reject.replay' | 'reject.dismiss' | 'reject.start-bulk'>

type Props = {
  taste: ListTaste
  page: { items: Reject[]; nextCursor: string | null }
  shopNames: ShopNames
  can: RejectRights
  state: string
}

const rowId = (reject: Reject) => reject.id
const rowLabel = (reject: Reject) => reject.channelOrderNo || reject.id

type ToolProps = { reject: Reject; can: RejectRights; onDismiss: (reject: Reject) => void }

function RejectTools({ reject, can, onDismiss }: ToolProps) {
  const t = useTranslations('orders.rejects')
  const router = useRouter()
  const words = useRejectWords()
  const { refusalText } = useRefusalText()
  const [pending, start] = useTransition()
  const replay = () =>
    start(async () => {
      const answer = await replayRejectAction({ rejectId: reject.id })
      if (!answer.ok) toast.error(refusalText(answer.refusal))
      else if (answer.value.result?.outcome === 'rejected') {
        const [first] = answer.value.result.error?.errors ?? []
        const why = first ? words(first) : null
        toast.error(t('again'), { description: why ? `${why.place} ${why.reason}` : undefined })
      } else {
        const orderId = answer.value.result?.orderId
        const open = orderId ? { label: t('open'), onClick: () => router.push(`/orders/${orderId}`) } : undefined
        toast.success(t('taken', { number: reject.channelOrderNo }), { action: open })
      }
      router.refresh()
    })
  return (
    <span className="inline-flex gap-1">
      {can['reject.replay'] ? (
        <Button size="sm" pending={pending} onClick={replay}>
          <RotateCcw />
          {t('replay')}
        </Button>
      ) : null}
      {can['reject.dismiss'] ? (
        <Button size="sm" variant="ghost" onClick={() => onDismiss(reject)}>
          {t('dismiss')}
        </Button>
      ) : null}
    </span>
  )
}

export function RejectsList({ taste, page, shopNames, can, state }: Props) {
  const t = useTranslations('orders.rejects')
  const b = useTranslations('bulk.bar')
  const { act, pending: dismissing } = useOrderAct()
  const [putAside, setPutAside] = useState<Reject | null>(null)

  const columns = useMemo<ListColumn<Reject>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 160,
        cell: (reject) => (reject.channelOrderNo ? <CopyText value={reject.channelOrderNo} /> : t('noNumber')),
      },
      { key: 'shop', header: t('shop'), cell: (reject) => shopNames[reject.shopCode] ?? reject.shopCode },
      { key: 'why', header: t('why'), wrap: true, cell: (reject) => <RejectReasons errors={reject.errors} /> },
      {
        key: 'source',
        header: t('source'),
        cell: (reject) => (t.has(`sources.${reject.source}`) ? t(`sources.${reject.source as 'key'}`) : reject.source),
      },
      { key: 'attempts', header: t('attempts'), align: 'right', cell: (reject) => reject.attempts },
      { key: 'at', header: t('at'), cell: (reject) => <TimeCell value={reject.createdAt} /> },
      {
        key: 'do',
        header: t('do'),
        cell: (reject) =>
          reject.state === 'open' ? (
            <RejectTools reject={reject} can={can} onDismiss={setPutAside} />
          ) : (
            t(`state.${reject.state as 'open'}`)
          ),
      },
    ],
    [t, shopNames, can],
  )

  const many = can['reject.start-bulk'] && state === 'open'
  const offers = [
    ...(many && can['reject.replay']
      ? [{ key: 'replay', label: b('replay'), icon: <RotateCcw />, what: () => ({ action: 'reject.replay' }) }]
      : []),
    ...(many && can['reject.dismiss']
      ? [
          {
            ...{ key: 'dismiss', label: b('dismiss'), icon: <CircleSlash /> },
            asks: { label: b('reason'), required: true },
            what: (reason: string) => ({ action: 'reject.dismiss', reason }),
          },
        ]
      : []),
  ]
  const bulk = useBulkOver({ offers, filter: { state }, actions: jobActions })

  return (
    <>
      {bulk.panel}
      <DataList
        matchable={bulk.may}
        bulk={bulk.may ? bulk.buttons : undefined}
        taste={taste}
        label={t('title')}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        empty={<EmptyState icon={<FileCheck2 />} title={t('empty')} text={t('emptyText')} />}
      />
      {putAside ? (
        <ReasonDialog
          title={t('dismissTitle', { number: putAside.channelOrderNo || t('noNumber') })}
          text={t('dismissText')}
          label={t('reason')}
          confirm={t('dismiss')}
          required
          danger
          pending={dismissing}
          onConfirm={(reason) =>
            act(
              () => dismissRejectAction({ rejectId: putAside.id, reason }),
              t('dismissed'),
              () => setPutAside(null),
            )
          }
          onClose={() => setPutAside(null)}
        />
      ) : null}
    </>
  )
}
