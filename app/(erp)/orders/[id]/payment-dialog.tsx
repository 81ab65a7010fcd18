'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTenant } from '@/components/layout/tenant-context'
import { useOrderAct } from '@/components/orders/use-order-act'
import { exactTime } from '@/components/table/format-time'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { fromMinor, toMinor } from '@/lib/kernel/money'
import { fromLocal } from '@/lib/kernel/time'
import type { OrderView } from '@/lib/modules/orders/schema'
import { recordPaymentAction } from '../actions'

/** What has come in, when and how; what is still due stands there already. */
export function PaymentDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const t = useTranslations('orders.payment')
  const common = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const { timeZone } = useTenant()
  const { act, pending } = useOrderAct()
  const { id: orderId, version, number, currency } = order
  const due = toMinor(order.total, currency) - toMinor(order.paid, currency)
  const [amount, setAmount] = useState(() => fromMinor(due > 0n ? due : 0n, currency))
  const [at, setAt] = useState(() => exactTime(new Date(), timeZone).slice(0, 16).replace(' ', 'T'))
  const [note, setNote] = useState('')
  const submit = () =>
    act(
      () =>
        recordPaymentAction({
          ...{ orderId, version, amount: amount.trim(), note },
          ...(at && { paidAt: fromLocal(at, timeZone).toISOString() }),
        }),
      t('done'),
      onClose,
    )
  return (
    <Dialog
      open
      size="sm"
      title={t('ask', { number })}
      description={t('text')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} onClick={submit}>
            {t('label')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('amount', { currency })}>
          {(control) => (
            <Input
              {...control}
              inputMode="decimal"
              value={amount}
              className="w-44"
              onChange={(event) => setAmount(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('at')} help={t('zone', { timeZone })}>
          {(control) => (
            <Input
              {...control}
              type="datetime-local"
              value={at}
              className="w-52"
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
        <Field label={t('note')} note={form('optional')}>
          {(control) => (
            <Input {...control} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
