'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ReasonDialog } from '@/components/orders/reason-dialog'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { OrderView } from '@/lib/modules/orders/schema'
import { takeGoodsAction, undoOrderAction } from '../work-actions'

/** Which order gives its goods to this one, and why. */
export function TakeGoodsDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const t = useTranslations('orders')
  const errors = useTranslations('errors.field')
  const { act, pending } = useOrderAct()
  const [fromNumber, setFromNumber] = useState('')
  const [asked, setAsked] = useState(false)
  const { id: orderId, version, number } = order
  const missing = asked && fromNumber.trim() === ''
  return (
    <ReasonDialog
      title={t('step.takeGoods.ask', { number })}
      text={t('step.takeGoods.text')}
      before={
        <Field label={t('step.takeGoods.from')} error={missing ? errors('required') : undefined}>
          {(control) => (
            <Input
              {...control}
              value={fromNumber}
              maxLength={100}
              className="font-mono"
              onChange={(event) => setFromNumber(event.target.value)}
            />
          )}
        </Field>
      }
      confirm={t('step.takeGoods.label')}
      label={t('reason')}
      required
      pending={pending}
      onConfirm={(reason) => {
        setAsked(true)
        if (fromNumber.trim() === '') return
        act(
          () => takeGoodsAction({ orderId, version, fromNumber, reason }),
          t('step.takeGoods.done', { number }),
          onClose,
          () => undoOrderAction({ orderId }),
        )
      }}
      onClose={onClose}
    />
  )
}
