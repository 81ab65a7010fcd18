'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { AlertBox } from '@/components/ui/alert-box'
import { Button } from '@/components/ui/button'
import type { OrderView } from '@/lib/modules/orders/schema'
import { refundDoneAction } from '../actions'

/** What cancelling left to be done outside; it stands here until it is. */
export function RefundDue({ order, mayConfirm }: { order: OrderView; mayConfirm: boolean }) {
  const t = useTranslations('orders')
  const { act, pending } = useOrderAct()
  const [asking, ask] = useState(false)
  const { id: orderId, version, currency, refundDue } = order
  if (refundDue === null) return null
  return (
    <>
      <AlertBox
        kind="waiting"
        title={t('refundDue.title', { amount: refundDue, currency })}
        action={
          mayConfirm ? (
            <Button size="sm" onClick={() => ask(true)}>
              {t('refundDue.label')}
            </Button>
          ) : undefined
        }
      >
        <p className="text-muted">{t('refundDue.text')}</p>
      </AlertBox>
      {asking ? (
        <ReasonDialog
          title={t('refundDue.ask')}
          text={t('refundDue.askText')}
          confirm={t('refundDue.label')}
          label={t('reason')}
          presets={[t('refundDue.preset')]}
          pending={pending}
          onConfirm={(reason) =>
            act(
              () => refundDoneAction({ orderId, version, reason }),
              t('refundDue.done'),
              () => ask(false),
              async () => {
                const back = await refundDoneAction({ orderId, done: false })
                return back.ok ? { ok: true, value: null } : back
              },
            )
          }
          onClose={() => ask(false)}
        />
      ) : null}
    </>
  )
}
