'use client'

import { OctagonPause, Play, Route, Ungroup } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import type { FulfilmentView } from '@/lib/modules/orders/schema'
import type { Sender } from '../senders'
import {
  blockFulfilmentAction,
  moveFulfilmentAction,
  unblockFulfilmentAction,
  undoOrderAction,
  unmergeFulfilmentAction,
} from '../work-actions'
import { RerouteDialog } from './reroute-dialog'

/**
 * `moveTo`: warehouses that may send it instead; none for who may not decide that. `undoOn`: the order on whose page the parcel is shown,
 * for who may take back what was done there.
 */
export type ParcelRights = {
  block: boolean
  unblock: boolean
  unmerge: boolean
  moveTo?: readonly Sender[]
  undoOn?: string | undefined
}

type Props = { parcel: FulfilmentView; can: ParcelRights }

const onWay = ['shipped', 'delivered', 'cancelled']

/** Stops a parcel, lets it go, takes it apart: what can be done to it while it is here. */
export function ParcelTools({ parcel, can }: Props) {
  const t = useTranslations('orders.parcel')
  const reason = useTranslations('orders')('reason')
  const { act, pending } = useOrderAct()
  const [asking, setAsking] = useState<'block' | 'unblock' | null>(null)
  const [moving, setMoving] = useState(false)
  const { id: fulfilmentId, number, version, blockReason } = parcel
  if (onWay.includes(parcel.state)) return null
  const unpicked = parcel.state === 'allocated' || parcel.state === 'released'
  const others = (can.moveTo ?? []).filter(({ code }) => code !== parcel.warehouseCode)
  const movable = unpicked && !parcel.merged && blockReason === null && others.length > 0
  const { undoOn } = can
  const undo = undoOn === undefined ? undefined : () => undoOrderAction({ orderId: undoOn })
  const work = {
    block: (why: string) => blockFulfilmentAction({ fulfilmentId, version, reason: why }),
    unblock: (why: string) => unblockFulfilmentAction({ fulfilmentId, version, reason: why }),
  }
  return (
    <>
      {parcel.merged && unpicked && blockReason === null && can.unmerge ? (
        <Button
          size="sm"
          variant="ghost"
          pending={pending}
          onClick={() =>
            act(() => unmergeFulfilmentAction({ fulfilmentId }), t('unmerged', { number }), undefined, undo)
          }
        >
          <Ungroup />
          {t('unmerge')}
        </Button>
      ) : null}
      {movable ? (
        <Button size="sm" variant="ghost" onClick={() => setMoving(true)}>
          <Route />
          {t('move.label')}
        </Button>
      ) : null}
      {blockReason === null && can.block ? (
        <Button size="sm" variant="ghost" onClick={() => setAsking('block')}>
          <OctagonPause />
          {t('block.label')}
        </Button>
      ) : null}
      {blockReason !== null && blockReason !== 'stock_lost' && can.unblock ? (
        <Button size="sm" onClick={() => setAsking('unblock')}>
          <Play />
          {t('unblock.label')}
        </Button>
      ) : null}
      {moving ? (
        <RerouteDialog
          title={t('move.title', { number })}
          text={t('move.text')}
          label={t('move.label')}
          warehouses={others}
          pending={pending}
          onConfirm={(warehouseCode, why) =>
            act(
              () => moveFulfilmentAction({ fulfilmentId, version, warehouseCode, reason: why }),
              t('move.done', { number }),
              () => setMoving(false),
              undo,
            )
          }
          onClose={() => setMoving(false)}
        />
      ) : null}
      {asking ? (
        <ReasonDialog
          title={t(`${asking}.title`, { number })}
          text={t(`${asking}.text`)}
          label={reason}
          confirm={t(`${asking}.label`)}
          required
          pending={pending}
          onConfirm={(why) =>
            act(
              () => work[asking](why),
              t(`${asking}.done`, { number }),
              () => setAsking(null),
              asking === 'block' ? undo : undefined,
            )
          }
          onClose={() => setAsking(null)}
        />
      ) : null}
    </>
  )
}
