'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { OrderView } from '@/lib/modules/orders/schema'
import { SkuField } from '../new/sku-field'
import { addGiftAction, undoOrderAction } from '../work-actions'

/** A present beside what was bought: which, how many, why. */
export function GiftDialog({ order, onClose }: { order: OrderView; onClose: () => void }) {
  const t = useTranslations('orders')
  const common = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const errors = useTranslations('errors.field')
  const { act, pending } = useOrderAct()
  const [skuCode, pick] = useState<string | null>(null)
  const [quantity, setQuantity] = useState(1)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const { id: orderId, version, number } = order
  function submit() {
    setAsked(true)
    if (skuCode === null || !(quantity >= 1) || pending) return
    act(
      () => addGiftAction({ orderId, version, skuCode, quantity, reason: reason.trim() }),
      t('step.gift.done', { number }),
      onClose,
      () => undoOrderAction({ orderId }),
    )
  }
  return (
    <Dialog
      open
      title={t('step.gift.ask', { number })}
      description={t('step.gift.text')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} onClick={submit}>
            {t('step.gift.label')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label="SKU" error={asked && skuCode === null ? errors('required') : undefined}>
          {(control) => (
            <SkuField
              {...control}
              value={skuCode}
              placeholder={t('new.skuHint')}
              onPick={(sku) => pick(sku?.code ?? null)}
            />
          )}
        </Field>
        <Field label={t('line.quantity')} error={asked && !(quantity >= 1) ? errors('too_small') : undefined}>
          {(control) => (
            <Input
              {...control}
              type="number"
              inputMode="numeric"
              min={1}
              max={10_000}
              step={1}
              value={Number.isNaN(quantity) ? '' : quantity}
              className="w-28"
              onChange={(event) => setQuantity(event.target.valueAsNumber)}
            />
          )}
        </Field>
        <Field label={t('reason')} note={form('optional')}>
          {(control) => (
            <Input {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
