'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { z } from 'zod'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { FormField } from '@/components/form/form-field'
import { recordAt } from '@/components/form/record-at'
import { SubmitBar } from '@/components/form/submit-bar'
import { useActionForm } from '@/components/form/use-action-form'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Sheet } from '@/components/ui/sheet'
import { toast } from '@/components/ui/toast'
import { type SkuView, serialModes, trackingFields } from '@/lib/modules/catalog/schema'

const schema = z.object(trackingFields)
const valuesOf = ({ batchTracked, shelfLifeDays, sellBeforeDays, expiryAlertDays, serialMode }: SkuView) => {
  return { batchTracked, shelfLifeDays, sellBeforeDays, expiryAlertDays, serialMode }
}
const dayFields = [
  ['shelfLifeDays', 'shelfLife'],
  ['sellBeforeDays', 'sellBefore'],
  ['expiryAlertDays', 'alert'],
] as const

type Props = { sku: SkuView; save: (input: unknown) => Promise<ActionResult<SkuView>>; label?: string }

/** What a SKU asks for beside a quantity. */
export function TrackingSheet({ sku, save, label }: Props) {
  const t = useTranslations('batches.track')
  const [open, setOpen] = useState(false)
  return (
    <Sheet
      title={t('title', { sku: sku.code })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size={label ? 'sm' : undefined}>{label ?? t('open')}</Button>}
    >
      <TrackingForm sku={sku} save={save} onDone={() => setOpen(false)} />
    </Sheet>
  )
}

function TrackingForm({ sku, save, onDone }: Props & { onDone: () => void }) {
  const t = useTranslations('batches.track')
  const common = useTranslations('common.actions')
  const router = useRouter()
  const state = useActionForm({
    schema,
    record: recordAt(sku, `skus/${sku.id}`, valuesOf),
    defaultValues: valuesOf(sku),
    action: (fields, version) => save({ ...fields, skuId: sku.id, version }),
    onDone: () => {
      toast.success(t('saved'))
      onDone()
      router.refresh()
    },
    labels: {
      batchTracked: t('batchTracked'),
      shelfLifeDays: t('shelfLife'),
      sellBeforeDays: t('sellBefore'),
      expiryAlertDays: t('alert'),
      serialMode: t('serialMode'),
    },
    says: { serialMode: (mode) => t(`serialModes.${mode}`) },
  })
  const { control } = state.form
  const batches = state.form.watch('batchTracked')
  return (
    <ActionForm state={state}>
      <FormField
        control={control}
        name="batchTracked"
        label={t('batchTracked')}
        help={t('batchText')}
        error={state.errorOf('batchTracked')}
      >
        {(field, aria) => (
          <Checkbox {...aria} label={t('batchOnLabel')} checked={field.value} onCheckedChange={field.onChange} />
        )}
      </FormField>
      {batches ? (
        <div className="grid gap-4 md:grid-cols-3">
          {dayFields.map(([name, key]) => (
            <FormField
              key={name}
              control={control}
              name={name}
              label={t(key)}
              help={t(`${key}Help`)}
              error={state.errorOf(name)}
            >
              {(field, aria) => (
                <Input
                  {...field}
                  {...aria}
                  type="number"
                  min={0}
                  value={field.value ?? ''}
                  onChange={(event) => field.onChange(event.target.value === '' ? null : event.target.valueAsNumber)}
                />
              )}
            </FormField>
          ))}
        </div>
      ) : null}
      <FormField
        control={control}
        name="serialMode"
        label={t('serialMode')}
        help={t('serialHelp')}
        error={state.errorOf('serialMode')}
      >
        {(field, aria) => (
          <Select
            {...aria}
            value={field.value}
            options={serialModes.map((value) => ({ value, label: t(`serialModes.${value}`) }))}
            onValueChange={(value) => value && field.onChange(value)}
          />
        )}
      </FormField>
      <SubmitBar
        pending={state.pending}
        dirty={state.form.formState.isDirty}
        label={t('save')}
        secondary={<Button onClick={onDone}>{common('cancel')}</Button>}
      />
    </ActionForm>
  )
}
