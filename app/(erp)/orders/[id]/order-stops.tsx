'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { TimeCell } from '@/components/table/time-cell'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import type { HoldView, OrderView } from '@/lib/modules/orders/schema'
import type { HoldCode } from '@/lib/modules/orders/states'
import { releaseHoldAction } from '../actions'

/** Only the facts lift these: no button would help. */
const byFacts: readonly HoldCode[] = ['unpaid', 'unmapped_sku', 'no_lines']
const grave: readonly HoldCode[] = ['suspected_fraud', 'blacklisted', 'refund_requested', 'address_changed']

/** What stops the order: each with since when, who can lift it, and the button that does. */
export function OrderStops({ order, mayRelease }: { order: OrderView; mayRelease: boolean }) {
  const t = useTranslations('orders')
  const { act, pending } = useOrderAct()
  const [lifting, setLifting] = useState<HoldView | null>(null)
  const blocked = order.fulfilments.filter((parcel) => parcel.blockReason !== null)
  if (order.holds.length === 0 && blocked.length === 0) return null
  const noteOf = (note: string) => (t.has(`activityReason.${note}`) ? t(`activityReason.${note}`) : note)
  return (
    <section aria-label={t('stops.title')} className="flex flex-col gap-2">
      {order.holds.map((hold) => (
        <AlertBox
          key={hold.code}
          kind={grave.includes(hold.code) ? 'danger' : 'waiting'}
          title={t('stops.hold', { hold: t(`hold.${hold.code}`) })}
          action={
            mayRelease && !byFacts.includes(hold.code) ? (
              <Button size="sm" disabled={pending} onClick={() => setLifting(hold)}>
                {t('stops.release')}
              </Button>
            ) : undefined
          }
        >
          {hold.note ? <p>{noteOf(hold.note)}</p> : null}
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
            {t(parcel.blockReason === 'stock_lost' ? 'stops.lostText' : 'stops.blockText', {
              reason: t.has(`hold.${parcel.blockReason}`)
                ? t(`hold.${parcel.blockReason as HoldCode}`)
                : (parcel.blockReason ?? ''),
            })}
          </p>
        </AlertBox>
      ))}
      {lifting ? (
        <ReasonDialog
          title={t('stops.releaseTitle', { hold: t(`hold.${lifting.code}`) })}
          text={t('stops.releaseText')}
          confirm={t('stops.release')}
          label={t('reason')}
          presets={[t('preset.phoneChecked'), t('preset.approvedByLead')]}
          pending={pending}
          onConfirm={(reason) =>
            act(
              () => releaseHoldAction({ orderId: order.id, code: lifting.code, reason, version: order.version }),
              t('stops.released'),
              () => setLifting(null),
            )
          }
          onClose={() => setLifting(null)}
        />
      ) : null}
    </section>
  )
}
