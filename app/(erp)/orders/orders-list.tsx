'use client'

import { Ban, Check, Flag, ListChecks, PhoneCall, Route } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState, useTransition } from 'react'
import { useRefusalText } from '@/components/form/use-refusal-text'
import type { MarkWhat } from '@/components/orders/all-marks-dialog'
import { type Bulk, BulkReport } from '@/components/orders/bulk-report'
import { NewOrders } from '@/components/orders/new-orders'
import { type Decision, useDecisions } from '@/components/orders/use-decisions'
import { useMarks } from '@/components/orders/use-marks'
import { type ShopNames, useOrderColumns } from '@/components/orders/use-order-columns'
import { PrintButton } from '@/components/print/print-button'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { flagColours } from '@/lib/kernel/flag-colours'
import type { OrderRow } from '@/lib/modules/orders/schema'
import { mostPapers } from '@/lib/modules/prints/states'
import type { Rights } from '@/lib/platform/entrance/rights'
import { printLabelsAction, printSlipsAction } from '../../print/print-actions'
import { cancelBulkAction, retryBulkAction } from '../bulk/job-actions'
import { reviewOrdersAction } from './actions'
import { startBulkAction } from './bulk-actions'
import { markActions } from './mark-bundle'
import { undoOrdersAction } from './work-actions'

const BulkJob = dynamic(() => import('@/components/bulk/bulk-job').then((module) => module.BulkJob), { ssr: false })
const MarksDialog = dynamic(() => import('@/components/orders/marks-dialog').then((module) => module.MarksDialog), {
  ssr: false,
})
const AllMarksDialog = dynamic(
  () => import('@/components/orders/all-marks-dialog').then((module) => module.AllMarksDialog),
  { ssr: false },
)
const ReasonDialog = dynamic(() => import('@/components/orders/reason-dialog').then((module) => module.ReasonDialog), {
  ssr: false,
})

const RerunAllDialog = dynamic(() => import('./rerun-all-dialog').then((module) => module.RerunAllDialog), {
  ssr: false,
})
const RerunDialog = dynamic(() => import('./rerun-dialog').then((module) => module.RerunDialog), { ssr: false })
const RoutingDialog = dynamic(() => import('./routing-dialog').then((module) => module.RoutingDialog), { ssr: false })

export type OrderListRights = Rights<
  | 'rule.rerun'
  | 'rule.rerun-routing'
  | 'order.review'
  | 'order.set-flags'
  | 'order.set-tags'
  | 'order.assign'
  | 'order.start-bulk'
  | 'tag.create'
  | 'print.labels'
  | 'print.slips'
>

type RulesWhat = { action: 'rule.rerun' | 'rule.rerun-routing'; version: number }
type ReviewWhat = { action: 'order.review'; decision: Decision; reason: string }

type Props = {
  taste: ListTaste
  page: { items: OrderRow[]; nextCursor: string | null }
  shopNames: ShopNames
  can: OrderListRights
  /** When the page was read: what came later is new. */
  readAt: string
  empty: ReactNode
}

const rowId = (order: OrderRow) => order.id
const rowLabel = (order: OrderRow) => order.number
const rowHref = (order: OrderRow) => `/orders/${order.id}`
const jobActions = { retry: retryBulkAction, cancel: cancelBulkAction }

/** Of the address what the filter of the job takes: a place in the list and a view's name mean the screen, not the orders. */
function filterOf(params: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...params].filter(([name]) => !['cursor', 'limit', 'view', 'sort'].includes(name)))
}

export function OrdersList({ taste, page, shopNames, can, readAt, empty }: Props) {
  const t = useTranslations('orders')
  const w = useTranslations('ruleWords')
  const columns = useOrderColumns(shopNames)
  const params = useSearchParams()
  const { refusalText } = useRefusalText()
  const select = useRef<((ids: readonly string[]) => void) | null>(null)
  const [bulk, setBulk] = useState<Bulk | null>(null)
  const [jobId, setJobId] = useState<string | null>(null)
  const [doubted, setDoubted] = useState<{ rows: readonly OrderRow[]; all: boolean } | null>(null)
  const [ruling, setRuling] = useState<{ kind: 'review' | 'routing'; rows: readonly OrderRow[] } | null>(null)
  const [marking, setMarking] = useState<readonly string[] | null>(null)
  const { decide, pending } = useDecisions(reviewOrdersAction, setBulk, undoOrdersAction)
  const marks = useMarks(markActions)
  const [allOf, setAllOf] = useState<'marks' | 'review' | 'routing' | null>(null)
  const [starting, start] = useTransition()
  const mayMark = can['order.set-flags'] && can['order.set-tags'] && can['order.assign']

  const rulers = [
    ...(can['rule.rerun'] ? (['review'] as const) : []),
    ...(can['rule.rerun-routing'] ? (['routing'] as const) : []),
  ]
  const mayPrint = can['print.labels'] || can['print.slips']

  /** To all that match, as a job: the list shows how far it is. */
  function startAll(what: MarkWhat | RulesWhat | ReviewWhat) {
    start(async () => {
      const outcome = await startBulkAction({ filter: filterOf(params), what })
      if (outcome.ok) setJobId(outcome.value.jobId)
      else toast.error(refusalText(outcome.refusal))
      setDoubted(null)
      setAllOf(null)
      select.current?.([])
    })
  }

  function review(decision: Decision, rows: readonly OrderRow[], all: boolean, reason = '') {
    if (all) return startAll({ action: 'order.review', decision, reason })
    setDoubted(null)
    if (rows.length > 1) select.current?.([])
    void decide(decision, rows, reason)
  }

  /** One row after the other: the key decides on the row that has the focus and goes on to the next. */
  function approve(rows: readonly OrderRow[]) {
    const [only] = rows
    if (rows.length === 1 && only)
      document.querySelector<HTMLElement>(`tr[data-row="${only.id}"] + tr`)?.focus({ preventScroll: false })
    review('approve', rows, false)
  }

  const ids = (rows: readonly OrderRow[]) => rows.map((row) => row.id)
  const keys = {
    ...(can['order.review'] && { a: approve }),
    ...(mayMark && { m: (rows: readonly OrderRow[]) => setMarking(ids(rows)) }),
    ...(can['order.set-flags'] &&
      Object.fromEntries(
        (['', ...flagColours] as const).map((flag, i) => [
          String(i),
          (rows: readonly OrderRow[]) => marks.setFlag(ids(rows), flag),
        ]),
      )),
  }
  const busy = pending || starting
  return (
    <>
      {bulk ? (
        <BulkReport bulk={bulk} onSelectRefused={(ids) => select.current?.(ids)} onClose={() => setBulk(null)} />
      ) : null}
      {jobId ? <BulkJob jobId={jobId} actions={jobActions} onClose={() => setJobId(null)} /> : null}
      <NewOrders since={readAt} />
      <DataList
        label={t('list')}
        taste={taste}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        rowHref={rowHref}
        nextCursor={page.nextCursor}
        keys={keys}
        select={select}
        empty={empty}
        matchable={can['order.start-bulk'] && (can['order.review'] || mayMark || rulers.length > 0)}
        bulk={
          can['order.review'] || mayMark || mayPrint
            ? (rows, _clear, all) => (
                <>
                  {can['order.review'] ? (
                    <>
                      <Button variant="inverse" pending={busy} onClick={() => review('approve', rows, all)}>
                        <Check />
                        {t('decision.approve')}
                        {all ? null : (
                          <Kbd className="border-on-inverse/30 bg-transparent text-on-inverse max-md:hidden">A</Kbd>
                        )}
                      </Button>
                      <Button variant="inverse" disabled={busy} onClick={() => review('contact', rows, all)}>
                        <PhoneCall />
                        {t('decision.contact')}
                      </Button>
                      <Button variant="inverse" disabled={busy} onClick={() => setDoubted({ rows, all })}>
                        <Ban />
                        {t('decision.invalid')}
                      </Button>
                    </>
                  ) : null}
                  {mayMark ? (
                    <Button variant="inverse" onClick={() => (all ? setAllOf('marks') : setMarking(ids(rows)))}>
                      <Flag />
                      {t('marks.button')}
                      {all ? null : (
                        <Kbd className="border-on-inverse/30 bg-transparent text-on-inverse max-md:hidden">M</Kbd>
                      )}
                    </Button>
                  ) : null}
                  {rulers.length > 0 ? (
                    <Menu
                      side="top"
                      entries={rulers.map((kind) => ({
                        key: kind,
                        label: w(kind === 'review' ? 'rerun.review' : 'rerun.routingRules'),
                        icon: kind === 'review' ? <ListChecks /> : <Route />,
                        onSelect: () => (all ? setAllOf(kind) : setRuling({ kind, rows })),
                      }))}
                      trigger={
                        <Button variant="inverse">
                          <ListChecks />
                          {w('rerun.button')}
                        </Button>
                      }
                    />
                  ) : null}
                  {all || rows.length > mostPapers ? null : <OrderPapers rows={rows} can={can} />}
                </>
              )
            : undefined
        }
      />
      {doubted ? (
        <ReasonDialog
          title={doubted.all ? t('invalidMany.titleAll') : t('invalidMany.title', { count: doubted.rows.length })}
          text={t('invalidMany.text')}
          label={t('reason')}
          confirm={t('decision.invalid')}
          presets={[t('preset.duplicate'), t('preset.malicious'), t('preset.test')]}
          required
          danger
          pending={busy}
          onConfirm={(reason) => review('invalid', doubted.rows, doubted.all, reason)}
          onClose={() => setDoubted(null)}
        />
      ) : null}
      {allOf === 'marks' ? (
        <AllMarksDialog pending={starting} onStart={startAll} onClose={() => setAllOf(null)} />
      ) : null}
      {allOf === 'review' || allOf === 'routing' ? (
        <RerunAllDialog
          kind={allOf}
          sample={page.items[0]}
          pending={starting}
          onStart={(version) => startAll({ action: allOf === 'review' ? 'rule.rerun' : 'rule.rerun-routing', version })}
          onClose={() => setAllOf(null)}
        />
      ) : null}
      {ruling?.kind === 'review' ? <RerunDialog orders={ruling.rows} onClose={() => setRuling(null)} /> : null}
      {ruling?.kind === 'routing' ? <RoutingDialog orders={ruling.rows} onClose={() => setRuling(null)} /> : null}
      {marking ? (
        <MarksDialog
          orders={page.items.filter((order) => marking.includes(order.id))}
          actions={markActions}
          mayCreateTag={can['tag.create']}
          onClose={() => setMarking(null)}
        />
      ) : null}
    </>
  )
}

/** Papers of what waits to leave of the chosen orders; orders without a parcel are named. */
function OrderPapers({ rows, can }: { rows: readonly OrderRow[]; can: OrderListRights }) {
  const print = { input: { orderIds: rows.map((row) => row.id) }, count: rows.length, variant: 'inverse' } as const
  return (
    <>
      {can['print.labels'] ? <PrintButton {...print} kind="label" print={printLabelsAction} /> : null}
      {can['print.slips'] ? <PrintButton {...print} kind="packing_slip" print={printSlipsAction} /> : null}
    </>
  )
}
