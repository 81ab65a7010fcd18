'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTenant } from '@/components/layout/tenant-context'
import { useOrderAct } from '@/components/orders/use-order-act'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { dayStart } from '@/lib/kernel/time'
import { SkuField } from '../new/sku-field'
import { setPresaleSkuAction } from '../work-actions'

type Props = { shops: readonly { code: string; name: string }[]; onClose: () => void }

/** Which shop sells which SKU ahead, and from which day it ships. */
export function PresaleSkuDialog({ shops, onClose }: Props) {
  const t = useTranslations('orders.presales')
  const orders = useTranslations('orders')
  const common = useTranslations('common.actions')
  const form = useTranslations('ui.form')
  const errors = useTranslations('errors.field')
  const { timeZone } = useTenant()
  const { act, pending } = useOrderAct()
  const [shopCode, setShop] = useState<string | null>(shops.length === 1 ? (shops[0]?.code ?? null) : null)
  const [skuCode, pick] = useState<string | null>(null)
  const [day, setDay] = useState('')
  const [asked, setAsked] = useState(false)
  const missing = (value: string | null) => (asked && value === null ? errors('required') : undefined)
  function submit() {
    setAsked(true)
    if (shopCode === null || skuCode === null || pending) return
    const until = day === '' ? null : dayStart(day, timeZone).toISOString()
    act(() => setPresaleSkuAction({ shopCode, skuCode, until }), t('added', { sku: skuCode }), onClose)
  }
  return (
    <Dialog
      open
      size="sm"
      title={t('add')}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} onClick={submit}>
            {t('add')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('shop')} error={missing(shopCode)}>
          {(control) => (
            <Select
              {...control}
              value={shopCode}
              options={shops.map(({ code, name }) => ({ value: code, label: name }))}
              onValueChange={setShop}
            />
          )}
        </Field>
        <Field label={t('sku')} error={missing(skuCode)}>
          {(control) => (
            <SkuField
              {...control}
              value={skuCode}
              placeholder={orders('new.skuHint')}
              onPick={(sku) => pick(sku?.code ?? null)}
            />
          )}
        </Field>
        <Field label={t('until')} note={form('optional')} help={orders('step.presale.untilHelp')}>
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
      </div>
    </Dialog>
  )
}
