'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import type { HoldView, OrderView } from '@/lib/modules/orders/schema'
import { type HoldCode, notLiftedByHand } from '@/lib/modules/orders/states'
import { releaseFinanceReviewAction, releaseHoldAction } from '../actions'
import { undoOrderAction } from '../work-actions'
import { HoldReasons } from './hold-reasons'
import { PaymentDialog } from './payment-dialog'

const stopText = (reason: string | null) =>
  reason === 'stock_lost'
    ? 'stops.lostText'
    : reason === 'by_hand' || reason === 'note_changed'
      ? 'stops.handText'
      : 'stops.blockText'

const grave: readonly HoldCode[] = ['suspected_fraud', 'blacklisted', 'refund_requested', 'address_changed']

type Props = { order: OrderView; mayRelease: boolean; mayPassFinance: boolean; mayRecordPayment: boolean }

/** What stops the order: each with since when, who can lift it, and the button that does. */
export function OrderStops({ order, mayRelease, mayPassFinance, mayRecordPayment }: Props) {
  const t = useTranslations('orders')
  const { act, pending } = useOrderAct()
  const [lifting, setLifting] = useState<HoldView | null>(null)
  const [paying, setPaying] = useState(false)
  const blocked = order.fulfilments.filter((parcel) => parcel.blockReason !== null)
  if (order.holds.length === 0 && blocked.length === 0) return null
  const mayLift = (code: HoldCode) =>
    code === 'finance_review' ? mayPassFinance : mayRelease && !notLiftedByHand.includes(code)
  // The finance review is a use case of its own, so that a permission of its own guards it.
  const lift = ({ code }: HoldView, reason: string) => {
    const common = { orderId: order.id, reason, version: order.version }
    return code === 'finance_review' ? releaseFinanceReviewAction(common) : releaseHoldAction({ ...common, code })
  }
  const noteOf = (note: string) => (t.has(`activityReason.${note}`) ? t(`activityReason.${note}`) : note)
  return (
    <section aria-label={t('stops.title')} className="flex flex-col gap-2">
      {order.holds.map((hold) => (
        <AlertBox
          key={hold.code}
          kind={grave.includes(hold.code) ? 'danger' : 'waiting'}
          title={t('stops.hold', { hold: t(`hold.${hold.code}`) })}
          action={
            mayLift(hold.code) ? (
              <Button size="sm" disabled={pending} onClick={() => setLifting(hold)}>
                {t(hold.code === 'finance_review' ? 'stops.passFinance' : 'stops.release')}
              </Button>
            ) : hold.code === 'unpaid' && order.paymentByHand && mayRecordPayment ? (
              <Button size="sm" onClick={() => setPaying(true)}>
                {t('payment.label')}
              </Button>
            ) : undefined
          }
        >
          {hold.note ? <p>{noteOf(hold.note)}</p> : null}
          {hold.details ? <HoldReasons details={hold.details} /> : null}
          <p className="text-muted">
            {t('stops.since')} <TimeCell value={hold.since} />
            {hold.until ? (
              <>
                {' · '}
                {t('stops.until')} <TimeCell value={hold.until} exact />
              </>
            ) : null}
            {' · '}
            {t(`holdHelp.${hold.code}`)}
          </p>
        </AlertBox>
      ))}
      {blocked.map((parcel) => (
        <AlertBox key={parcel.id} kind="danger" title={t('stops.block', { number: parcel.number })}>
          <p className="text-muted">
            {t(stopText(parcel.blockReason), {
              reason: t.has(`hold.${parcel.blockReason}`)
                ? t(`hold.${parcel.blockReason as HoldCode}`)
                : (parcel.blockReason ?? ''),
            })}
          </p>
          {parcel.blockNote ? <p>{parcel.blockNote}</p> : null}
        </AlertBox>
      ))}
      {paying ? <PaymentDialog order={order} onClose={() => setPaying(false)} /> : null}
      {lifting ? (
        <ReasonDialog
          title={t('stops.releaseTitle', { hold: t(`hold.${lifting.code}`) })}
          text={t('stops.releaseText')}
          confirm={t(lifting.code === 'finance_review' ? 'stops.passFinance' : 'stops.release')}
          label={t('reason')}
          presets={[t('preset.phoneChecked'), t('preset.approvedByLead')]}
          pending={pending}
          onConfirm={(reason) =>
            act(
              () => lift(lifting, reason),
              t('stops.released'),
              () => setLifting(null),
              () => undoOrderAction({ orderId: order.id }),
            )
          }
          onClose={() => setLifting(null)}
        />
      ) : null}
    </section>
  )
}
