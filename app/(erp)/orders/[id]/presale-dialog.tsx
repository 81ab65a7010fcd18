'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTenant } from '@/components/layout/tenant-context'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { dayStart } from '@/lib/kernel/time'
import type { OrderView } from '@/lib/modules/orders/schema'
import { setPresaleAction, undoOrderAction } from '../work-actions'

/** Until which day the order is kept back; without one, until somebody lets it go. */
export function PresaleDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const t = useTranslations('orders.step.presale')
  const common = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const { timeZone } = useTenant()
  const { act, pending } = useOrderAct()
  const [day, setDay] = useState('')
  const { id: orderId, version, number } = order
  const submit = () =>
    act(
      () =>
        setPresaleAction({
          ...{ orderId, version, presale: true },
          until: day === '' ? null : dayStart(day, timeZone).toISOString(),
        }),
      t('done', { number }),
      onClose,
      () => undoOrderAction({ orderId }),
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
      <Field label={t('until')} note={form('optional')} help={t('untilHelp')}>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={day}
            className="w-44"
            onChange={(event) => setDay(event.target.value)}
          />
        )}
      </Field>
    </Dialog>
  )
}
