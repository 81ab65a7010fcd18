'use client'

import { OctagonPause, Play, Route, Truck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useMemo } from 'react'
import { type BulkOffer, useBulkOver } from '@/components/bulk/use-bulk-over'
import { useCarriers } from '@/components/orders/use-carriers'
import { OrderLink, type ShopNames } from '@/components/orders/use-order-columns'
import { PrintButton } from '@/components/print/print-button'
import type { ListColumn } from '@/components/table/columns'
import { DataList } from '@/components/table/data-list'
import type { ListTaste } from '@/components/table/list-taste'
import { FulfilmentStateBadge, HoldBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { CopyText } from '@/components/ui/copy-text'
import { EmptyState } from '@/components/ui/empty-state'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import { fulfilmentStates } from '@/lib/modules/orders/states'
import type { Rights } from '@/lib/platform/entrance/rights'
import { printLabelsAction, printSlipsAction } from '../../print/print-actions'
import { cancelBulkAction, retryBulkAction, startParcelBulkAction } from '../bulk/job-actions'
import { ParcelTools } from '../orders/[id]/parcel-tools'
import { RerouteDialog } from '../orders/[id]/reroute-dialog'
import type { Sender } from '../orders/senders'
import { AcceptWeight } from './accept-weight'
import { ShipForm } from './ship-form'
import { UnshipButton } from './unship-button'

type Parcel = FulfilmentView & { orders: { id: string; number: string }[]; createdAt: string }

const jobActions = { start: startParcelBulkAction, retry: retryBulkAction, cancel: cancelBulkAction }

type Props = {
  taste: ListTaste
  page: { items: Parcel[]; nextCursor: string | null }
  warehouseNames: ShopNames
  /** Warehouses that may send a parcel. */
  senders: readonly Sender[]
  can: Rights<
    | 'fulfilment.ship'
    | 'fulfilment.unship'
    | 'fulfilment.block'
    | 'fulfilment.unblock'
    | 'fulfilment.move'
    | 'fulfilment.start-bulk'
    | 'print.labels'
    | 'print.slips'
    | 'parcel.accept-weight'
  >
  filter: Readonly<Record<string, unknown>>
  /** The list of what is to be shipped, rather than of what has been. */
  waiting: boolean
  /** Parcels of every state: then each row says its own. */
  mixed: boolean
  /** Those that are stopped: then each row says why and can be let go. */
  blocked: boolean
}

const rowId = (parcel: Parcel) => parcel.id
const rowLabel = (parcel: Parcel) => parcel.number

function Contents({ parcel }: { parcel: Parcel }) {
  const t = useTranslations('shipping')
  const [first, ...rest] = parcel.lines
  if (!first) return '—'
  const all = parcel.lines.map((line) => `${line.skuCode} × ${line.quantity}`).join('\n')
  return (
    <span title={all}>
      <span className="font-mono text-[0.93em]">{first.skuCode}</span> × {first.quantity}
      {rest.length > 0 ? <span className="text-muted"> {t('moreLines', { count: rest.length })}</span> : null}
    </span>
  )
}

type Cell = { parcel: Parcel; mayShip: boolean; mayUnship: boolean; mayAccept: boolean }

function ShipCell({ parcel, mayShip, mayUnship, mayAccept }: Cell) {
  const { nameOf } = useCarriers()
  if (parcel.weightOff) return <AcceptWeight parcel={parcel} may={mayAccept} />
  if (parcel.trackingNo) {
    return (
      <span className="inline-flex items-baseline gap-2">
        <span className="text-muted">{nameOf(parcel.carrierCode)}</span>
        <CopyText value={parcel.trackingNo} />
        {mayUnship && parcel.state === 'shipped' ? <UnshipButton parcel={parcel} /> : null}
      </span>
    )
  }
  const open = fulfilmentStates.can(parcel.state, 'shipped') && parcel.blockReason === null
  return open && mayShip ? <ShipForm parcel={parcel} inline /> : '—'
}

export function ShippingList({ taste, page, warehouseNames, senders, can, filter, ...shown }: Props) {
  const { waiting, mixed, blocked } = shown
  const t = useTranslations('shipping')
  const b = useTranslations('bulk.bar')
  const mayPrint = can['print.slips']
  const mayShip = can['fulfilment.ship']
  const mayUnship = can['fulfilment.unship']
  const mayAccept = can['parcel.accept-weight']
  const mayUnblock = can['fulfilment.unblock']
  const columns = useMemo<ListColumn<Parcel>[]>(
    () => [
      {
        key: 'number',
        header: t('number'),
        width: 150,
        // Badges stand below the number: the way to ship stays in sight.
        cell: (parcel) => (
          <span className="inline-flex flex-col items-start gap-0.5 max-md:items-end">
            <CopyText value={parcel.number} />
            {parcel.blockReason ? <HoldBadge code={parcel.blockReason} note={parcel.blockNote} /> : null}
            {parcel.merged ? <Badge tone="violet">{t('merged')}</Badge> : null}
          </span>
        ),
      },
      {
        key: 'orders',
        header: t('orders'),
        width: 150,
        cell: (parcel) => parcel.orders.map((order) => <OrderLink key={order.id} {...order} />),
      },
      ...(mixed
        ? [
            {
              key: 'state',
              header: t('state'),
              cell: (parcel: Parcel) => <FulfilmentStateBadge state={parcel.state} />,
            },
          ]
        : []),
      { key: 'contents', header: t('contents'), cell: (parcel) => <Contents parcel={parcel} /> },
      {
        key: 'warehouse',
        header: t('warehouse'),
        cell: (parcel) => warehouseNames[parcel.warehouseCode] ?? parcel.warehouseCode,
      },
      blocked
        ? { key: 'at', header: t('blockedAt'), cell: (parcel) => <TimeCell value={parcel.blockedAt} /> }
        : waiting
          ? { key: 'at', header: t('createdAt'), cell: (parcel) => <TimeCell value={parcel.createdAt} /> }
          : { key: 'at', header: t('shippedAt'), cell: (parcel) => <TimeCell value={parcel.shippedAt} /> },
      ...(mayPrint && !blocked
        ? [
            {
              key: 'print',
              header: t('print'),
              cell: (parcel: Parcel) =>
                parcel.state === 'cancelled' ? null : (
                  <PrintButton
                    kind="packing_slip"
                    variant="ghost"
                    size="sm"
                    label={t('printOne', { number: parcel.number })}
                    input={{ fulfilmentIds: [parcel.id] }}
                    count={1}
                    print={printSlipsAction}
                  />
                ),
            },
          ]
        : []),
      ...(blocked
        ? [
            { key: 'note', header: t('note'), wrap: true, cell: (parcel: Parcel) => parcel.blockNote || '—' },
            {
              key: 'unblock',
              header: t('do'),
              // Where a hold is behind it, the hold is released on the order's page.
              cell: (parcel: Parcel) =>
                parcel.blockReason === 'by_hand' || parcel.blockReason === 'note_changed' ? (
                  <ParcelTools parcel={parcel} can={{ block: false, unblock: mayUnblock, unmerge: false }} />
                ) : (
                  '—'
                ),
            },
          ]
        : [
            {
              key: 'ship',
              header: t('parcel'),
              cell: (parcel: Parcel) => (
                <ShipCell parcel={parcel} mayShip={mayShip} mayUnship={mayUnship} mayAccept={mayAccept} />
              ),
            },
          ]),
    ],
    [t, warehouseNames, mayShip, mayUnship, mayAccept, mayPrint, mayUnblock, mixed, waiting, blocked],
  )
  const asks = { label: b('reason'), required: true }
  const stop = (key: 'block' | 'unblock', icon: ReactNode) =>
    can['fulfilment.start-bulk'] && can[`fulfilment.${key}`]
      ? [{ key, label: b(key), icon, asks, what: (reason: string) => ({ action: `fulfilment.${key}`, reason }) }]
      : []
  const elsewhere: BulkOffer[] =
    waiting && can['fulfilment.start-bulk'] && can['fulfilment.move'] && senders.length > 1
      ? [
          {
            ...{ key: 'move', label: b('move'), icon: <Route /> },
            dialog: ({ onConfirm, ...asked }) => (
              <RerouteDialog
                {...asked}
                title={b('move')}
                label={b('start')}
                warehouses={senders}
                onConfirm={(warehouseCode, reason) => onConfirm({ action: 'fulfilment.move', warehouseCode, reason })}
              />
            ),
          },
        ]
      : []
  const offers = blocked ? stop('unblock', <Play />) : [...stop('block', <OctagonPause />), ...elsewhere]
  const bulk = useBulkOver({ offers, filter, actions: jobActions })
  const mayAny = bulk.may || can['print.labels'] || can['print.slips']
  return (
    <>
      {bulk.panel}
      <DataList
        matchable={bulk.may}
        label={t('title')}
        taste={taste}
        rows={page.items}
        columns={columns}
        rowId={rowId}
        rowLabel={rowLabel}
        nextCursor={page.nextCursor}
        bulk={
          mayAny
            ? (parcels, clear, all) => {
                const fulfilmentIds = parcels.map((parcel) => parcel.id)
                const print = { input: { fulfilmentIds }, count: parcels.length, variant: 'inverse' } as const
                return (
                  <>
                    {bulk.buttons(parcels, clear, all)}
                    {can['print.labels'] && !all ? (
                      <PrintButton {...print} kind="label" print={printLabelsAction} />
                    ) : null}
                    {can['print.slips'] && !all ? (
                      <PrintButton {...print} kind="packing_slip" print={printSlipsAction} />
                    ) : null}
                  </>
                )
              }
            : undefined
        }
        empty={
          <EmptyState
            icon={<Truck />}
            title={t(blocked ? 'blockedEmpty' : waiting ? 'empty' : 'emptyOther')}
            text={t(blocked ? 'blockedEmptyText' : waiting ? 'emptyText' : 'emptyOtherText')}
          />
        }
      />
    </>
  )
}
