'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { Sender } from '../senders'

type Props = {
  title: string
  text: string
  label: string
  warehouses: readonly Sender[]
  pending: boolean
  onConfirm: (warehouseCode: string, reason: string) => void
  onClose: () => void
}

/** Which warehouse sends an order or one of its parcels, and why not the one that was chosen. */
export function RerouteDialog({ title, text, label, warehouses, pending, onConfirm, onClose }: Props) {
  const t = useTranslations('orders')
  const common = useTranslations('common.actions')
  const errors = useTranslations('errors.field')
  const [warehouseCode, choose] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const presets = (['courier', 'nearer'] as const).map((preset) => t(`preset.${preset}`))
  const missing = (value: string | null) => (asked && !value?.trim() ? errors('required') : undefined)
  function submit() {
    setAsked(true)
    if (!warehouseCode || reason.trim() === '' || pending) return
    onConfirm(warehouseCode, reason.trim())
  }
  return (
    <Dialog
      open
      title={title}
      description={text}
      onOpenChange={(open) => open || onClose()}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" pending={pending} onClick={submit}>
            {label}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={t('allocation.warehouse')} error={missing(warehouseCode)}>
          {(control) => (
            <Select
              {...control}
              options={warehouses.map(({ code, name }) => ({ value: code, label: name, hint: code }))}
              value={warehouseCode}
              placeholder={t('allocation.choose')}
              onValueChange={choose}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-1.5">
          {presets.map((preset) => (
            <Button key={preset} size="sm" aria-pressed={reason === preset} onClick={() => setReason(preset)}>
              {preset}
            </Button>
          ))}
        </div>
        <Field label={t('reason')} error={missing(reason)}>
          {(control) => (
            <Textarea {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
