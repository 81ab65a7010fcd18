'use client'

import { useTranslations } from 'next-intl'
import { BatchTag } from '@/components/batches/batch-tag'
import { useCarriers } from '@/components/orders/use-carriers'
import { PrintButton } from '@/components/print/print-button'
import { FulfilmentStateBadge, HoldBadge } from '@/components/table/state-badge'
import { TimeCell } from '@/components/table/time-cell'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { CopyText } from '@/components/ui/copy-text'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import { fulfilmentStates } from '@/lib/modules/orders/states'
import type { PhotoView } from '@/lib/modules/warehouse/schema'
import { printCartonMarksAction, printLabelsAction, printSlipsAction } from '../../../print/print-actions'
import { AcceptWeight } from '../../shipping/accept-weight'
import { ShipForm } from '../../shipping/ship-form'
import { UnshipButton } from '../../shipping/unship-button'
import { ParcelPhotos } from './parcel-photos'
import { type ParcelRights, ParcelTools } from './parcel-tools'

export type Tracking = readonly { at: string; status: string; place: string; text: string }[]

type Props = {
  parcel: FulfilmentView
  tracking: Tracking
  photos: readonly PhotoView[]
  mayRemovePhoto: boolean
  warehouseName: string
  mayShip: boolean
  mayUnship: boolean
  mayAcceptWeight: boolean
  mayPrint: { slip: boolean; label: boolean; cartons: boolean }
  can: ParcelRights
}

/** One parcel: what is in it, where it leaves, and once it has left, where it is. */
export function FulfilmentCard({
  parcel,
  tracking,
  photos,
  mayRemovePhoto,
  warehouseName,
  mayShip,
  mayUnship,
  mayAcceptWeight,
  mayPrint,
  can,
}: Props) {
  const t = useTranslations('shipping')
  const lots = useTranslations('batches')
  const { nameOf } = useCarriers()
  const open = fulfilmentStates.can(parcel.state, 'shipped') && parcel.blockReason === null
  const print = { input: { fulfilmentIds: [parcel.id] }, count: 1, variant: 'ghost', size: 'sm' } as const
  // What the carrier said of an earlier journey is older than this one.
  const here =
    parcel.state === 'shipped' &&
    tracking.every(({ at, status }) => status === 'info_received' || at < (parcel.shippedAt ?? ''))
  return (
    <Card
      title={
        <span className="flex flex-wrap items-center gap-x-3">
          <CopyText value={parcel.number} />
          <FulfilmentStateBadge state={parcel.state} />
          {parcel.merged ? <Badge tone="violet">{t('merged')}</Badge> : null}
          {parcel.blockReason ? <HoldBadge code={parcel.blockReason} note={parcel.blockNote} /> : null}
          <span className="font-normal text-muted">{warehouseName}</span>
        </span>
      }
      aside={
        <span className="flex flex-wrap justify-end gap-1">
          <ParcelTools parcel={parcel} can={can} />
          {mayPrint.slip && parcel.state !== 'cancelled' ? (
            <PrintButton {...print} kind="packing_slip" print={printSlipsAction} />
          ) : null}
          {mayPrint.label && open ? <PrintButton {...print} kind="label" print={printLabelsAction} /> : null}
          {mayPrint.cartons && open ? (
            <PrintButton
              {...print}
              kind="carton_mark"
              input={{ fulfilmentId: parcel.id }}
              print={printCartonMarksAction}
            />
          ) : null}
        </span>
      }
    >
      <div className="flex flex-col gap-3 text-sm">
        <ul className="flex flex-wrap gap-x-6 gap-y-1">
          {parcel.lines.map((line) => (
            <li key={`${line.orderLineId} ${line.skuCode}`} className="flex flex-wrap items-baseline gap-x-1.5">
              <CopyText value={line.skuCode} />
              <span data-figure="">× {line.quantity}</span>
              {line.pools.map(({ code, quantity }) => (
                <Badge key={code} tone="teal" title={t('fromPool', { pool: code, quantity })}>
                  {code} {quantity}
                </Badge>
              ))}
              {line.batches.map(({ batchId, batchNo, expiresOn, quantity }) => (
                <BatchTag
                  key={batchId}
                  batchNo={batchNo}
                  expiresOn={expiresOn}
                  quantity={quantity}
                  href={`/stock/batches/${batchId}`}
                />
              ))}
              {line.serials.length > 0 ? (
                <span className="text-xs wrap-break-word text-muted">
                  {lots('numbers', { list: line.serials.join(' ') })}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
        {parcel.trackingNo ? (
          <p className="flex flex-wrap items-center gap-x-3">
            <span>{nameOf(parcel.carrierCode)}</span>
            <CopyText value={parcel.trackingNo} />
            <span className="text-muted">
              {t('shippedAt')} <TimeCell value={parcel.shippedAt} exact />
            </span>
            {mayUnship && here ? <UnshipButton parcel={parcel} /> : null}
          </p>
        ) : null}
        <AcceptWeight parcel={parcel} may={mayAcceptWeight} />
        {open && mayShip ? <ShipForm parcel={parcel} /> : null}
        <ParcelPhotos parcel={parcel} photos={photos} mayRemove={mayRemovePhoto} />
        {tracking.length > 0 ? (
          <ol className="flex flex-col gap-1 border-t border-line-soft pt-3">
            {tracking.map((event) => (
              <li key={`${event.at} ${event.status} ${event.text}`} className="flex flex-wrap gap-x-3">
                <TimeCell value={event.at} exact className="text-muted" />
                <span className="font-medium">
                  {t.has(`tracking.${event.status}`) ? t(`tracking.${event.status as 'delivered'}`) : event.status}
                </span>
                <span>{[event.place, event.text].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </Card>
  )
}
